"""Signing out. Whoever came by the council's single sign-on may end that session too."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from mdps.core.signing_in.checked_sign_on import ENDS_AT


class SignOut(LogoutView):
    """Ends the session here, and leads to the sign-in page or says where the other one is ended."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ends_at = request.session.get(ENDS_AT)
        answer = super().post(request, *args, **kwargs)
        return _signed_out(request, ends_at) if ends_at else answer


def _signed_out(request: HttpRequest, ends_at: str) -> HttpResponse:
    """RP-initiated logout is a link: the session there may be one of other services too."""
    back = f"{settings.MDPS_SITE_URL.rstrip('/')}{reverse('sign-in')}"
    asked = urlencode({"client_id": settings.MDPS_SSO_CLIENT, "post_logout_redirect_uri": back})
    return render(
        request,
        "registration/signed_out.html",
        {
            "title": "You are signed out here",
            "account": settings.MDPS_SSO_NAME,
            "address": f"{ends_at}{'&' if '?' in ends_at else '?'}{asked}",
        },
    )
