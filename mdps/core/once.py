"""A form posted twice does its act once.

Each form carries a one-time key. The key is written in the transaction of the act: a second
post of the same key waits for the first to commit and is then led to where that one led.
If the act is refused, the key is rolled back with it, and the form may be posted again.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import UUIDField
from psycopg.errors import LockNotAvailable

from mdps.core import clock
from mdps.core.compiled import Compiled
from mdps.core.models import OneTimeKey, User
from mdps.core.rules import Refusal, Refused

BUSY = Refusal(
    "busy",
    "Somebody else is changing the same thing right now. Nothing was done. "
    "Wait a moment, then try again.",
)

POSTED = Compiled(
    lambda key: OneTimeKey.objects.filter(key=key).values_list("outcome_url", "by"),
    key=UUIDField(),
)


def outcome(key: str, *, by: User | None) -> str | None:
    """Where the act of `key` led, if `by` has posted it before; else None. `by` is None for whoever
    is not signed in."""
    try:
        found = POSTED.rows(key=UUID(key))
    except ValueError:
        return None
    return next((url for url, whose in found if whose == _id(by)), None)


def run(key: UUID, act: Callable[[], str], *, by: User | None) -> str:
    """Do `act` unless `key` was used before; return the URL that the (first) act led to.

    Raises Refused as `act` does, or because somebody else's act held what it needs for longer
    than the role's lock_timeout (five seconds, docker/roles.sql).
    """
    try:
        return _run(key, act, by=by)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Refused([BUSY]) from error
        raise


def _run(key: UUID, act: Callable[[], str], *, by: User | None) -> str:
    try:
        with transaction.atomic():
            posted = _take(key, by)
            posted.outcome_url = act()
            posted.save(update_fields=["outcome_url"])
            return posted.outcome_url
    except Taken:
        posted = OneTimeKey.objects.get(key=key)
        return posted.outcome_url if posted.by_id == _id(by) else "/"


def _id(person: User | None) -> int | None:
    return person.pk if person else None


class Taken(Exception):
    """Somebody else's transaction has written the key."""


def _take(key: UUID, by: User | None) -> OneTimeKey:
    """Write the key, the first statement of its transaction. Waits for another that has written it
    until that one ends; raises Taken if it committed."""
    try:
        return OneTimeKey.objects.create(key=key, by=by, created_at=clock.now())
    except IntegrityError as error:
        raise Taken from error
