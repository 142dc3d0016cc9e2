"""The cap and the threshold: changed by Cabinet's decision alone, never below what is committed."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from contracts.change_limits import change_limits
from contracts.models import LimitDecision
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from tests.build.contracts import given_an_admitted_supplier, given_an_award
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
LONG_AGO = TODAY - dt.timedelta(days=60)
CAP, THRESHOLD = Decimal("10500000.00"), Decimal("500000.00")


def change(**changes: Any) -> LimitDecision:
    usual = {
        "minute": "CAB/2026/60",
        "decided_on": LONG_AGO,
        "cap": Decimal("12000000.00"),
        "cabinet_threshold": THRESHOLD,
        "by": given_a("commissioning_manager"),
        "on": TODAY,
    }
    return change_limits(**(usual | changes))


def refused(**changes: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        change(**changes)
    return [refusal.code for refusal in caught.value.refusals]


def test_a_recorded_decision_changes_the_limits_at_once() -> None:
    decision = change(cabinet_threshold=Decimal("600000.00"))

    scheme = current_scheme()
    assert (scheme.cap, scheme.cabinet_threshold) == (12_000_000, 600_000)
    assert (decision.was_cap, decision.was_threshold) == (CAP, THRESHOLD)


def test_down_to_what_is_committed_to_the_penny_and_no_further() -> None:
    given_an_award(given_an_approved_line(amount=Decimal("1200.00")))

    with pytest.raises(Refused) as caught:
        change(cap=Decimal("1199.99"))
    change(cap=Decimal("1200.00"))

    (refusal,) = caught.value.refusals
    assert refusal.message == (
        "£1,200.00 is committed, so the cap cannot be £1,199.99, which is £0.01 less. Release "
        "value first, or enter £1,200.00 or more."
    )
    assert current_scheme().headroom == 0


def test_under_a_cap_of_nothing_nothing_is_awarded() -> None:
    change(cap=Decimal("0.00"))
    supplier = given_an_admitted_supplier(price="0.01")

    with pytest.raises(Refused) as caught:
        given_an_award(given_an_approved_line(amount=Decimal("0.01")), supplier=supplier)

    assert [refusal.code for refusal in caught.value.refusals] == ["over-cap"]


def test_call_in_is_over_first_and_a_minute_is_recorded_once() -> None:
    # After 26 May 2026 five clear working days end on 2 June: from 3 June it can be acted on.
    early = refused(decided_on=dt.date(2026, 5, 26))
    change()

    assert early == ["in-call-in"]
    assert refused(cap=Decimal("1.00")) == ["minute-recorded"]
    assert refused(minute="CAB/2", cap=Decimal("12000000.00")) == ["nothing-changes"]
    assert refused(minute="CAB/3", decided_on=TODAY + dt.timedelta(days=1), cap=CAP) == [
        "future-decision"
    ]


def test_only_who_records_decisions_may() -> None:
    with pytest.raises(Forbidden):
        change(by=given_a("commissioner"))


BY_HAND = """
INSERT INTO contracts_limitdecision (scheme_id, minute, decided_on, effective_from, was_cap, cap,
    was_threshold, cabinet_threshold, conditions, recorded_by_id, recorded_on)
VALUES (%s, 'X', '2026-01-05', %s, %s, %s, 500000, 500000, '', %s, %s)
"""


@pytest.mark.parametrize(
    ("days", "was", "cap", "says"),
    [
        (1, 10_500_000, 99_000_000, "cannot be acted on before"),
        (0, 10_400_000, 99_000_000, "are others by now"),
        (0, 10_500_000, 1_199, "mdps_cap"),
    ],
)
def test_the_database_refuses_by_itself_what_the_rules_refuse(
    days: int, was: int, cap: int, says: str
) -> None:
    given_an_award(given_an_approved_line(amount=Decimal("1200.00")))
    day = clock.today() + dt.timedelta(days=days)
    by = given_a("commissioning_manager")

    with (
        pytest.raises(IntegrityError, match=says),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(BY_HAND, [current_scheme().pk, day, was, cap, by.pk, day])
    assert current_scheme().cap == CAP
