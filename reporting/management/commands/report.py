"""`report annual-cabinet --year-ending 2026-05-31 --pdf OUT.pdf --json OUT.json`; so too monitoring
and, for any period, `report panel-activity --from 2026-04-01 --period-ending 2026-06-30`.

Computes and writes; nothing is recorded. Without a file to write, the figures are printed.
"""

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdps.core import clock
from reporting import pdf
from reporting.freeze import canonical
from reporting.gather import gather
from reporting.kinds import KINDS
from reporting.request import refusals_against_last_day

WORKING_COPY = pdf.About("Working copy", "not recorded")
ENDINGS = {
    "annual-cabinet": "--year-ending",
    "monitoring": "--half-ending",
    "panel-activity": "--period-ending",
}


class Command(BaseCommand):
    help = "Compute a report as at now and write its figures as JSON and its pages as PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        reports = parser.add_subparsers(dest="report", required=True, metavar="REPORT")
        for kind in KINDS.values():
            report = reports.add_parser(kind.slug)
            report.add_argument(
                ENDINGS[kind.slug],
                dest="last_day",
                type=dt.date.fromisoformat,
                metavar="YYYY-MM-DD",
                help="the last day of the period; the last complete one when left out",
            )
            if kind.any_days:
                report.add_argument(
                    "--from",
                    dest="first_day",
                    type=dt.date.fromisoformat,
                    metavar="YYYY-MM-DD",
                    help="the first day of the period; that of its last month when left out",
                )
            report.add_argument("--pdf", type=Path, metavar="OUT.pdf")
            report.add_argument("--json", type=Path, metavar="OUT.json")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = next(kind for kind in KINDS.values() if kind.slug == options["report"])
        today = clock.today()
        last_day = options["last_day"] or kind.last_complete(today).last_day
        first_day = options.get("first_day")
        if refusals := refusals_against_last_day(kind, last_day, on=today, first_day=first_day):
            raise CommandError(" ".join(refusal.message for refusal in refusals))
        period = kind.ending(last_day, first_day)
        figures = gather(lambda as_at: kind.figures(period, as_at)).figures
        if options["json"]:
            self._write(options["json"], canonical(figures))
        if options["pdf"]:
            content = pdf.render(kind.document(figures), canonical(figures), WORKING_COPY)
            self._write(options["pdf"], content)
        if not (options["json"] or options["pdf"]):
            self.stdout.write(canonical(figures).decode())

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{path}: {len(content):,} bytes")
