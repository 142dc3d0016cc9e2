"""Opening a monitoring round: by the system on the day after, by hand, once for each half year."""

import datetime as dt

import pytest

from contracts.unaward import unaward
from mdps.core import clock
from mdps.core.models import AuditEvent, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from reporting.models import MonitoringReturn, MonitoringRound
from reporting.monitoring.add_missing import add_missing
from reporting.monitoring.halves import halves_without_a_round
from reporting.monitoring.open_round import due_day, open_due, open_round
from reporting.monitoring.open_rules import RULES, Opening
from reporting.periods import Period
from tests.build.contracts import given_an_award
from tests.build.monitoring import (
    LAST_DAY,
    OPENED,
    given_a_monitoring_round,
    given_a_package,
)
from tests.build.panel import TODAY
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier

DAY = dt.timedelta(days=1)
FACTS = {
    "last_day": LAST_DAY,
    "on": OPENED,
    "began": dt.date(2022, 6, 1),
    "due_on": OPENED + DAY,
    "suppliers": 1,
}


def codes(**changes: object) -> list[str]:
    facts = Opening(**(FACTS | changes))
    return [found.code for rule in RULES if (found := rule(facts))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"on": LAST_DAY}, ["not-over"]),
        ({"last_day": dt.date(2026, 6, 30)}, ["not-a-half-year"]),
        ({"last_day": dt.date(2026, 5, 31)}, []),
        ({"began": LAST_DAY}, []),
        ({"began": LAST_DAY + DAY}, ["before-the-scheme"]),
        ({"due_on": OPENED}, ["due-too-early"]),
        ({"suppliers": 0}, ["nobody-delivers"]),
    ],
)
def test_what_stands_against_a_round(changes, expected):
    assert codes(**changes) == expected


@pytest.mark.django_db
def test_each_supplier_with_a_package_gets_a_return_and_is_told():
    given_a_package("Severn Assessments")
    given_a_package("Wye Psychology")
    given_a_supplier("Nothing To Do")
    somebody = given_a_provider(given_a_supplier("Wye Psychology"))

    opened = given_a_monitoring_round()

    assert (opened.period.words, opened.opened_by) == ("1 June 2026 to 30 November 2026", None)
    assert [(each.supplier.name, each.state) for each in opened.returns.order_by("id")] == [
        ("Severn Assessments", "open"),
        ("Wye Psychology", "open"),
    ]
    told = Notice.objects.filter(to=somebody, subject__startswith="Your monitoring return")
    assert [each.subject for each in told] == [
        "Your monitoring return for 1 June 2026 to 30 November 2026 is due on 31 December 2026"
    ]
    [event] = AuditEvent.objects.filter(action="monitoring.opened")
    assert (event.actor, event.detail["suppliers"]) == ("The system", "2 suppliers")


@pytest.mark.django_db
def test_the_system_opens_it_on_the_day_after_and_only_once():
    given_a_package()

    assert open_due(LAST_DAY) is None  # the half year before had no package
    opened = open_due(OPENED)

    assert (opened.opened_on, opened.period_end) == (OPENED, OPENED)
    assert [open_due(OPENED), open_due(OPENED + DAY)] == [None, None]
    assert (MonitoringRound.objects.count(), MonitoringReturn.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_missed_days_are_caught_up_with():
    given_a_package()

    assert open_due(dt.date(2027, 2, 1)).period.last_day == LAST_DAY


@pytest.mark.django_db
def test_opening_an_open_round_again_leads_to_it():
    given_a_package()
    by = given_a("commissioner")

    first = given_a_monitoring_round(by=by)

    assert open_round(LAST_DAY, due_on=OPENED + 60 * DAY, by=by, on=OPENED) == first
    assert (first.opened_by, first.due_on) == (by, due_day(OPENED))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["auditor", "leadership", "provider", "social_worker"])
def test_only_commissioners_open_a_round(role):
    given_a_package()

    with pytest.raises(Forbidden):
        given_a_monitoring_round(by=given_a(role))
    assert MonitoringRound.objects.count() == 0


@pytest.mark.django_db
def test_a_call_off_that_was_taken_back_is_no_package():
    contract = given_an_award(starts_on=TODAY + DAY)
    unaward(contract, reasons="Declined.", by=given_a("commissioner"), on=TODAY)

    with pytest.raises(Refused, match="nobody to ask"):
        given_a_monitoring_round()


@pytest.mark.django_db
def test_a_package_that_begins_on_the_day_after_belongs_to_the_next_half_year():
    given_a_package(starts_on=TODAY, ends_on=TODAY + DAY)
    given_an_award(starts_on=OPENED, ends_on=OPENED + DAY)

    opened = given_a_monitoring_round()

    assert [each.figures["totals"]["ended"] for each in opened.returns.all()] == [1]


def test_twenty_working_days_pass_over_christmas(settings):
    assert due_day(dt.date(2026, 12, 1)) == dt.date(2026, 12, 31)
    assert due_day(dt.date(2026, 6, 1)) == dt.date(2026, 6, 29)
    assert due_day(dt.date(2090, 6, 1)) == dt.date(2090, 6, 29)  # bank holidays not known
    settings.MDPS_MONITORING_DAYS = 1
    assert due_day(dt.date(2026, 6, 5)) == dt.date(2026, 6, 8)


@pytest.mark.django_db
def test_only_half_years_that_are_over_and_have_no_round_are_offered():
    given_a_package()
    given_a_monitoring_round()

    assert halves_without_a_round(OPENED) == [
        Period(dt.date(2025, 12, 1), dt.date(2026, 6, 1)),
        Period(dt.date(2025, 6, 1), dt.date(2025, 12, 1)),
        Period(dt.date(2024, 12, 1), dt.date(2025, 6, 1)),
        Period(dt.date(2024, 6, 1), dt.date(2024, 12, 1)),
    ]
    assert halves_without_a_round(dt.date(2022, 12, 1)) == [
        Period(dt.date(2022, 6, 1), dt.date(2022, 12, 1))
    ]


@pytest.mark.django_db
def test_who_turns_up_after_the_opening_is_asked_too_and_once():
    """Its contract was carried over from before the service, after the round was opened."""
    given_a_package("Severn Assessments")
    opened = given_a_monitoring_round()
    given_a_package("Wye Psychology")
    somebody = given_a_provider(given_a_supplier("Wye Psychology"))
    with clock.at(OPENED + DAY):
        [added] = add_missing(OPENED + DAY)

        assert add_missing(OPENED + DAY) == []
    assert (added.supplier.name, added.round) == ("Wye Psychology", opened)
    assert added.figures["totals"]["ended"] == 1
    told = Notice.objects.filter(to=somebody, subject__startswith="Your monitoring return")
    assert told.count() == 1
    assert Notice.objects.filter(subject__startswith="Your monitoring return").count() == 1


@pytest.mark.django_db
def test_nobody_is_asked_any_more_on_the_day_the_round_is_due():
    given_a_package("Severn Assessments")
    opened = given_a_monitoring_round()
    given_a_package("Wye Psychology")

    assert add_missing(opened.due_on) == []
    assert len(add_missing(opened.due_on - DAY)) == 1
    assert add_missing(OPENED) == []
