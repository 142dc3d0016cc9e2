"""Who needs a second factor sets it up, or uses it, before anything else.

Whatever they open leads to the page where they do; signing out stays possible, and so does
choosing one's own password in place of a temporary one, which comes first.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from mdps.core.signing_in import factors

Answer = Callable[[HttpRequest], HttpResponseBase]
POSSIBLE = (
    "sign-out",
    "session",
    "second-factor",
    "add-app",
    "add-passkey",
    "confirm-it-is-you",
    "health",
    "health-live",
)


def second_factor_first(answer: Answer) -> Answer:
    """Middleware; stands after `own_password_first`."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if factors.is_due(request) and not is_possible(request):
            return redirect("second-factor")
        return answer(request)

    return answered


def is_possible(request: HttpRequest) -> bool:
    """Whether the page can be used before the second factor."""
    chooses_password = request.user.must_change_password  # type: ignore[union-attr]
    names = (*POSSIBLE, "my-account") if chooses_password else POSSIBLE
    return request.path in {reverse(name) for name in names}
