"""Rules, rounds and versions of lots, in the tests: made through the real actions."""

import datetime as dt

from lots import rounds
from lots.models import AdmissionRound, Lot, LotRule, LotVersion
from lots.set_rule import set_rule
from lots.version_rules import Text
from lots.versions import put_in_force, write
from mdps.core import clock
from tests.build.people import given_a

WEEK = dt.timedelta(days=7)


def noon(day: dt.date) -> dt.datetime:
    return clock.noon(day)


def given_rounds_only(lot: Lot, on: dt.date) -> LotRule:
    """The lot can be applied for in rounds from the day `on`."""
    return set_rule(
        lot,
        opening="rounds",
        effective_from=on,
        reason="The market is small.",
        by=given_a("commissioning_manager"),
        on=on,
    )


def given_a_round(
    *lots: Lot, opens: dt.datetime, closes: dt.datetime, title: str = "Spring round"
) -> AdmissionRound:
    """A round that was planned a day before it opens."""
    with clock.at(opens - dt.timedelta(days=1)):
        return rounds.plan(
            title=title,
            lots=lots,
            opens_at=opens,
            closes_at=closes,
            by=given_a("commissioner"),
        )


def text(number: int, heading: str, text: str = "Shown.", **points: int) -> Text:
    """One row of a draft."""
    return Text(number=number, heading=heading, text=text, **points)


def given_a_version(
    lot: Lot,
    kind: str,
    *rows: Text,
    on: dt.date,
    from_: dt.date | None = None,
    until: dt.date | None = None,
) -> LotVersion:
    """A version that was put in force on the day `on`, from that day unless another is named."""
    by = given_a("commissioning_manager")
    with clock.at(on):
        write(lot, kind, rows, by=by)
        return put_in_force(
            lot,
            kind,
            effective_from=from_ or on,
            reason="Brought up to date.",
            transition_until=until,
            by=by,
            on=on,
        )
