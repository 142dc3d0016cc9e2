"""What django-allauth asks of the service: how a sign-in goes on, ends, and is written down."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mdps.core.models import User
from mdps.core.origin import address_of
from mdps.core.signing_in import again, devices, factors, records, single_sign_on
from mdps.core.signing_in.sessions import BACKEND
from mdps.core.words import listed


class Adapter(DefaultAccountAdapter):
    """Nobody signs up here: accounts are added by administrators, or asked for under /join/."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "Too many wrong codes were entered. Wait half an hour, then "
        "try again."
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request) or ""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Failures are counted by mdps.core.signing_in.lockout, which locks no owner out."""

    def get_login_stages(self) -> list[str]:
        return ["mdps.core.signing_in.single_sign_on.OwnSecondStep"]

    def add_message(self, *_: Any, **__: Any) -> None:
        """The pages say themselves what was done."""

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin the session, unless the account was closed between the two steps."""
        if not user.is_active:
            raise ImmediateHttpResponse(redirect("sign-in"))
        user.backend = BACKEND
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """The session has begun. From now on this browser is known as the person's own."""
        response = super().post_login(request, user, **more)
        account: User = user
        steps = get_authentication_records(request, account)
        by_council = request.session.pop(single_sign_on.SESSION_KEY, None) == account.pk
        if by_council or any(each["method"] == "mfa" for each in steps):
            factors.mark_used(request, account)
        again.confirmed(request, account)
        records.began(account, _in_words(steps), request)
        devices.remember(request, response, account.username)
        return response


def _in_words(steps: list[dict[str, Any]]) -> str:
    """How somebody signed in, like `password and authenticator app`."""
    known = {str(kind): name for kind, name in factors.NAMES.items()}
    known["socialaccount"] = "council account"
    said = [known.get(each.get("type", each["method"]), each["method"]) for each in steps]
    return listed(list(dict.fromkeys(said)))
