"""Two people who publish in the same moment: two reports that share days, and one report twice.

The control leaves the lock out: both then ask before the other has published.
"""

import datetime as dt
from collections.abc import Callable

import pytest

from mdps.core import clock, states
from mdps.core.rules import Refused
from reporting.comment import comment
from reporting.models import Report
from reporting.periods import Period
from reporting.publish import publish
from reporting.review import review
from reporting.sign_off import sign_off
from reporting.step_rules import PUBLISH
from reporting.steps import refusals_against
from tests.build.people import given_a
from tests.build.reporting import COMMENTARY, MONTH, TODAY, given_a_signed_off_report
from tests.core.racing import at_once
from tests.reporting.opened import made

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

KIND = Report.Kind.PANEL_ACTIVITY
FORTNIGHT = Period(MONTH.start, MONTH.start + dt.timedelta(days=14))


def given_two_that_share_days() -> tuple[Report, Report]:
    """The month and its first fortnight, both signed off."""
    manager = given_a("commissioning_manager")
    with clock.at(TODAY):
        other = made(KIND, FORTNIGHT)
        comment(other, text=COMMENTARY, by=manager, on=TODAY)
        review(other, by=manager, on=TODAY)
        sign_off(other, by=given_a("leadership"), on=TODAY)
    return given_a_signed_off_report(KIND), other


def publishing(report: Report) -> Callable[[], None]:
    manager, mine = given_a("commissioning_manager"), Report.objects.get(pk=report.pk)
    return lambda: publish(mine, by=manager, on=TODAY)


def states_of(*reports: Report) -> list[str]:
    return sorted(Report.objects.get(pk=each.pk).state for each in reports)


def test_of_two_reports_that_share_days_one_is_published():
    two = given_two_that_share_days()
    outcomes = at_once(*map(publishing, two))

    (refused,) = [each for each in outcomes if each is not None]
    assert isinstance(refused, Refused)
    assert [each.code for each in refused.refusals] == ["overlaps"]
    assert states_of(*two) == ["published", "signed_off"]


def test_one_report_is_published_once():
    report = given_a_signed_off_report(KIND)
    outcomes = at_once(publishing(report), publishing(report))

    (refused,) = [each for each in outcomes if each is not None]
    assert isinstance(refused, Refused)
    assert [each.code for each in refused.refusals] == ["not-signed-off"]
    assert states_of(report) == ["published"]


def test_without_the_lock_both_are_published():
    """The control."""
    manager, two = given_a("commissioning_manager"), given_two_that_share_days()

    def publishes(report: Report) -> Callable[[Callable], None]:
        def publishing(meet: Callable) -> None:
            assert refusals_against(PUBLISH, report, by=manager, on=TODAY) == []
            meet()
            published = {"published_by": manager, "published_at": clock.now()}
            states.move(report, Report.State.PUBLISHED, by=manager, **published)

        return publishing

    assert at_once(*map(publishes, two)) == [None, None]
    assert states_of(*two) == ["published", "published"]
