"""Files in which the scanner found a virus: kept apart, where no page and no backup of files leads.

The person reads that the file was not kept. A system administrator sees who sent what and when,
on the home page and in the audit trail, and finds the file by its name in the folder
settings.MDPS_QUARANTINE, to examine or to delete it.
"""

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from mdps.core import audit, cells, clock, slots, words
from mdps.core.models import QuarantinedFile, User
from mdps.core.permissions import Permission, can
from mdps.core.stores import Folder
from mdps.core.ui import Cell, Heading, Section, Table

MOST_SHOWN = 10


@transaction.atomic
def put(content: bytes, *, name: str, virus: str, by: User | None) -> QuarantinedFile:
    """Keep an infected upload apart and say so in the audit trail.

    To be called after the act that was refused is rolled back, or it would be forgotten with it.
    """
    path = f"{secrets.token_hex(16)}.infected"
    file = QuarantinedFile.objects.create(
        path=path,
        name=name,
        virus=words.shortened(virus, 200),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        found_at=clock.now(),
    )
    audit.record("file.quarantined", file, by=by, virus=file.virus, size=file.size)
    Folder(Path(settings.MDPS_QUARANTINE)).write(path, content)
    return file


@slots.filler("home")
def quarantined(user: User) -> Section | None:
    """The latest infected uploads, to those who keep the system; nothing when there are none."""
    if not can(user, Permission.ACCOUNTS_MANAGE):
        return None
    found = QuarantinedFile.objects.select_related("uploaded_by").order_by("-id")[:MOST_SHOWN]
    rows = [_row(file) for file in found]
    if not rows:
        return None
    headings = ("File", "What was found", "Sent by", "When", "Bytes", "Name in quarantine")
    table = Table(
        headings=[Heading(text, numeric=text == "Bytes") for text in headings],
        rows=rows,
        caption="The latest uploads in which the scanner found something",
    )
    return Section("In quarantine", "components/table.html", {"table": table}, id="quarantine")


def _row(file: QuarantinedFile) -> list[Cell]:
    return [
        Cell(file.name),
        Cell(file.virus),
        Cell(str(file.uploaded_by or "Somebody who was not signed in")),
        Cell(words.moment(file.found_at)),
        cells.number(file.size),
        Cell(file.path),
    ]
