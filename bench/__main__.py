"""Runs the measurements named on the command line, or all; ends with 1 when a goal is missed."""

import logging
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator

import django
from django.conf import settings

django.setup()
settings.ROOT_URLCONF = "bench.urls"
# Nobody signs in by a password here; to hash one takes longer than all else about a person.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
logging.disable(logging.INFO)

from bench import (  # noqa: E402 - Django must be ready first
    award,
    beside_a_report,
    exports,
    first_page,
    form,
    homes,
    lists,
    lost_workers,
    report,
    report_of_many,
    room,
    start,
)
from bench.asked import Asked, Measurement  # noqa: E402
from bench.data.kept import forget_others  # noqa: E402
from bench.outcome import Outcome  # noqa: E402
from bin.local.interrupt import end_in_order  # noqa: E402

MEASUREMENTS: dict[str, Measurement] = {
    "award": award.run,
    "lists": lists.run,
    "homes": homes.run,
    "form": form.run,
    "first_page": first_page.run,
    "start": start.run,
    "exports": exports.run,
    "report_of_many": report_of_many.run,
    "beside_a_report": beside_a_report.run,
    "lost_workers": lost_workers.run,
}
IN_A_HURRY = ("award", "lists", "homes", "form", "first_page")


def main(arguments: list[str]) -> int:
    """Run each, show its rows as they come, and write them down."""
    parser = ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--quick", action="store_true", help="the smaller sizes, few rounds")
    parser.add_argument("--picture", action="store_true", help="the picture of docs/speed.md anew")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - set(MEASUREMENTS):
        print(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(MEASUREMENTS)}")
        return 2
    names = given.names or (IN_A_HURRY if given.quick else MEASUREMENTS)
    with room.or_a_sentence():
        forget_others()
        found = {name: list(measured(name, Asked(quick=given.quick))) for name in names}
        path = report.write(found, quick=given.quick)
    if given.picture:
        shutil.copy(path.with_suffix(".svg"), report.PICTURE)
    print(f"{report.summary(found)} Written to {path}.")
    return report.status(found)


def measured(name: str, asked: Asked) -> Iterator[Outcome]:
    """The rows of a measurement, shown as they come."""
    print(f"{name}\n{report.HEADING}")
    for outcome in MEASUREMENTS[name](asked):
        print(report.line(outcome), flush=True)
        yield outcome


if __name__ == "__main__":
    end_in_order()
    sys.exit(main(sys.argv[1:]))
