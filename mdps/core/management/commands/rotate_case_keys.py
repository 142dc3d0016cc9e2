"""`manage.py rotate_case_keys`: wrap the key of every case anew by the first of MDPS_CASE_KEYS.

Runs while the service does, and can be stopped and run again. See docs/retention.md.
"""

from typing import Any

from django.core.management.base import BaseCommand

from mdps.core.cases import keyring, keys
from mdps.core.words import count


class Command(BaseCommand):
    help = "Wrap the key of every case anew by the first of MDPS_CASE_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        done, current = keys.rotate(), keyring.master_keys()[0].name
        verb = "was" if done == 1 else "were"
        self.stdout.write(
            f"{count(done, 'key')} {verb} wrapped anew by {current}. "
            "The other master keys are needed for backups alone."
        )
