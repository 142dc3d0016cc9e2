"""The two moments that a session holds, and how long it lasts by them."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from mdps.core import clock

BEGAN, SEEN = "session_began", "session_seen"


def now() -> int:
    """The moment, as a session holds it."""
    return int(clock.now().timestamp())


def left(session: SessionBase | dict[str, Any]) -> tuple[int, int]:
    """Seconds until it has been idle for too long, and until it has lasted for too long."""
    moment = now()
    idle = dt.timedelta(minutes=settings.MDPS_IDLE_MINUTES) // dt.timedelta(seconds=1)
    longest = dt.timedelta(hours=settings.MDPS_SESSION_HOURS) // dt.timedelta(seconds=1)
    began, seen = session.get(BEGAN, moment), session.get(SEEN, moment)
    return seen + idle - moment, began + longest - moment
