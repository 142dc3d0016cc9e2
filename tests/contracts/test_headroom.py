"""The headroom at past moments, and if everything approved or pending were awarded."""

import datetime as dt
from decimal import Decimal

import pytest

from contracts import headroom
from contracts.change_limits import change_limits
from contracts.unaward import unaward
from lots.queries import current_scheme
from mdps.core import clock
from tests.build.contracts import given_an_award, given_an_officer
from tests.build.panel import TODAY, given_an_approved_line, given_an_item
from tests.build.people import given_a

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
DAY = dt.timedelta(days=1)


def test_as_it_stood_counts_the_day_itself_and_as_it_was_known_what_was_written() -> None:
    scheme = current_scheme()
    contract = given_an_award(on=TODAY)
    unaward(contract, reasons="Not needed.", by=given_an_officer(), on=TODAY + DAY)
    now = dt.datetime.now(dt.UTC)

    assert headroom.committed(scheme, on=TODAY - DAY) == 0
    assert headroom.committed(scheme, on=TODAY) == Decimal("1200.00")
    assert headroom.committed(scheme, on=TODAY + DAY) == 0
    # What was written today about June was not known in June.
    in_june = dt.datetime(2026, 6, 30, tzinfo=clock.LONDON)
    assert headroom.committed(scheme, on=TODAY, known_at=in_june) == 0
    assert headroom.committed(scheme, on=TODAY, known_at=now + DAY) == Decimal("1200.00")


def test_the_cap_of_a_past_day_is_the_one_that_held_then() -> None:
    with clock.at(TODAY):
        change_limits(
            minute="CAB/1",
            decided_on=TODAY - 60 * DAY,
            cap=Decimal("9000000.00"),
            cabinet_threshold=Decimal("500000.00"),
            by=given_a("commissioning_manager"),
            on=TODAY,
        )
    scheme = current_scheme()

    assert headroom.cap_on(scheme, TODAY - DAY) == Decimal("10500000.00")
    assert headroom.cap_on(scheme, TODAY) == Decimal("9000000.00")


def test_what_is_approved_and_what_is_pending_stand_before_the_cap() -> None:
    given_an_award()
    line = given_an_approved_line(amount=Decimal("2000.00"))
    given_an_item(lines=[("Psychological assessment", 1, Decimal("700.00"))], on=TODAY)
    # Without a lot it never touches the cap.
    given_an_item(lines=[("Advocacy", 1, Decimal("99.00"))], on=TODAY)

    found = headroom.if_awarded(current_scheme(), TODAY)
    later = headroom.if_awarded(current_scheme(), line.approved_until + DAY)

    assert (found.committed, found.approved, found.pending) == (1200, 2000, 700)
    assert found.left_after_approved == Decimal("10496800.00")
    assert found.left_after_all == Decimal("10496100.00")
    assert later.approved == 0
