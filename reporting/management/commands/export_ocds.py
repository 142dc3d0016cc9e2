"""`export_ocds --output OUT.json`: the scheme and its call-offs as an OCDS 1.1.5 package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdps.core import clock
from mdps.core.words import count
from reporting.figures.plain import one_moment
from reporting.open_data import ocds


class Command(BaseCommand):
    help = "Write the releases of the Open Contracting Data Standard up to today, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", required=True, type=Path, metavar="OUT.json")

    def handle(self, *args: Any, **options: Any) -> None:
        with one_moment():
            package = ocds.package(clock.now())
        path: Path = options["output"]
        try:
            path.write_text(ocds.as_json(package), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{path}: {count(len(package['releases']), 'release')}")
