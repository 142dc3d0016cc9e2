"""Standing authorities and Cabinet decisions."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction

from contracts import authorities, cabinet
from contracts.models import CabinetDecision
from lots.models import Lot
from mdps.core import words, working_days
from mdps.core.models import DecisionRecord
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from tests.build.contracts import given_an_authority
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import consulted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]


def refused_codes(act) -> list[str]:
    with pytest.raises(Refused) as caught, transaction.atomic():
        act()
    return [refusal.code for refusal in caught.value.refusals]


def test_an_authority_has_its_decision_record():
    authority = given_an_authority(given_a("commissioner"), Decimal("25000.00"))

    decision = DecisionRecord.objects.get(pk=authority.decision_id)
    assert (decision.kind, decision.authority) == ("standing_authority", "CR 4")
    assert decision.subject == (
        "The commissioner may award up to £25,000.00 in Lot 1, Lot 2 and Lot 3"
    )


def test_only_somebody_who_awards_can_hold_one():
    codes = refused_codes(lambda: given_an_authority(given_a("finance_officer")))

    assert codes == ["holder-role"]


def test_it_ends_on_or_after_its_first_day_and_has_a_value():
    commissioner = given_a("commissioner")

    codes = refused_codes(
        lambda: given_an_authority(
            commissioner, Decimal("0.00"), starts_on=TODAY, ends_on=TODAY - dt.timedelta(days=1)
        )
    )

    assert codes == ["ends-before-start", "no-value"]


def test_a_commissioner_cannot_give_one():
    commissioner = given_a("commissioner")

    with pytest.raises(Forbidden):
        authorities.grant(
            holder=commissioner,
            lots=Lot.objects.all(),
            highest_value=Decimal("1.00"),
            starts_on=TODAY,
            ends_on=TODAY,
            consultation=consulted(TODAY),
            by=commissioner,
            on=TODAY,
        )


def test_the_best_one_is_the_highest_in_force_for_the_lot():
    officer = given_a("commissioner")
    given_an_authority(officer, Decimal("25000.00"))
    high = given_an_authority(officer, Decimal("90000.00"), lots=Lot.objects.filter(number=1))
    given_an_authority(officer, Decimal("99000.00"), ends_on=TODAY - dt.timedelta(days=1))

    best = authorities.best_for(officer, Lot.objects.get(number=1), TODAY)

    assert best.authority == high


def test_without_one_in_force_the_latest_is_given_so_that_the_gate_can_say_why():
    officer = given_a("commissioner")
    ended = given_an_authority(officer, ends_on=TODAY - dt.timedelta(days=1))

    assert authorities.best_for(officer, Lot.objects.get(number=1), TODAY).authority == ended
    assert authorities.best_for(given_a("auditor"), Lot.objects.get(number=1), TODAY) is None


@pytest.mark.parametrize(
    ("decided_on", "effective_from"),
    [
        (dt.date(2026, 6, 2), dt.date(2026, 6, 10)),  # a Tuesday
        (dt.date(2026, 4, 1), dt.date(2026, 4, 13)),  # over Good Friday and Easter Monday
        (dt.date(2026, 12, 23), dt.date(2027, 1, 5)),  # over Christmas and New Year
    ],
)
def test_call_in_is_five_clear_working_days(decided_on, effective_from):
    assert CabinetDecision.first_effective_day(decided_on, 5) == effective_from


def record(line, **changes) -> CabinetDecision:
    usual = {
        "minute": "CAB/2026/44",
        "decided_on": TODAY,
        "highest_value": Decimal("500000.01"),
        "by": given_a("commissioning_manager"),
        "on": TODAY,
    }
    return cabinet.record(line, **(usual | changes))


def test_a_cabinet_decision_is_for_more_than_the_threshold():
    line = given_an_approved_line()

    assert refused_codes(lambda: record(line, highest_value=Decimal("500000.00"))) == [
        "below-threshold"
    ]


def test_a_cabinet_decision_is_recorded_once_and_not_ahead_of_its_day():
    line = given_an_approved_line()
    record(line)

    codes = refused_codes(lambda: record(line, decided_on=TODAY + dt.timedelta(days=1)))

    assert codes == ["future-decision", "minute-recorded"]


def test_a_cabinet_decision_whose_call_in_cannot_be_counted_yet_is_refused_in_words():
    line = given_an_approved_line()
    day = dt.date(working_days.last_known_year(), 12, 29)

    with pytest.raises(Refused) as caught, transaction.atomic():
        record(line, decided_on=day, on=day)

    (refusal,) = caught.value.refusals
    assert (refusal.code, refusal.field) == ("call-in-unknown", "decided_on")
    assert refusal.message == (
        f"The bank holidays after {words.day(day)} are not known here yet, so the end of call-in "
        "cannot be counted. Ask support to update the calendar."
    )


def test_a_decision_of_a_day_beyond_all_calendars_is_only_too_early():
    line = given_an_approved_line()

    assert refused_codes(lambda: record(line, decided_on=dt.date.max)) == ["future-decision"]
