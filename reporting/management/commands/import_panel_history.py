"""`import_panel_history FILE.csv`: the panel's history before the scheme, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdps.core.words import count
from reporting.import_history import NotImported, import_history


class Command(BaseCommand):
    help = "Import requested and approved amounts by category, as reported to Cabinet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = options["file"].read_text(encoding="utf-8-sig")
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{options['file']} is not a text file in UTF-8.") from error
        try:
            new = import_history(text.splitlines(), by=None)
        except NotImported as refused:
            rows = "\n".join(f"  Row {row.number}: {row.reason}" for row in refused.rows)
            raise CommandError(f"Nothing was imported.\n{rows}") from refused
        self.stdout.write(f"{count(new, 'line')} imported." if new else "Nothing new to import.")
