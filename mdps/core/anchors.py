"""The heads of the chain outside the database: one line a seal, `number head moment`.

Whoever can rewrite the database can make a new chain that fits; they cannot make it fit what is
written here, in a folder (MDPS_ANCHORS) that the database's machine does not have. The same line
goes to the log, whose collector keeps it elsewhere again, into each backup, and into each report.
"""

import fcntl
import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mdps.core.models import AuditSeal

log = logging.getLogger(__name__)
LINE = re.compile(r"(\d{1,18}) ([0-9a-f]{64})(?: (\S+))?")


@dataclass(frozen=True)
class Anchor:
    """A head as it was when it was written down; `since` is the moment in words of ISO 8601."""

    number: int
    head: str
    since: str = ""

    @classmethod
    def of(cls, seal: AuditSeal) -> "Anchor":
        return cls(seal.number, bytes(seal.head).hex(), seal.sealed_at.isoformat())

    def __str__(self) -> str:
        return f"{self.number} {self.head} {self.since}".strip()


class NotAnchors(Exception):
    """A file that should hold anchors holds something else."""


def newest() -> Anchor | None:
    """The head of the chain as it is now in the database; None before the first seal."""
    seal = AuditSeal.objects.defer("event_digests", "change_digests").order_by("-number").first()
    return Anchor.of(seal) if seal else None


def file() -> Path:
    """Where this installation keeps its anchors."""
    return Path(settings.MDPS_ANCHORS) / "anchors.txt"


def said(line: str) -> Anchor | None:
    """The anchor in a line; None where there is none."""
    match = LINE.fullmatch(line.strip())
    return Anchor(int(match[1]), match[2], match[3] or "") if match else None


def read(path: Path) -> list[Anchor]:
    """The anchors in a file, in its order. Raises NotAnchors with the line, or OSError."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        anchor = said(line)
        if anchor is None:
            raise NotAnchors(f"{path}, line {number}, is no anchor: {line[:100]}")
        found.append(anchor)
    return found


def against(anchors: Iterable[Anchor]) -> Iterator[Anchor]:
    """Those that the chain in the database does not have."""
    wanted = list(anchors)
    seals = AuditSeal.objects.filter(number__in={each.number for each in wanted})
    have = {(number, bytes(head).hex()) for number, head in seals.values_list("number", "head")}
    return (each for each in wanted if (each.number, each.head) not in have)


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else on this machine writes anchors meanwhile."""
    path = file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (path.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def last() -> Anchor | None:
    """The newest anchor that was written down whole, with the end of its line."""
    if not file().exists():
        return None
    with file().open("rb") as stream:
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - 1000))
        *lines, _ = stream.read().decode(errors="replace").split("\n")
    found = [anchor for anchor in map(said, lines) if anchor]
    return found[-1] if found else None


def write_missing() -> list[Anchor]:
    """Write down every seal since the last anchor; also those that a fault kept from it before."""
    _drop_half_a_line()
    before = last()
    seals = AuditSeal.objects.filter(number__gt=before.number if before else 0).order_by("number")
    made = [Anchor.of(each) for each in seals.defer("event_digests", "change_digests").iterator()]
    if made:
        with file().open("a", encoding="utf-8") as stream:
            stream.write("".join(f"{each}\n" for each in made))
            stream.flush()
            os.fsync(stream.fileno())
        log.info("audit head %s", made[-1])
    return made


def _drop_half_a_line() -> None:
    """What a crash or a full disk left of a line at the end; the next would be joined to it."""
    if not file().exists():
        return
    with file().open("r+b") as stream:
        size = stream.seek(0, os.SEEK_END)
        start = stream.seek(max(0, size - 1000))
        stream.truncate(start + stream.read().rfind(b"\n") + 1)
