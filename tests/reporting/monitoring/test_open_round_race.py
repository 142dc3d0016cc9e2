"""Two who open the round of one half year in the same moment."""

from collections.abc import Callable

import pytest

from mdps.core.models import Notice
from reporting.models import MonitoringReturn, MonitoringRound
from reporting.monitoring.open_round import due_day, open_due, open_round, round_of
from reporting.periods import HALF, ending
from tests.build.monitoring import LAST_DAY, OPENED, given_a_package
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier
from tests.core.racing import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_clocks_and_a_commissioner_open_one_round():
    given_a_package()
    somebody = given_a_provider(given_a_supplier("Severn Assessments"))
    by = given_a("commissioner")

    outcomes = at_once(
        lambda: open_due(OPENED),
        lambda: open_due(OPENED),
        lambda: open_round(LAST_DAY, by=by, on=OPENED),
    )

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert (MonitoringRound.objects.count(), MonitoringReturn.objects.count()) == (1, 1)
    assert Notice.objects.filter(to=somebody, subject__contains="is due on").count() == 1


def test_looking_first_is_not_enough():
    """The control: both looked before either wrote, and only the constraint held."""
    given_a_package()

    def opens(meet: Callable) -> None:
        period = ending(LAST_DAY, months=HALF)
        assert round_of(period) is None
        meet()
        MonitoringRound.objects.create(
            period_start=period.start,
            period_end=period.end,
            opened_on=OPENED,
            due_on=due_day(OPENED),
        )

    outcomes = at_once(opens, lambda meet: opens(meet))

    assert sorted(type(each).__name__ for each in outcomes) == ["IntegrityError", "NoneType"]
