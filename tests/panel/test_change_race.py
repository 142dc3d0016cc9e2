"""Two meetings that are moved to one day at the same moment."""

import datetime as dt
from collections.abc import Callable

import pytest

from panel.change import change
from panel.models import PanelMeeting
from panel.queries import meetings_on
from tests.build.panel import TODAY, given_a_meeting
from tests.build.people import given_a
from tests.core.racing import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

WEEK = dt.timedelta(weeks=1)
THAT_DAY = TODAY + 2 * WEEK


def test_the_day_is_taken_by_one():
    planned = [given_a_meeting(), given_a_meeting(on=TODAY + WEEK)]
    by, chair = given_a("panel_administrator"), planned[0].chair

    def move(meeting: PanelMeeting) -> Callable[[], bool]:
        kept = {"starts_at": meeting.starts_at, "place": meeting.place, "chair": chair}
        return lambda: change(meeting, held_on=THAT_DAY, **kept, by=by, on=TODAY)

    outcomes = at_once(*map(move, planned))

    assert sorted(type(each).__name__ for each in outcomes) == ["Refused", "bool"]
    assert meetings_on(THAT_DAY).count() == 1


def test_looking_first_is_not_enough():
    """The control: both looked before either wrote, and only the constraint held."""
    planned = [given_a_meeting(), given_a_meeting(on=TODAY + WEEK)]

    def move(meeting: PanelMeeting) -> Callable[[Callable], None]:
        def moving(meet: Callable) -> None:
            assert not meetings_on(THAT_DAY).exists()
            meet()
            PanelMeeting.objects.filter(pk=meeting.pk).update(held_on=THAT_DAY)

        return moving

    outcomes = at_once(*map(move, planned))

    assert sorted(type(each).__name__ for each in outcomes) == ["IntegrityError", "NoneType"]
