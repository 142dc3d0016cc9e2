"""Social workers rate the packages that have ended: once each, in under a minute."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.urls import reverse

from contracts.end import complete, terminate
from contracts.models import CallOffContract
from mdps.core import clock, worklist
from mdps.core.models import Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from reporting.models import PackageRating
from reporting.monitoring.marks import marks_for
from reporting.monitoring.rate_package import ask_for_ratings, rate_package, to_rate
from tests.build.contracts import given_a_delivery, given_an_officer
from tests.build.monitoring import given_a_monitoring_round, given_a_package
from tests.build.panel import TODAY
from tests.build.people import given_a
from tests.build.referrals import given_a_manager_of
from tests.core.racing import at_once

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
MARKS = {"delivered": 4, "punctual": 3, "contact": 3, "outcome": 2}


def given_an_ended_package(supplier: str = "Severn Assessments") -> CallOffContract:
    contract = given_a_package(supplier)
    given_a_delivery(contract, 10)
    complete(contract, by=given_an_officer(), on=TODAY)
    return CallOffContract.objects.select_related("line__request").get(pk=contract.pk)


def worker(contract: CallOffContract) -> User:
    return contract.line.request.requester


def rated(contract: CallOffContract, *, by: User | None = None, **changes: int) -> PackageRating:
    marks = MARKS | changes
    return rate_package(contract, marks=marks, by=by or worker(contract), on=TODAY)


def test_whoever_asked_for_it_or_their_manager_rates_it_once():
    contract = given_an_ended_package()
    for stranger in (given_a("social_worker", name="Else"), given_a("commissioner")):
        with pytest.raises(Forbidden):
            rated(contract, by=stranger)

    rated(contract, by=given_a_manager_of(contract.line.request))

    with pytest.raises(Refused, match="was rated by"):
        rated(contract)
    assert PackageRating.objects.get().outcome == 2


def test_a_package_that_runs_is_not_rated():
    contract = given_a_package()

    with pytest.raises(Refused, match="Rate it when it has ended"):
        rated(contract)


def test_one_that_ended_early_is():
    contract = given_a_package()
    terminate(contract, reasons="Moved.", by=given_an_officer(), on=TODAY)

    assert rated(contract).rated_on == TODAY


@pytest.mark.parametrize("mark", [0, 5])
def test_a_mark_is_from_1_to_4(mark):
    with pytest.raises(IntegrityError, match="marks_are_from_1_to_4"):
        rated(given_an_ended_package(), outcome=mark)


def test_it_is_asked_for_once_and_waits_until_it_is_rated():
    contract = given_an_ended_package()
    address = reverse("monitoring:rate-package", args=[contract.pk])

    def waits() -> list[str]:
        with clock.at(TODAY):
            groups = worklist.waiting_for(worker(contract))
        return [task.url for group in groups for task in group.tasks if "rate" in group.title]

    assert [ask_for_ratings(TODAY), ask_for_ratings(TODAY + DAY)] == [1, 0]
    [notice] = Notice.objects.filter(to=worker(contract), url=address)
    assert notice.subject == f"{contract.reference} has ended: say in under a minute how it went"
    assert waits() == [address]
    rated(contract)
    assert (waits(), ask_for_ratings(TODAY + 2 * DAY)) == ([], 0)


def test_after_half_a_year_nobody_is_asked_any_more():
    contract = given_an_ended_package()
    by = worker(contract)

    assert list(to_rate(by, TODAY + 182 * DAY)) == [contract]
    assert list(to_rate(by, TODAY + 183 * DAY)) == []
    assert ask_for_ratings(TODAY + 183 * DAY) == 0


def test_marks_are_summed_by_supplier():
    for outcome in (2, 4, 4):
        rated(given_an_ended_package(), outcome=outcome)
    rated(given_an_ended_package("Wye Psychology"), outcome=1)
    given_an_ended_package()
    record = given_a_monitoring_round().returns.get(supplier__name="Severn Assessments")

    found = marks_for(record)

    assert (found.ended, found.rated) == (4, 3)
    assert found.given["outcome"] == {4: 2, 3: 0, 2: 1, 1: 0}
    assert found.given["delivered"] == {4: 3, 3: 0, 2: 0, 1: 0}


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_ratings_at_once_one_is_kept():
    contract = given_an_ended_package()
    people = [worker(contract), given_a_manager_of(contract.line.request)]

    def rates(by: User) -> Callable[[], PackageRating]:
        return lambda: rated(contract, by=by)

    outcomes = at_once(*map(rates, people))

    assert sorted(type(each).__name__ for each in outcomes) == ["PackageRating", "Refused"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_only_the_constraint_holds():
    """The control: both looked before either wrote."""
    contract = given_an_ended_package()
    by = worker(contract)

    def rates(meet) -> None:
        assert not PackageRating.objects.filter(contract=contract).exists()
        meet()
        PackageRating.objects.create(contract=contract, **MARKS, rated_by=by, rated_on=TODAY)

    outcomes = at_once(rates, lambda meet: rates(meet))

    assert sorted(type(each).__name__ for each in outcomes) == ["IntegrityError", "NoneType"]
