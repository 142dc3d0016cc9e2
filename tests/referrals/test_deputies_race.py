"""Two tabs name a deputy for the same days; and the control without the lock."""

import datetime as dt

import pytest

from mdps.core.models import User
from mdps.core.rules import Refused
from referrals.deputise import deputise
from referrals.models import Deputy
from tests.build.people import given_a, given_a_team
from tests.core.racing import at_once
from tests.referrals.test_deputies import DAY, LATER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def cast() -> tuple[User, User, User]:
    """A manager who will be away, and two who could stand in."""
    return tuple(
        given_a("team_manager", name=name, team=given_a_team(f"Team of {name}"))
        for name in ("Away Soon", "First Deputy", "Second Deputy")
    )


def test_one_of_two_stands_in():
    manager, *deputies = cast()

    def name(deputy: User):
        return lambda: deputise(deputy=deputy, starts_on=DAY, ends_on=LATER, by=manager, on=DAY)

    outcomes = at_once(*map(name, deputies))

    refused = [each for each in outcomes if isinstance(each, Refused)]
    assert [each.refusals[0].code for each in refused] == ["days-taken"]
    assert Deputy.objects.count() == 1


def test_control_without_the_lock_both_find_the_days_free():
    manager, *deputies = cast()

    def name(deputy: User):
        def act(wait) -> Deputy:
            day: dt.date = DAY
            assert not Deputy.objects.filter(manager=manager, ends_on__gte=day).exists()
            wait()
            return Deputy.objects.create(
                manager=manager, deputy=deputy, starts_on=DAY, ends_on=LATER
            )

        return act

    at_once(*map(name, deputies))

    assert Deputy.objects.count() == 2
