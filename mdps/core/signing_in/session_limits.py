"""When a session ends by itself: after half an hour in which its person did nothing, and ten hours
after it began, whatever they do (MDPS_IDLE_MINUTES, MDPS_SESSION_HOURS).

Two minutes before, a page with JavaScript says so and offers to stay, and at the end it is left
for the sign-in page (static/time_out.js). Without it the next request leads there, and it says why.
What was typed stays in the tab, encrypted (draft_key.py).
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views import View

from mdps.core.models import User
from mdps.core.signing_in import open_sessions
from mdps.core.signing_in.session_times import BEGAN, SEEN, left, now

ENDED = "session_ended"
IDLE, LONGEST = "idle", "longest"
WRITTEN_EVERY = 60  # seconds; so often at most that one was seen is written down
# Parts of pages that ask anew by themselves: they do not say that anybody is there.
POLLS = {"live-items", "progress"}
ASKED_AT = "session"

Answer = Callable[[HttpRequest], HttpResponseBase]


def session_limits(answer: Answer) -> Answer:
    """Middleware; stands after the one that knows who is signed in and before all that ask it."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            begin_or_end(request, request.user)
        response = answer(request)
        if isinstance(request.user, User) and not open_sessions.is_listed(request):
            open_sessions.list_it(request, request.user)
        return response

    return answered


@receiver(user_logged_in)
def begun(request: HttpRequest, user: User, **_: Any) -> None:
    """A session began: from now on it has its limits, and its owner sees it."""
    begin(request)
    open_sessions.list_it(request, user)


def begin(request: HttpRequest) -> None:
    """From the moment of signing in."""
    request.session[BEGAN] = request.session[SEEN] = now()


def begin_or_end(request: HttpRequest, user: User) -> None:
    """End the session if it is over; else note that its person is there."""
    session, moment = request.session, now()
    if BEGAN not in session:  # begun before there were limits
        begin(request)
    elif why := over(request):
        logout(request)
        request.session[ENDED] = why
    elif moment - session[SEEN] >= WRITTEN_EVERY and is_by_a_person(request):
        session[SEEN] = moment
        open_sessions.list_it(request, user)


def over(request: HttpRequest) -> str:
    """Why the session is over, "" while it is not."""
    idle, longest = left(request.session)
    return LONGEST if longest <= 0 else IDLE if idle <= 0 else ""


def seconds_left(request: HttpRequest) -> int:
    """In how many seconds the session ends if its person does nothing more."""
    return max(0, min(left(request.session)))


def can_be_longer(request: HttpRequest) -> bool:
    """Whether doing something would make the session last longer."""
    idle, longest = left(request.session)
    return idle < longest


def is_by_a_person(request: HttpRequest) -> bool:
    """Whether somebody did something, rather than the page itself."""
    asks_only = request.path == reverse(ASKED_AT) and request.method == "GET"
    return not asks_only and request.headers.get("HX-Trigger") not in POLLS


def why_ended(request: HttpRequest) -> str:
    """A sentence for the sign-in page, once; "" where no session has just ended."""
    minutes = settings.MDPS_IDLE_MINUTES
    said = {
        IDLE: f"You were signed out because you did nothing for {minutes} minutes.",
        LONGEST: f"You were signed out because {settings.MDPS_SESSION_HOURS} hours had gone by "
        "since you signed in.",
    }
    return said.get(request.session.pop(ENDED, ""), "")


class SessionLeft(View):
    """For a script: how long the session lasts (GET), and that it shall go on (POST)."""

    def get(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse({"seconds": seconds_left(request), "longer": can_be_longer(request)})

    def post(self, request: HttpRequest) -> JsonResponse:
        request.session[SEEN] = now()
        return self.get(request)
