"""Every figure of every report is worked out a second time, in SQL that knows only the tables."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mdps.core import clock
from mdps.core.financial_years import financial_year
from reporting.figures import annual_cabinet, direct_awards, monitoring
from reporting.models import MonitoringReturn
from reporting.monitoring.open_round import open_round
from reporting.periods import HALF, ending
from tests.build.reporting import HALF as SECOND_HALF
from tests.build.reporting import TODAY, YEAR
from tests.reporting.again.annual import annual
from tests.reporting.again.direct import direct_awards as direct_awards_again
from tests.reporting.again.held import differences
from tests.reporting.again.monitoring import monitoring as monitoring_again
from tests.reporting.again.returns import opened_with
from tests.reporting.scenario import HAIR, MENTORING, PLAY, PSYCHOLOGY, awarded, release

pytestmark = [pytest.mark.usefixtures("past"), pytest.mark.django_db]

SERVICES = (
    (PSYCHOLOGY, "Severn Assessments"),
    (PLAY, "Cotswold Play Therapy"),
    (MENTORING, "Łucja Kowalska"),
    (HAIR, "Severn Assessments"),
)
FIRST = dt.date(2024, 6, 1)


def assert_the_same(on: dt.date) -> None:
    """The year, both of its halves and the direct awards, as at noon of the day `on`."""
    moment, period = clock.noon(on), YEAR
    days = (str(period.start), str(period.last_day), str(on))
    assert differences(annual_cabinet.figures(period, moment), annual(*days)) == []
    for half in (SECOND_HALF, SECOND_HALF.before):
        days = (str(half.start), str(half.last_day), str(on))
        assert differences(monitoring.figures(half, moment), monitoring_again(*days)) == []
    year = financial_year(on)
    found = direct_awards.figures(year, moment)
    assert differences(found, direct_awards_again(year, str(on))) == []


def test_a_scheme_with_a_past_adds_up_to_what_plain_sql_says():
    assert_the_same(TODAY)
    assert_the_same(TODAY.replace(month=5, day=31))


def test_years_without_an_award_and_with_one_are_what_plain_sql_says():
    for last in (dt.date(2023, 5, 31), dt.date(2024, 5, 31), dt.date(2025, 3, 31)):
        period = ending(last, months=2 * HALF)
        days = (str(period.start), str(last), str(TODAY))
        assert differences(annual_cabinet.figures(period, clock.noon(TODAY)), annual(*days)) == []


def test_names_of_any_kind_are_kept_and_sorted_as_they_are():
    names = ("Ω" * 200, "مركز دعم الأسرة", "👩‍👧 Families 🧩", "<b>&amp;</b>")
    for name in names:
        awarded(dt.date(2026, 2, 2), PLAY, name, "100.00")

    assert_the_same(TODAY)
    found = annual_cabinet.figures(YEAR, clock.noon(TODAY))["by_supplier"]
    assert set(names) <= {row["supplier"] for row in found}


def test_what_a_return_is_opened_with_is_what_plain_sql_says():
    with clock.at(TODAY):
        open_round(SECOND_HALF.last_day, by=None, on=TODAY)
    opened = MonitoringReturn.objects.select_related("supplier")
    found = {each.supplier.name: each.figures for each in opened}
    days = {"first": str(SECOND_HALF.start), "last": str(SECOND_HALF.last_day), "on": str(TODAY)}

    assert found
    assert differences(found, opened_with(**days)) == []
    assert_the_same(TODAY)


@settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # a failure says enough, and each try costs a second
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, (TODAY - FIRST).days),
            st.sampled_from(SERVICES),
            st.decimals("0.01", "24000", places=2),
            st.sampled_from((0, 1, 50, 100)),
        ),
        min_size=2,
        max_size=4,
    ),
    st.integers(0, 300),
)
def test_any_awards_add_up_to_what_plain_sql_says(made: Any, ago: int):
    """Awards on any days of two years, some given back in part or whole, seen from any day."""
    with transaction.atomic():
        for days, (service, provider), value, percent in made:
            contract = awarded(FIRST + dt.timedelta(days=days), service, provider, str(value))
            back = (value * percent / 100).quantize(Decimal("0.01"))
            if back > 0 and contract.awarded_on <= TODAY - dt.timedelta(days=10):
                release(contract, str(back))
        assert_the_same(TODAY - dt.timedelta(days=ago))
        transaction.set_rollback(True)


def test_a_figure_that_nobody_works_out_again_is_found():
    assert differences({"a": 1, "b": [{"c": "2"}]}, {"a": 1, "b": [{}]}) == [
        ".b[0].c is worked out by no SQL"
    ]
    assert differences([1, "1.00"], [1, "1.0"]) == ["[1] is '1.00', and '1.0' by plain SQL"]
