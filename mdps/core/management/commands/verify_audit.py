"""`manage.py verify_audit [--anchors FILE]…`: whether the audit trail is what was written.

Without a file it is held against the anchors of this installation. A copy of them from elsewhere
(a backup, the log, a report) says more: give it with --anchors.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdps.core import anchors, verify_audit
from mdps.core.words import count


class Command(BaseCommand):
    help = "Verifies the audit trail; exits 1 and says in sentences what is not as it was written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchors",
            action="append",
            type=Path,
            default=[],
            metavar="FILE",
            help="a file with anchors to hold the chain against; may be given more than once",
        )

    def handle(self, *, anchors: list[Path], **options: Any) -> None:
        kept = self._read(anchors)
        found = list(verify_audit.problems(kept))
        for sentence in found:
            self.stdout.write(sentence)
        held = verify_audit.extent()
        self.stdout.write(
            f"{count(held.events, 'event')} and {count(held.changes, 'row change')} in "
            f"{count(held.seals, 'seal')}, {held.unsealed:,} waiting for one; "
            f"{count(len(kept), 'anchor')} compared."
        )
        if held.head:
            self.stdout.write(f"Head: {held.head}")
        if not kept:
            self.stdout.write(
                "Without anchors nobody can tell whether the end was cut off or the whole chain "
                "made anew. Give a file of them with --anchors."
            )
        self.stdout.write("Not as it was written." if found else "All is as it was written.")
        if found:
            sys.exit(1)

    def _read(self, files: list[Path]) -> list[anchors.Anchor]:
        own = anchors.file()
        try:
            return [
                anchor
                for path in files or ([own] if own.exists() else [])
                for anchor in anchors.read(path)
            ]
        except (OSError, anchors.NotAnchors) as error:
            raise CommandError(str(error)) from error
