"""The reports that come by themselves: each once, on the first morning after its period."""

import datetime as dt
from collections.abc import Callable

import pytest

from mdps.core import clock
from mdps.core.models import Notice
from reporting.make import make
from reporting.models import Report
from reporting.schedule import begin_due
from reporting.subscriptions import subscribers
from tests.build.people import given_a
from tests.build.reporting import MONTH, given_a_draft
from tests.core.racing import at_once

FIRST_OF_JUNE, FIRST_OF_JULY = dt.date(2026, 6, 1), dt.date(2026, 7, 1)
PANEL = Report.Kind.PANEL_ACTIVITY


def begun(on: dt.date) -> list[tuple[str, str]]:
    with clock.at(on):
        return sorted((report.kind, report.period.words) for report in begin_due(on=on))


@pytest.mark.django_db
def test_on_the_first_of_june_a_month_a_half_and_a_year_are_over():
    assert begun(FIRST_OF_JUNE) == [
        ("annual_cabinet", "1 June 2025 to 31 May 2026"),
        ("monitoring", "1 December 2025 to 31 May 2026"),
        ("panel_activity", "1 May 2026 to 31 May 2026"),
    ]
    assert begun(FIRST_OF_JUNE) == begun(dt.date(2026, 6, 30)) == []
    assert begun(FIRST_OF_JULY) == [("panel_activity", "1 June 2026 to 30 June 2026")]


@pytest.mark.django_db
def test_what_somebody_made_already_does_not_come_again():
    given_a_draft(PANEL)

    assert "panel_activity" not in dict(begun(FIRST_OF_JUNE))


@pytest.mark.django_db
def test_a_new_installation_does_not_begin_with_the_reports_of_years_past():
    assert begun(dt.date(2026, 11, 29)) == [("panel_activity", "1 October 2026 to 31 October 2026")]


@pytest.mark.django_db
def test_when_it_is_ready_the_roles_that_wait_for_it_get_a_link_and_no_figure():
    people = [given_a("leadership"), given_a("commissioning_manager")]
    given_a("team_manager")
    begun(FIRST_OF_JULY)
    report = Report.objects.get(kind=PANEL)
    with clock.at(FIRST_OF_JULY):
        make(report.pk)
    told = Notice.objects.filter(subject__endswith="is ready")

    assert {notice.to for notice in told} == set(people)
    assert {notice.url for notice in told} == {report.get_absolute_url()}
    assert {notice.subject for notice in told} == {
        f"Panel activity report ({report.reference}) is ready"
    }


@pytest.mark.django_db
def test_each_kind_is_waited_for_by_its_roles_and_by_whoever_asked_for_it():
    roles = ("commissioning_manager", "finance_officer", "leadership", "auditor", "commissioner")
    people = {role: given_a(role) for role in roles}
    asked_by = people["auditor"]
    told = {
        kind.value: {role for role, person in people.items() if person in found}
        for kind in Report.Kind
        if (found := subscribers(Report(kind=kind, requested_by=asked_by)))
    }

    assert told == {
        "annual_cabinet": {"auditor", "commissioning_manager", "finance_officer"},
        "monitoring": {"auditor", "commissioning_manager"},
        "panel_activity": {"auditor", "commissioning_manager", "leadership"},
    }


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_schedules_at_once_one_begins_each_report():
    def schedule(meet: Callable[[], None]) -> int:
        meet()
        return len(begin_due(on=FIRST_OF_JULY))

    outcomes = at_once(schedule, lambda meet: schedule(meet))

    assert sum(outcomes) == Report.objects.count() == 3


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_looking_first_is_not_enough():
    """The control: both looked before either wrote, and only the constraint held."""

    def schedule(meet: Callable[[], None]) -> None:
        assert not Report.objects.exists()
        meet()
        now = clock.now()
        Report.objects.create(
            kind=PANEL,
            period_start=MONTH.start,
            period_end=MONTH.end,
            as_at=now,
            version=1,
            requested_at=now,
        )

    outcomes = at_once(schedule, lambda meet: schedule(meet))

    assert sorted(type(each).__name__ for each in outcomes) == ["IntegrityError", "NoneType"]
