"""Make demonstration data: `manage.py demo_data --size small|full --seed N --today DATE`."""

import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from demonstration import mark
from demonstration.load import figures, load
from demonstration.sizes import SIZES
from lots.queries import current_scheme
from mdps.core import clock, words

A_YEAR_LATER = dt.timedelta(days=379)  # the first scheme year is over, and its report written


class Command(BaseCommand):
    help = (
        "Make demonstration data in an empty database, by the real actions. The same seed and "
        "day give the same data. Needs MDPS_DEMO=1; a second run does nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=sorted(SIZES), default="full")
        parser.add_argument("--seed", type=int, default=1, help="a whole number (default: 1)")
        parser.add_argument("--today", default="", help="like 2026-06-15 (default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        today = day(options["today"])
        found = mark.look()
        if refusal := mark.refusal(found):
            raise CommandError(refusal.message)
        if found.begun is not None:
            self.stdout.write(
                f"The demonstration data is there already ({found.begun['size']}, as of "
                f"{found.begun['today']}). Nothing was done."
            )
            return
        began = time.monotonic()
        self.say(f"Making demonstration data as of {words.day(today)}")
        load(SIZES[options["size"]], seed=options["seed"], today=today, say=self.say)
        self.say(f"Done in {time.monotonic() - began:.0f} seconds: {figures()}")

    def say(self, text: str) -> None:
        """Progress, at once."""
        self.stdout.write(text)
        self.stdout.flush()


def day(text: str) -> dt.date:
    """The day the story ends on: `text`, or today while the scheme still awards.

    Raises CommandError if it is not a day on which there is enough to tell.
    """
    scheme = current_scheme()
    first, last = scheme.operational_from + A_YEAR_LATER, min(clock.today(), scheme.last_award_day)
    if not text:
        return last
    try:
        given = dt.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}” is not a date. Write it like {last.isoformat()}.") from error
    if not first <= given <= last:
        raise CommandError(
            f"{words.day(given)} cannot be told: choose a day from {words.day(first)}, when the "
            f"first year of the scheme is over, to {words.day(last)}."
        )
    return given
