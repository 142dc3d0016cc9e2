"""Two people decide about one admission in the same moment.

The control takes the lock away: then both look before either writes, and only the exclusion
constraint stops the second suspension.
"""

import datetime as dt
from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from lots.models import Lot
from mdps.core.models import DecisionRecord
from suppliers import suspend as suspending
from suppliers.leave import leave
from suppliers.models import Admission, AdmissionSuspension
from suppliers.reinstate import reinstate
from suppliers.remove import remove, retain
from suppliers.suspend import suspend
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_statement,
    given_a_supplier,
    given_a_suspension,
    given_an_admission,
)
from tests.core.racing import SECONDS, at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ON = dt.date(2026, 6, 1)


@pytest.fixture
def admission() -> Admission:
    given_a("commissioning_manager")
    return given_an_admission(given_a_supplier(), Lot.objects.get(number=1), ON)


def suspends(admission: Admission) -> str:
    """As one of several people, each with a record of their own."""
    mine, by = Admission.objects.get(pk=admission.pk), given_a("commissioning_manager")
    days = {"kind": "administrative", "until": ON}
    return suspend(mine, **days, consultation=consulted(ON), by=by, on=ON).kind


def reinstates(admission: Admission) -> str:
    mine, by = Admission.objects.get(pk=admission.pk), given_a("commissioning_manager")
    reinstate(mine, consultation=consulted(ON), by=by, on=ON)
    return "reinstated"


def kinds(results: list[object]) -> list[str]:
    return sorted(each if isinstance(each, str) else type(each).__name__ for each in results)


def test_of_two_suspensions_for_one_day_one_is_refused(admission):
    results = at_once(lambda: suspends(admission), lambda: suspends(admission))

    assert kinds(results) == ["Refused", "administrative"]
    assert AdmissionSuspension.objects.count() == 1


def test_without_the_lock_only_the_database_stops_the_second(admission, monkeypatch):
    both, looks = Barrier(2, timeout=SECONDS), suspending.ask

    def together(*about: Any) -> Any:
        found = looks(*about)
        both.wait()
        return found

    monkeypatch.setattr(suspending, "lock", lambda record: None)
    monkeypatch.setattr(suspending, "ask", together)
    results = at_once(lambda: suspends(admission), lambda: suspends(admission))

    stopped, done = kinds(results)
    # The second meets the constraint, or both wait for each other until one is ended.
    assert (stopped in ("IntegrityError", "OperationalError"), done) == (True, "administrative")
    assert AdmissionSuspension.objects.count() == 1


def test_suspending_and_reinstating_at_once_leaves_one_of_both_truths(admission):
    given_a_suspension(admission, ON)

    results = at_once(lambda: reinstates(admission), lambda: suspends(admission))

    admission.refresh_from_db()
    running = [each for each in admission.suspensions.all() if each.covers(ON)]
    assert kinds(results) in (["Refused", "reinstated"], ["administrative", "reinstated"])
    assert (admission.state == "suspended") == (len(running) == 1)


def test_of_removing_and_keeping_at_once_one_is_decided_and_the_other_refused(admission):
    notice = given_a_statement(admission, ON)

    def decides(act: Callable[..., None]) -> str:
        mine, by = Admission.objects.get(pk=admission.pk), given_a("commissioning_manager")
        act(mine, consultation=consulted(ON), by=by, on=ON)
        return act.__name__

    results = at_once(lambda: decides(remove), lambda: decides(retain))

    notice.refresh_from_db()
    admission.refresh_from_db()
    assert (kinds(results), notice.state, admission.state) in (
        (["Refused", "remove"], "removed", "removed"),
        (["Refused", "retain"], "kept", "admitted"),
    )
    assert DecisionRecord.objects.exclude(kind="admission").count() == 1


def test_of_withdrawing_and_suspending_at_once_no_award_is_possible_after(admission):
    def leaves() -> str:
        mine, by = Admission.objects.get(pk=admission.pk), given_a("commissioner")
        leave(mine, leaves_on=ON, reason="We retire.", by=by, on=ON)
        return "withdrawn"

    given_a("commissioner")
    results = at_once(leaves, lambda: suspends(admission))

    admission.refresh_from_db()
    assert kinds(results) in (["Refused", "withdrawn"], ["administrative", "withdrawn"])
    assert (admission.state, admission.is_open_for_awards(ON)) == ("withdrawn", False)
