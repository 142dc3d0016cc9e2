"""What people are told of a round: once that it closes soon, once that it has closed."""

import datetime as dt

import pytest

from mdps.core import clock
from mdps.core.models import Notice
from suppliers import tasks
from suppliers.round_reminders import remind
from tests.build.joining import (
    given_a_draft_application,
    given_a_joining_supplier,
    provider_of,
)
from tests.build.lots import given_a_round
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

OPENS = dt.datetime(2026, 6, 8, 9, tzinfo=clock.LONDON)
CLOSES = dt.datetime(2026, 6, 29, 12, tzinfo=clock.LONDON)
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)


def told(person) -> list[str]:
    return [each.subject for each in Notice.objects.filter(to=person).order_by("id")]


@pytest.mark.parametrize(
    ("at", "times"),
    [
        (CLOSES - 3 * DAY - SECOND, 0),
        (CLOSES - 3 * DAY, 1),
        (CLOSES - SECOND, 1),
        (CLOSES, 0),
    ],
)
def test_who_writes_an_application_is_told_three_days_before_it_closes(lot, at, times):
    given_a_round(lot, opens=OPENS, closes=CLOSES)
    provider = provider_of(given_a_joining_supplier())
    given_a_draft_application(provider, lot)

    for _ in range(2):
        remind(at=at)

    assert told(provider) == ["The round for Lot 1 closes on 29 June 2026 at midday"] * times


def test_who_assesses_is_told_once_that_it_has_closed(lot):
    by = given_a("commissioner")
    given_a_round(lot, opens=OPENS, closes=CLOSES, title="Summer round")
    given_a_round(lot, opens=CLOSES + DAY, closes=CLOSES + 9 * DAY, title="Later round")

    for at in (CLOSES - SECOND, CLOSES, CLOSES + DAY):
        with clock.at(at):
            tasks.tell_of_rounds()

    assert told(by) == ["Summer round is closed with 0 applications to assess"]
