"""Reminders are given once for a record and a day."""

import datetime as dt

import pytest
from django.db import transaction

from mdps.core.models import Team
from mdps.core.reminders import first_time
from tests.core.racing import at_once

DAY = dt.date(2026, 6, 2)


@pytest.mark.django_db
def test_a_reminder_is_given_once_for_a_kind_a_record_and_a_day() -> None:
    north, south = Team.objects.create(name="North"), Team.objects.create(name="South")

    given = [
        first_time("expiry-30", north, DAY),
        first_time("expiry-30", north, DAY),
        first_time("expiry-7", north, DAY),
        first_time("expiry-30", south, DAY),
        first_time("expiry-30", north, DAY + dt.timedelta(days=1)),
    ]

    assert given == [True, False, True, True, True]


@pytest.mark.django_db
def test_what_was_rolled_back_was_not_said() -> None:
    north = Team.objects.create(name="North")
    with transaction.atomic():
        first_time("expiry-30", north, DAY)
        transaction.set_rollback(True)

    assert first_time("expiry-30", north, DAY) is True


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_first() -> None:
    north = Team.objects.create(name="North")

    answers = at_once(*[lambda: first_time("expiry-30", north, DAY)] * 2)

    assert sorted(answers) == [False, True]
