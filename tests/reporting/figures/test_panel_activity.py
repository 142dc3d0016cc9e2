"""The figures of the panel's activity, held against the same figures in plain SQL."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdps.core import clock
from reporting.figures import panel_activity, panel_requests
from reporting.periods import Period
from tests.build.deciding import (
    given_a_decided_line,
)
from tests.build.panel import (
    given_an_open_item,
    given_it_is_decided,
)
from tests.build.referrals import given_an_endorsed_request
from tests.reporting.again.held import differences
from tests.reporting.again.panel import panel
from tests.reporting.panel_scenario import FIRST, LAST, PLAY, QUARTER, TALK, given_a_busy_quarter

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 7, 15)


def figures(period: Period = QUARTER) -> dict[str, Any]:
    return panel_activity.figures(period, clock.noon(TODAY))


def assert_as_plain_sql_says(found: dict[str, Any], first: str, last: str) -> None:
    assert differences(found, panel(first, last, str(TODAY))) == []


@pytest.mark.usefixtures("busy_quarter")
def test_every_figure_is_what_plain_sql_says():
    found = figures()

    assert_as_plain_sql_says(found, "2026-04-01", "2026-06-30")
    assert found["considered"] == {
        "requests": 9,
        "lines": 9,
        "requested": "4001.20",
        "approved": "2910.60",
        "percent_approved": "72.7",
    }
    assert found["urgent"] == {
        "lines": 3,
        "amount": "300.00",
        "ratified": 1,
        "overturned": 1,
        "waiting": 1,
        "amount_overturned": "100.00",
        "amount_waiting": "100.00",
    }
    assert found["meetings"] == {"held": 9, "cancelled": 0, "decided": 9, "not_reached": 0}


@pytest.mark.usefixtures("busy_quarter")
def test_the_period_before_is_as_long_and_ends_the_day_before():
    before = figures()["before"]

    assert (before["first_day"], before["last_day"]) == ("2026-01-01", "2026-03-31")
    assert (before["lines"], before["approved"]) == (1, "1200.10")
    assert Period(dt.date(2026, 5, 3), dt.date(2026, 5, 10)).before == Period(
        dt.date(2026, 4, 26), dt.date(2026, 5, 3)
    )


@pytest.mark.usefixtures("busy_quarter")
def test_the_years_are_those_of_the_page_of_requests_and_approvals():

    assert figures()["trend"] == panel_requests.figures(clock.noon(TODAY), until=LAST)


def test_a_period_without_a_decision_is_all_noughts():
    found = figures(Period(dt.date(2022, 6, 1), dt.date(2022, 7, 1)))

    assert found["considered"] == panel_activity.NOTHING
    assert found["turnaround"] == {"lines": 0, "median_days": None, "longest_days": None}
    assert found["by_team"] == found["deferred"] == found["budgets"] == []


def test_a_wait_is_counted_in_working_days_without_the_day_of_submission():
    """Submitted on Thursday before Easter, decided on Wednesday after it: two working days."""
    request = given_an_endorsed_request(on=dt.date(2026, 4, 2))
    item = given_an_open_item(request, on=dt.date(2026, 4, 8))
    given_it_is_decided(item, on=dt.date(2026, 4, 8))

    assert figures()["turnaround"] == {"lines": 1, "median_days": "2.0", "longest_days": 2}


def test_more_decisions_cost_no_more_queries():
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            figures()
        return len(context)

    given_a_decided_line(on=FIRST)
    one = queries()
    given_a_busy_quarter()

    assert queries() == one


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 90),
            st.sampled_from(["approve", "approve_in_part", "decline", "defer", "redirect"]),
            st.sampled_from([PLAY, TALK]),
            st.decimals("0.02", "5000", places=2),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_decisions_add_up_to_what_plain_sql_says(made):
    with transaction.atomic():
        for day, kind, service, asked in made:
            more: dict[str, Any] = {}
            if kind == "approve_in_part":
                more["amount"] = asked - Decimal("0.01")
            if kind == "redirect":
                more["redirect_to"] = "CAMHS"
            given_a_decided_line(
                kind, on=FIRST + dt.timedelta(days=day), lines=[(service, 1, asked)], **more
            )
        assert_as_plain_sql_says(figures(), "2026-04-01", "2026-06-30")
        transaction.set_rollback(True)
