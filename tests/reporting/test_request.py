"""Asking for a report: who may, for which periods, and what a second request does."""

import datetime as dt

import pytest

from mdps.core.financial_years import financial_year
from mdps.core.models import OutboxMessage
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from reporting.kinds import KINDS
from reporting.models import Report
from reporting.periods import Period, ending, last_complete
from reporting.request import request_report
from reporting.request_rules import RULES, has_the_length
from tests.build.people import given_a
from tests.build.reporting import TODAY, YEAR, given_a_draft, given_a_queued_report

BEGAN = dt.date(2022, 6, 1)
ANNUAL = KINDS[Report.Kind.ANNUAL_CABINET]


def codes(last_day: dt.date, on: dt.date = TODAY) -> list[str]:
    asked = ANNUAL.asked(last_day, on=on, began=BEGAN)
    return [refusal.code for rule in RULES if (refusal := rule(asked))]


@pytest.mark.parametrize(
    ("last_day", "refused"),
    [
        (dt.date(2026, 5, 31), []),
        (dt.date(2026, 5, 30), ["not-a-month-end"]),
        (dt.date(2024, 2, 29), []),
        (dt.date(2024, 2, 28), ["not-a-month-end"]),
        (dt.date(2026, 6, 30), []),
        (dt.date(2027, 5, 31), []),
        (dt.date(2027, 6, 30), ["not-begun"]),
        (dt.date(2026, 6, 16), ["not-a-month-end"]),
        (dt.date(2022, 6, 30), []),
        (dt.date(2022, 5, 31), ["before-the-scheme"]),
        (dt.date.max, ["not-begun"]),
        (dt.date.min, ["not-a-month-end", "before-the-scheme"]),
    ],
)
def test_a_period_ends_with_a_month_and_has_begun(last_day, refused):
    assert codes(last_day) == refused


def test_a_period_has_begun_on_its_first_day():
    assert codes(dt.date(2027, 5, 31), on=dt.date(2026, 5, 31)) == ["not-begun"]
    assert codes(dt.date(2027, 5, 31), on=dt.date(2026, 6, 1)) == []


def test_a_future_period_is_refused_with_the_last_complete_one():
    refusal = RULES[1](ANNUAL.asked(dt.date(2028, 5, 31), on=TODAY, began=BEGAN))

    assert refusal.message == (
        "The 12 months to 31 May 2028 begin on 1 June 2027, which is still to come. The last "
        "complete one ends on 31 May 2026."
    )


def test_a_period_of_any_days_that_is_not_over_ends_within_a_year():
    panel = KINDS[Report.Kind.PANEL_ACTIVITY]

    def found(last_day: dt.date, first_day: dt.date = TODAY) -> list[str]:
        asked = panel.asked(last_day, on=TODAY, began=BEGAN, first_day=first_day)
        return [refusal.code for rule in RULES if (refusal := rule(asked))]

    assert found(TODAY + dt.timedelta(days=366)) == []
    assert found(TODAY + dt.timedelta(days=367)) == ["ends-too-late"]
    assert found(dt.date.max) == ["ends-too-late"]
    assert found(TODAY, TODAY + dt.timedelta(days=1)) == ["not-begun", "runs-backward"]


def test_a_period_of_another_length_is_refused():
    assert has_the_length(YEAR, 12) is None
    assert has_the_length(Period(dt.date(2025, 7, 1), dt.date(2026, 6, 1)), 12).code == (
        "wrong-length"
    )


@pytest.mark.parametrize(
    ("on", "start", "last_day"),
    [
        (dt.date(2026, 5, 31), dt.date(2024, 6, 1), dt.date(2025, 5, 31)),
        (dt.date(2026, 6, 1), dt.date(2025, 6, 1), dt.date(2026, 5, 31)),
        (dt.date(2026, 12, 31), dt.date(2025, 6, 1), dt.date(2026, 5, 31)),
    ],
)
def test_the_last_complete_year_ends_on_31_may(on, start, last_day):
    period = ANNUAL.last_complete(on)
    assert (period.start, period.last_day) == (start, last_day)


def test_halves_end_on_31_may_and_30_november():
    halves = KINDS[Report.Kind.MONITORING].ends
    found = last_complete(halves, months=6, on=dt.date(2026, 12, 1))

    assert found == Period(dt.date(2026, 6, 1), dt.date(2026, 12, 1))
    assert found.next_half == Period(dt.date(2026, 12, 1), dt.date(2027, 6, 1))
    assert ending(dt.date(2026, 5, 31), months=6).start == dt.date(2025, 12, 1)


def test_the_financial_year_begins_on_1_april():
    assert financial_year(dt.date(2026, 3, 31)) == "2025-26"
    assert financial_year(dt.date(2026, 4, 1)) == "2026-27"
    assert financial_year(dt.date(1999, 4, 1)) == "1999-00"


@pytest.mark.django_db
def test_a_request_is_a_queued_row_and_one_message():
    report = given_a_queued_report()

    assert (report.state, report.version) == ("queued", 1)
    assert [each.payload for each in OutboxMessage.objects.filter(topic="report")] == [
        {"report": report.pk}
    ]


@pytest.mark.django_db
def test_the_same_request_while_one_is_being_made_leads_to_that_one():
    first, second = given_a_queued_report(), given_a_queued_report()

    assert (first.pk, OutboxMessage.objects.filter(topic="report").count()) == (second.pk, 1)


@pytest.mark.django_db
def test_versions_count_up():
    given_a_draft()

    assert given_a_queued_report().version == 2


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["commissioner", "leadership", "auditor", "team_manager"])
def test_only_the_commissioning_manager_makes_reports(role):
    with pytest.raises(Forbidden):
        given_a_queued_report(by=given_a(role))


@pytest.mark.django_db
def test_a_refused_request_leaves_nothing():
    with pytest.raises(Refused):
        request_report(
            Report.Kind.ANNUAL_CABINET,
            period_start=dt.date(2026, 7, 1),
            period_end=dt.date(2027, 7, 1),
            by=given_a("commissioning_manager"),
            on=TODAY,
        )
    assert Report.objects.count() == 0
