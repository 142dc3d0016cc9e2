"""Who guesses passwords has to wait; the owner of the account does not.

Failures are counted by user name *and* address, and with a much higher limit by address alone. In
a browser that a person has signed in with before only that browser's own failures count. So a
stranger who guesses at somebody's account from elsewhere locks out the stranger. A name that does
not exist is counted, and locked, like one that does.
"""

import datetime as dt
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from mdps.core import clock, words
from mdps.core.signing_in import devices, records
from mdps.core.ui import Link

# Failures within MDPS_LOCKOUT_MINUTES. An address is a whole office behind one router.
BY_NAME_AND_ADDRESS = settings.AXES_FAILURE_LIMIT
BY_ADDRESS = 10 * BY_NAME_AND_ADDRESS
DEVICE = "device:"


class Lockout(AxesDatabaseHandler):
    """Keeps the failures in the database; says how many stand against a request."""

    def get_failures(self, request: Any, credentials: dict | None = None) -> int:
        """The failures that count, as if the limit were BY_NAME_AND_ADDRESS for all of them.

        As many queries for a name that does not exist as for one that does.
        """
        share = BY_ADDRESS // BY_NAME_AND_ADDRESS
        by_name, by_address = self._against(request, credentials)
        return max(_sum(by_name), _sum(by_address) // share)

    def ends_at(self, request: Any, credentials: dict | None = None) -> dt.datetime:
        """When the last of the failures that count is forgotten."""
        by_name, by_address = self._against(request, credentials)
        counted = by_name if _sum(by_name) >= BY_NAME_AND_ADDRESS else by_address
        last = counted.aggregate(last=Max("attempt_time"))["last"] or request.axes_attempt_time
        return last + settings.AXES_COOLOFF_TIME

    def user_login_failed(
        self, sender: Any, credentials: dict, request: Any = None, **more: Any
    ) -> None:
        """Count it and write it on the audit trail; what was refused unread is neither."""
        if request is None:
            return
        request.axes_user_agent = _counted_device(request, credentials)
        was_refused = request.axes_locked_out
        sent, asked = request.POST, request.GET
        request.POST = request.GET = QueryDict()  # nothing of a form is kept with a failure
        super().user_login_failed(sender, credentials, request, **more)
        request.POST, request.GET = sent, asked
        if not was_refused:
            records.failed(_typed_name(request, credentials), request)
            if request.axes_locked_out:
                records.locked_out(_typed_name(request, credentials), request)

    def _against(self, request: Any, credentials: dict | None) -> tuple[QuerySet, QuerySet]:
        """The recent failures with this name from here, and all those from here."""
        name, device = counted_name(request, credentials), _counted_device(request, credentials)
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        if device:
            return recent.filter(username=name, user_agent=device), recent.none()
        from_here = recent.filter(ip_address=request.axes_ip_address, user_agent="")
        return from_here.filter(username=name), from_here


class Guard(AxesStandaloneBackend):
    """Stands before the backend that knows passwords, and lets nobody through who has to wait."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Raises PermissionDenied for who has to wait. What comes from nowhere, as from a command,
        is nobody's guess."""
        if request is not None:
            super().authenticate(request, **credentials)


def counted_name(request: HttpRequest, credentials: dict | None = None) -> str:
    """The user name that was tried, as it is counted (AXES_USERNAME_CALLABLE)."""
    return devices.name_hash(_typed_name(request, credentials))


def _typed_name(request: HttpRequest, credentials: dict | None = None) -> str:
    return str((credentials or {}).get("username") or request.POST.get("username", ""))


def _counted_device(request: HttpRequest, credentials: dict | None = None) -> str:
    """The browser where it is one of the person's own, else nothing: what a browser says of
    itself is not kept."""
    key = devices.device_for(request, _typed_name(request, credentials))
    return f"{DEVICE}{key}" if key else ""


def forgive(username: str) -> None:
    """Forget the failures of an account whose owner has shown another way that it is theirs."""
    AccessAttempt.objects.filter(username=devices.name_hash(username)).delete()


def too_many(request: HttpRequest, _: Any, credentials: dict | None) -> HttpResponse:
    """The page of whoever has to wait (AXES_LOCKOUT_CALLABLE): until when, and what to do."""
    until = Lockout().ends_at(request, credentials).astimezone(clock.LONDON)
    content = {
        "title": "Too many wrong passwords",
        "lead": f"You can try again after {words.time(until.time())}.",
        "sentences": [
            f"A wrong user name or password was entered {BY_NAME_AND_ADDRESS} times. To keep "
            "accounts safe, nobody can sign in from here with this user name for now. Waiting is "
            "enough; every further try is refused and changes nothing.",
            "If you have forgotten your password, choose a new one. You can sign in with it at "
            "once.",
            "If it was not you, tell a system administrator.",
        ],
        "links": [
            Link("Choose a new password", reverse("forgot-password")),
            Link("Back to sign in", reverse("sign-in")),
        ],
    }
    return render(request, "pages/sentences.html", content, status=429)


def _sum(attempts: Any) -> int:
    return attempts.aggregate(all=Sum("failures_since_start"))["all"] or 0
