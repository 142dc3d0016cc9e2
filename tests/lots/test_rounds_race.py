"""Two people plan rounds of one lot that overlap, in the same moment."""

import datetime as dt
from threading import Barrier
from typing import Any

import pytest

from lots import rounds
from lots.models import AdmissionRound, Lot
from mdps.core import clock
from tests.build.people import given_a
from tests.core.racing import SECONDS, at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

OPENS = dt.datetime(2026, 6, 8, 9, tzinfo=clock.LONDON)
CLOSES = dt.datetime(2026, 6, 29, 12, tzinfo=clock.LONDON)


@pytest.fixture(autouse=True)
def first_of_june():
    with clock.at(dt.date(2026, 6, 1)):
        yield


def plan() -> AdmissionRound:
    return rounds.plan(
        title="Summer round",
        lots=[Lot.objects.get(number=1)],
        opens_at=OPENS,
        closes_at=CLOSES,
        by=given_a("commissioner"),
    )


def kinds(results: list[object]) -> list[str]:
    return sorted(type(each).__name__ for each in results)


def test_of_two_rounds_at_once_one_is_refused():
    given_a("commissioner")

    assert kinds(at_once(plan, plan)) == ["AdmissionRound", "Refused"]


def test_without_the_lock_only_the_database_stops_the_second(monkeypatch):
    given_a("commissioner")
    both, looks = Barrier(2, timeout=SECONDS), rounds.enforce

    def together(*about: Any) -> None:
        looks(*about)
        both.wait()

    monkeypatch.setattr(rounds, "lock_lots", lambda lots: None)
    monkeypatch.setattr(rounds, "enforce", together)

    assert kinds(at_once(plan, plan)) == ["AdmissionRound", "IntegrityError"]
