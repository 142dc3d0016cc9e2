"""Ctrl-C, being told to end and a closed terminal are one and the same: end in order, once."""

import signal
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(SystemExit):
    """Somebody asked us to end. Not caught, it ends the command without a word."""


def end_in_order() -> None:
    """From here on the first signal raises Interrupted; impatience does not cut short."""
    for number in SIGNALS:
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Interrupted(128 + number)
