"""Suspending, reinstating and removing, and what counts on which day."""

import datetime as dt
from typing import Any

import pytest

from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from suppliers.admission_rules import (
    REINSTATE,
    REMOVE,
    SUSPEND,
    Period,
    Removing,
    Standing,
    Suspending,
)
from suppliers.models import Admission
from suppliers.queries import admission_on, admitted_on
from suppliers.reinstate import reinstate
from suppliers.remove import remove
from suppliers.suspend import suspend
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_provider,
    given_a_statement,
    given_a_supplier,
    given_an_admission,
)

BEGAN = dt.date(2026, 6, 1)
ON = dt.date(2026, 9, 1)
DAY = dt.timedelta(days=1)
STATES = [
    ("admitted", [], ["not-suspended"], []),
    ("suspended", ["suspended"], [], []),
    ("removed", ["removed"], ["removed"], ["removed"]),
    ("withdrawn", ["removed"], ["removed"], ["removed"]),
]


PERIOD = Period(kind="safeguarding", starts_on=BEGAN, resumes_on=None)


def facts(state: str, on: dt.date, suspended_on: dt.date | None) -> dict[str, Any]:
    return {
        "name": "Severn on Lot 1",
        "state": state,
        "admitted_on": BEGAN,
        "suspended_on": suspended_on,
        "on": on,
        "periods": [PERIOD] if state == "suspended" else [],
    }


def codes_of(state: str, on: dt.date = ON, suspended_on: dt.date | None = None) -> list[list[str]]:
    """The codes against suspending for safeguarding, reinstating, and removing once heard."""
    known = facts(state, on, suspended_on)
    asked = (
        (SUSPEND, Suspending(**known, kind="safeguarding", starts_on=on, until=None)),
        (REINSTATE, Standing(**known)),
        (REMOVE, Removing(**known, statement_until=BEGAN - DAY, is_stated=True)),
    )
    return [[refusal.code for refusal in ask(rules, about)] for rules, about in asked]


@pytest.mark.parametrize(("state", "suspend_", "reinstate_", "remove_"), STATES)
def test_what_each_state_allows(state, suspend_, reinstate_, remove_):
    assert codes_of(state) == [suspend_, reinstate_, remove_]


def test_nothing_is_decided_for_a_day_before_it_began():
    assert codes_of("admitted", BEGAN)[2] == []
    assert codes_of("admitted", BEGAN - DAY)[2] == ["before-it-began"]
    assert codes_of("suspended", ON, ON)[1] == []
    assert codes_of("suspended", ON - DAY, ON)[1] == ["before-it-began"]


@pytest.fixture
def admission(lot) -> Admission:
    """It has answered a notice of removal, so that it can be removed."""
    admission = given_an_admission(given_a_supplier(), lot, BEGAN)
    given_a_statement(admission, BEGAN)
    return admission


def decide(act, admission: Admission, on: dt.date) -> None:
    act(admission, consultation=consulted(on), by=given_a("commissioning_manager"), on=on)


def days_open(admission: Admission, *days: dt.date) -> list[bool]:
    """Whether it counts on each day, asked of the record and of the database: they agree."""
    counted = [admission.supplier in admitted_on(admission.lot, day) for day in days]
    assert [admission.is_open_for_awards(day) for day in days] == counted
    return counted


def test_an_admission_counts_from_its_first_day(admission):
    assert days_open(admission, BEGAN - DAY, BEGAN, ON) == [False, True, True]
    assert admission_on(admission.supplier, admission.lot, BEGAN - DAY) is None


def test_a_suspended_supplier_is_on_the_lot_but_not_open_for_awards(admission):
    decide(suspend, admission, ON)

    assert days_open(admission, ON - DAY, ON, ON + DAY) == [True, False, False]
    assert admission_on(admission.supplier, admission.lot, ON) == admission


def test_a_reinstated_supplier_counts_again(admission):
    decide(suspend, admission, ON)
    decide(reinstate, admission, ON + DAY)

    assert days_open(admission, ON + DAY) == [True]
    assert admission.suspended_on is None


@pytest.mark.parametrize("suspended_first", [False, True])
def test_a_removal_ends_it_on_that_day_and_nothing_is_awarded_on_it(admission, suspended_first):
    if suspended_first:
        decide(suspend, admission, ON - DAY)
    decide(remove, admission, ON)

    assert (admission.state, admission.ended_on) == ("removed", ON)
    assert days_open(admission, ON - 2 * DAY, ON, ON + DAY) == [True, False, False]
    assert admission_on(admission.supplier, admission.lot, ON) == admission
    assert admission_on(admission.supplier, admission.lot, ON + DAY) is None


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (suspend, DecisionRecord.Kind.SUSPENSION),
        (remove, DecisionRecord.Kind.REMOVAL),
    ],
)
def test_each_has_its_decision_record_and_its_people_are_told(admission, act, kind):
    provider = given_a_provider(admission.supplier)

    decide(act, admission, ON)

    decision = admission.last_decision
    assert (decision.kind, decision.authority, decision.decided_on) == (kind, "CR 3", ON)
    assert Notice.objects.filter(to=provider).count() == 1


def test_a_consultation_after_the_decision_changes_nothing(admission):
    late = Consultation(consulted="Cllr A", consulted_on=ON + DAY, reasons="Because.")

    with pytest.raises(Refused, match="after the decision"):
        suspend(admission, consultation=late, by=given_a("commissioning_manager"), on=ON)

    admission.refresh_from_db()
    assert admission.state == "admitted"


@pytest.mark.parametrize("act", [suspend, reinstate, remove])
def test_only_a_commissioning_manager_decides(admission, act):
    with pytest.raises(Forbidden):
        act(admission, consultation=consulted(ON), by=given_a("commissioner"), on=ON)
