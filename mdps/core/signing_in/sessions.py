"""Beginning a session and ending all of somebody's.

A session holds for one account as it was: a fingerprint of the password and of a counter is kept
in it, so that each session that was begun before either changed ends with its next request.
"""

from django.contrib.auth import HASH_SESSION_KEY, login
from django.db.models import F
from django.http import HttpRequest

from mdps.core.models import User
from mdps.core.signing_in import again, records

BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest, account: User, *, how: str) -> None:
    """Sign `account` in, in a session of its own; `how` is a few words for the audit trail."""
    login(request, account, backend=BACKEND)
    again.confirmed(request, account)
    records.began(account, how, request)


def keep(request: HttpRequest, account: User) -> None:
    """Let this session go on, after all of the person's were ended."""
    request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()


def end_all(account: User) -> None:
    """End every session of `account` with its next request. Part of the caller's transaction."""
    User.objects.filter(pk=account.pk).update(session_round=F("session_round") + 1)
    account.refresh_from_db(fields=["session_round"])
