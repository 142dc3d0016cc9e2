"""`export_contracts_register --quarter 2026Q3 --output OUT.csv`: contracts above £5,000 of a
quarter, with the fields of the Local Government Transparency Code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdps.core.lists.export import csv_text
from mdps.core.words import count
from reporting.open_data import register
from reporting.open_data.quarters import NotAQuarter, quarter


class Command(BaseCommand):
    help = "Write the register of contracts above £5,000 that were awarded in a quarter, as CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, metavar="2026Q3")
        parser.add_argument("--output", required=True, type=Path, metavar="OUT.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            period = quarter(options["quarter"])
        except NotAQuarter as error:
            raise CommandError(str(error)) from error
        lines = list(register.lines(period))
        path: Path = options["output"]
        try:
            path.write_text(csv_text(register.COLUMNS, lines), encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{path}: {count(len(lines), 'contract')}")
