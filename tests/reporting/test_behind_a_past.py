"""The rows behind the figures of a scheme with a past."""

import pytest

from mdps.core import clock
from reporting.models import Report
from reporting.monitoring.open_round import open_round
from tests.build.reporting import HALF, TODAY, given_a_draft
from tests.reporting.opened import differing, refused, unopened

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("past")
def test_every_figure_of_the_year_and_the_half_opens_what_comes_to_it_or_says_why_not():
    with clock.at(TODAY):
        open_round(HALF.last_day, by=None, on=TODAY)
        year, half = given_a_draft(), given_a_draft(Report.Kind.MONITORING)

        assert (differing(year), differing(half)) == ([], [])
    assert (unopened(year), unopened(half)) == ([], [])
    assert (refused(year), refused(half)) == ([], [])
