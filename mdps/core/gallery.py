"""The gallery: every component in every state and every kind of page. Only when DEBUG is on.

`urlpatterns` is included by mdps.urls under /gallery/ when settings.DEBUG is set.
"""

from types import SimpleNamespace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from mdps.core import gallery_samples as samples
from mdps.core.gallery_forms import filled_form, wrong_form
from mdps.core.signing_in.sign_in import SignInForm
from mdps.core.ui import Link

COMPONENTS = {
    "colours": samples.COLOURS,
    "identity": samples.IDENTITY,
    "rows": samples.SUMMARY,
    "table": samples.TABLE,
    "actions": samples.ACTIONS,
    "refusals": [samples.OVER_CAP, samples.SUSPENDED],
    "checks": samples.CHECKS,
    "events": samples.EVENTS,
    "groups": samples.GROUPS,
    "cap": samples.CAP,
    "panel": samples.PANEL,
    "subnav": samples.SUBNAV,
    "chips": samples.CHIPS,
    "pager": samples.PAGER,
    "empty": samples.EMPTY,
    "downloads": samples.DOWNLOADS,
    "pages": tuple(samples.PAGES),
}


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    forms = {"filled": filled_form(), "wrong": wrong_form()}
    return render(request, "gallery/components.html", _signed_in() | COMPONENTS | forms)


@login_not_required
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind of page; `?wrong` shows its form with errors."""
    if kind not in samples.PAGES:
        raise Http404
    form = wrong_form() if "wrong" in request.GET else filled_form()
    context = samples.PAGES[kind] | ({"form": form} if kind in ("form", "desk") else {})
    if "wrong" in request.GET:
        context |= {"refusals": [samples.OVER_CAP]}
    return render(request, f"pages/{kind}.html", _signed_in() | context)


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page with its demonstration accounts."""
    accounts = [
        SimpleNamespace(role=role, name=name, username=role)
        for role, name in [("Social worker", "Priya Nair"), ("Team manager", "Tom Hale")] * 4
    ]
    context = {"demo_accounts": accounts, "form": SignInForm(), "is_demo": True}
    return render(request, "registration/sign_in.html", context)


def _signed_in() -> dict[str, Any]:
    return {
        "user": SimpleNamespace(
            is_authenticated=True, name="Tom Hale", role_names="Team manager", username="tom"
        ),
        "is_demo": True,
        "unread_notices": 3,
        "navigation": [
            Link("Home", "#", current=True),
            Link("Requests", "#", count=4),
            Link("Panel", "#"),
            Link("Suppliers", "#"),
            Link("Contracts", "#"),
            Link("Reports", "#"),
        ],
    }


urlpatterns = [
    path("", components, name="gallery"),
    path("sign-in/", sign_in, name="gallery-sign-in"),
    path("<slug:kind>/", page, name="gallery-page"),
]
