"""`manage.py seal_audit`: seal what waits on the audit trail now, as beat does each minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdps.core import seal_audit
from mdps.core.words import count


class Command(BaseCommand):
    help = "Seals what waits on the audit trail and writes the anchors down."

    def handle(self, **options: Any) -> None:
        try:
            done = seal_audit.seal()
        except seal_audit.Broken as broken:
            raise CommandError(str(broken)) from broken
        self.stdout.write(f"{count(done.lines, 'line')} sealed.")
        for anchor in done.anchors[-1:]:
            self.stdout.write(f"Head: {anchor}")
