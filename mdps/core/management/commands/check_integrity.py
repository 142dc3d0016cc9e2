"""`manage.py check_integrity`: derive again what no constraint holds; beat does so each night."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from mdps.core import integrity
from mdps.core.words import count


class Command(BaseCommand):
    help = (
        "Checks the data and writes the result down; exits 1 and says in sentences what is wrong."
    )

    def handle(self, **options: Any) -> None:
        done = integrity.run()
        for sentence in done.sentences:
            self.stdout.write(sentence)
        self.stdout.write(
            f"{count(done.problems, 'thing')} wrong. Checked: {', '.join(integrity.subjects())}."
        )
        if done.problems:
            sys.exit(1)
