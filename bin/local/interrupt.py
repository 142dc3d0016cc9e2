"""Ctrl-C, being told to end and a closed terminal are one and the same: end in order, once."""

import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(SystemExit):
    """Somebody asked us to end. Not caught, it ends the command without a word."""


def end_in_order() -> None:
    """From here on the first signal raises Interrupted; impatience does not cut short."""
    for number in SIGNALS:
        signal.signal(number, _interrupt)


def call(command: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> int:
    """Run a command that ends in order too; its status. When we are told to end, it is told so once
    and waited for, and Interrupted is raised."""
    process = subprocess.Popen(command, env=env, cwd=cwd, start_new_session=True)
    try:
        return process.wait()
    except Interrupted:
        process.terminate()
        process.wait()
        raise


def _interrupt(number: int, frame: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Interrupted(128 + number)
