"""`import_panel_history FILE`: the panel's history before the scheme, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdps.core.rules import Refused
from mdps.core.words import count
from reporting.import_history import import_history


class Command(BaseCommand):
    help = "Import requested and approved amounts by category, as reported to Cabinet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        try:
            new = import_history(content, by=None)
        except Refused as refused:
            rows = "\n".join(f"  {each.message}" for each in refused.refusals)
            raise CommandError(f"Nothing was imported.\n{rows}") from refused
        self.stdout.write(f"{count(new, 'line')} imported." if new else "Nothing new to import.")
