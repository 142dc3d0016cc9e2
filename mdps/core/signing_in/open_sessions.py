"""Where a person is signed in: each session with its device, its address and when it was last used.

A row is written when a session begins, when its key changes, and once a minute while it is used.
Which of them can still be used is asked of the sessions themselves: their limits, and the
fingerprint of the account as it was (mdps.core.signing_in.sessions).
"""

from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from mdps.core import audit, clock
from mdps.core.models import OpenSession, User
from mdps.core.origin import address_of
from mdps.core.signing_in.session_times import left

LISTED = "listed_as"  # in a session: the key by which it is listed
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """What a browser calls itself, in words: `Firefox on Windows`."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser


def list_it(request: HttpRequest, account: User) -> None:
    """List the session of `request`, under its present key."""
    session = request.session
    if not session.session_key:
        session.save()
    key = session.session_key or ""
    now = clock.now()
    changed = OpenSession.objects.filter(key=session.get(LISTED, ""), account=account).update(
        key=key, seen_at=now, **_where(request)
    )
    if not changed:
        OpenSession.objects.create(
            account=account, key=key, began_at=now, seen_at=now, **_where(request)
        )
    session[LISTED] = key


def is_listed(request: HttpRequest) -> bool:
    """Whether the session is listed under the key it has now. No query."""
    return request.session.get(LISTED) == request.session.session_key


def of(account: User) -> list[OpenSession]:
    """Those that can be used, the last used first. Two queries."""
    rows = {each.key: each for each in account.open_sessions.order_by("-seen_at", "-pk")}
    alive = Session.objects.filter(session_key__in=rows, expire_date__gt=clock.now())
    usable = {each.session_key for each in alive if _is_usable(each, account)}
    return [each for key, each in rows.items() if key in usable]


@transaction.atomic
def end(session: OpenSession, *, by: User) -> None:
    """End one session of `by`'s own, with its next request."""
    Session.objects.filter(session_key=session.key).delete()
    OpenSession.objects.filter(pk=session.pk, account=by).delete()
    audit.record("user.session_ended", by, by=by, device=session.device)


def forget_ended() -> None:
    """Delete the rows of sessions that are no more."""
    OpenSession.objects.exclude(key__in=Session.objects.values("session_key")).delete()


@receiver(user_logged_out)
def _ended(request: HttpRequest, **_: Any) -> None:
    OpenSession.objects.filter(key=request.session.session_key or "").delete()


def _is_usable(session: Session, account: User) -> bool:
    held = session.get_decoded()
    return min(left(held)) > 0 and constant_time_compare(
        held.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()
    )


def _where(request: HttpRequest) -> dict[str, str]:
    return {
        "address": address_of(request) or "",
        "device": device_of(request.META.get("HTTP_USER_AGENT", "")),
    }
