"""Who signed in with a temporary password chooses their own before anything else.

Whatever they open leads to their account page; signing out stays possible.
"""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from mdps.core.models import User

Answer = Callable[[HttpRequest], HttpResponseBase]
POSSIBLE = ("my-account", "sign-out", "session")


def own_password_first(answer: Answer) -> Answer:
    """Middleware; stands after the one that knows who is signed in."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if has_a_temporary_password(request.user) and not is_possible(request.path):
            return redirect("my-account")
        return answer(request)

    return answered


def has_a_temporary_password(user: User | AnonymousUser) -> bool:
    """Whether somebody is signed in whose password somebody else knows."""
    return user.is_authenticated and user.must_change_password


def is_possible(path: str) -> bool:
    """Whether the page can be used before one's own password is chosen."""
    return path in {reverse(name) for name in POSSIBLE}
