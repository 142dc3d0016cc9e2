"""A busy quarter of the panel: April to June 2026, by the real actions."""

import datetime as dt
from decimal import Decimal
from typing import Any

from panel.answers import NewCondition
from panel.decide import decide
from reporting.periods import Period
from tests.build.deciding import (
    given_a_decided_line,
    given_a_decision_in_principle,
    given_an_urgent_decision,
)
from tests.build.panel import given_a_chair, given_an_open_item, given_it_is_closed

FIRST, LAST = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
QUARTER = Period(FIRST, LAST + dt.timedelta(days=1))
PLAY, TALK = "Play therapy", "Psychological assessment"


def given_a_busy_quarter() -> None:
    """Decisions of many kinds, on the first and the last day and on both sides of them."""
    for day in (FIRST - dt.timedelta(days=1), FIRST, LAST, LAST + dt.timedelta(days=1)):
        given_a_decided_line(on=day, lines=[(TALK, 1, Decimal("1200.10"))])
    given_a_decided_line("defer", on=dt.date(2026, 5, 5))
    given_a_decided_line("decline", on=dt.date(2026, 5, 6), lines=[(PLAY, 10, Decimal("650.50"))])
    given_a_decided_line(
        "approve_in_part",
        on=dt.date(2026, 5, 7),
        amount=Decimal("310.40"),
        lines=[(PLAY, 10, Decimal("650.50"))],
    )
    given_a_decided_line(
        "approve_with_conditions",
        on=dt.date(2026, 5, 8),
        conditions=(
            NewCondition(words="The school agrees.", before_award=False),
            NewCondition(words="A place is free.", before_award=True),
        ),
    )
    given_a_decision_in_principle(on=dt.date(2026, 5, 11))
    for day, kind in ((12, "ratify"), (19, "overturn")):
        urgent = given_an_urgent_decision(on=dt.date(2026, 5, day))
        meets = dt.date(2026, 5, day + 2)
        item = given_an_open_item(urgent.line.request, on=meets)
        given_it_is_decided_of_urgent(item, kind, on=meets)
    given_an_urgent_decision(on=LAST)


def given_it_is_decided_of_urgent(item: Any, kind: str, *, on: dt.date) -> None:
    decide(item, item.request.lines.get(), kind=kind, reasons="Seen.", by=given_a_chair(), on=on)
    given_it_is_closed(item, on=on)
