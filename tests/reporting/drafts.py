"""Drafts of the other kinds that stand beneath tests, each really made."""

from mdps.core import clock
from reporting.models import Report
from tests.build.deciding import given_a_decided_line
from tests.build.reporting import MONTH, TODAY, given_a_draft


def given_a_monitoring_draft() -> None:
    """Of a half year in which nothing was bought."""
    given_a_draft(Report.Kind.MONITORING)


def given_a_panel_draft_of_one_request() -> None:
    """Of a month in which one request was decided: a number so small that it is withheld."""
    with clock.at(TODAY):
        given_a_decided_line(on=MONTH.start)
        given_a_draft(Report.Kind.PANEL_ACTIVITY)
