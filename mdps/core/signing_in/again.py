"""Asking once more who it is, before what matters most (ASVS 5 7.5.3).

A page that asks says so with `AsksAgain`. It is content for MDPS_ASK_AGAIN minutes after the
person signed in or confirmed; a form that was opened in time may be sent for as long again. With
0 minutes nobody is asked.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from mdps.core import clock
from mdps.core.models import User
from mdps.core.signing_in import factors

SESSION_KEY = "confirmed"


def confirmed(request: HttpRequest, account: User) -> None:
    """The person has just shown who they are."""
    request.session[SESSION_KEY] = [account.pk, clock.now().isoformat()]


def is_fresh(request: HttpRequest, *, within: dt.timedelta) -> bool:
    """Whether the person who is signed in has shown who they are since `within` ago."""
    whose, at = request.session.get(SESSION_KEY, (None, ""))
    return whose == request.user.pk and clock.now() - dt.datetime.fromisoformat(at) <= within


def question(request: HttpRequest) -> HttpResponseRedirect | None:
    """Where the person says again who they are, if it is time; then they are led back here."""
    minutes = settings.MDPS_ASK_AGAIN
    within = dt.timedelta(minutes=minutes * (2 if request.method == "POST" else 1))
    if not minutes or is_fresh(request, within=within):
        return None
    return to_confirm(request)


def to_confirm(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that asks, and back to this one."""
    back = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('confirm-it-is-you')}?{back}")


class AsksAgain:
    """A page that asks who it is where that is a while ago. Comes before the page's own class."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return question(request) or super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class AsksForFactor:
    """The same for pages that change how one signs in: there, who has a second factor has used it
    in this session."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        account: User = request.user  # type: ignore[assignment]
        if not factors.was_used(request) and factors.of(account).exists():
            return to_confirm(request)
        return question(request) or super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
