"""Two people at the same instant: an award against a suspension, and two awards of one line.

Controls take the locks away inside the test: then a supplier is awarded a contract while it is
being suspended, and a line is used beyond its units. If a control fails, the tests beside it
prove nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import transaction
from django.db.models import prefetch_related_objects

from contracts import award as awarding
from contracts import ledger
from contracts.award import award
from contracts.models import CallOffContract
from contracts.terms import Terms
from lots.queries import current_scheme
from mdps.core.models import AuditEvent, User
from mdps.core.rules import Refused
from referrals.models import RequestLine
from suppliers.models import Admission
from suppliers.queries import admission_on
from suppliers.suspend import suspend
from tests.build.contracts import (
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
    given_terms,
)
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import consulted
from tests.core.racing import SECONDS, at_once, until_somebody_waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def outcome(result: Any) -> str:
    """`awarded`, the codes of a refusal, or nothing for an act that returns nothing."""
    if isinstance(result, Refused):
        return ",".join(refusal.code for refusal in result.refusals)
    if isinstance(result, Exception):
        return repr(result)
    return "awarded" if isinstance(result, CallOffContract) else ""


def the_two_acts() -> tuple[Terms, Callable[[], CallOffContract], Callable[[], None]]:
    """Terms that the gate lets through, their award, and the suspension of their supplier."""
    terms, officer, manager = given_terms(), given_an_officer(), given_a("commissioning_manager")
    lot = terms.line.service.lot

    def suspends() -> None:
        admission = admission_on(terms.supplier, lot, TODAY)
        suspend(admission, consultation=consulted(TODAY), by=manager, on=TODAY)

    return terms, awards(terms, officer), suspends


def awards(terms: Terms, officer: User) -> Callable[[], CallOffContract]:
    return lambda: award(terms, by=officer, on=TODAY)


def state_of(terms: Terms) -> str:
    return Admission.objects.values_list("state", flat=True).get(supplier=terms.supplier)


def when_it_has_looked(
    monkeypatch: pytest.MonkeyPatch, then: Callable[[], object], *, lock: bool
) -> None:
    """An award does `then` once it has read the admission: locked FOR SHARE or, for a control,
    without that."""
    locked = awarding.for_share

    def look(supplier: Any, lot: Any) -> Admission | None:
        found = locked(supplier, lot) if lock else admission_on(supplier, lot, TODAY)
        prefetch_related_objects([found] if found and not lock else [], "suspensions")
        then()
        return found

    monkeypatch.setattr(awarding, "for_share", look)


def an_award_that_looked_first(monkeypatch: pytest.MonkeyPatch, *, lock: bool) -> list[str]:
    """The outcomes of an award, and of a suspension that begins when the award has looked; with
    what the supplier was when the award went on."""
    terms, act, suspends = the_two_acts()
    seen: list[str] = []

    def awards_slowly(together: Callable[[], object]) -> CallOffContract:
        def then() -> None:
            together()
            until_somebody_waits() if lock else together()
            seen.append(state_of(terms))

        when_it_has_looked(monkeypatch, then, lock=lock)
        return act()

    def suspends_then(together: Callable[[], object]) -> None:
        together()
        suspends()
        if not lock:
            together()

    results = at_once(awards_slowly, suspends_then)
    return [*map(outcome, results), *seen, state_of(terms)]


def test_a_suspension_waits_for_the_award_that_looked_first(monkeypatch):
    ended = an_award_that_looked_first(monkeypatch, lock=True)

    assert ended == ["awarded", "", "admitted", "suspended"]


def test_control_without_for_share_a_suspended_supplier_is_awarded_a_contract(monkeypatch):
    ended = an_award_that_looked_first(monkeypatch, lock=False)

    assert ended == ["awarded", "", "suspended", "suspended"]


def a_suspension_that_was_first(wait: Callable[[Callable[[], object]], object]) -> list[str]:
    """The outcomes of a suspension that is not committed before `wait`, and of an award that
    begins meanwhile."""
    _, act, suspends = the_two_acts()

    def suspends_slowly(together: Callable[[], object]) -> None:
        with transaction.atomic():
            suspends()
            together()
            wait(together)

    def awards_then(together: Callable[[], object]) -> Any:
        together()
        result = act()
        wait(together)
        return result

    return list(map(outcome, at_once(suspends_slowly, awards_then)))


def test_an_award_waits_for_the_suspension_that_was_first_and_is_refused():
    def wait_once(together: Callable[[], object]) -> None:
        until_somebody_waits()

    assert a_suspension_that_was_first(wait_once) == ["", "suspended"]


def test_control_without_for_share_the_award_is_made_while_the_supplier_is_suspended(monkeypatch):
    when_it_has_looked(monkeypatch, lambda: None, lock=False)

    assert a_suspension_that_was_first(lambda together: together()) == ["", "awarded"]


def test_in_the_same_instant_one_order_or_the_other_is_kept():
    terms, act, suspends = the_two_acts()

    awarded, suspended = map(outcome, at_once(act, suspends))

    assert (awarded in ("awarded", "suspended"), suspended) == (True, "")
    order = AuditEvent.objects.filter(action__in=["contract.awarded", "admission.suspended"])
    actions = list(order.order_by("id").values_list("action", flat=True))
    assert actions == ["contract.awarded"] * (awarded == "awarded") + ["admission.suspended"]
    assert state_of(terms) == "suspended"


def given_a_line_with_three_units_left() -> RequestLine:
    """Of four units at £500.00 one is awarded; the approval has room for all of them and more."""
    line = given_an_approved_line(units=4, amount=Decimal("4000.00"))
    given_an_award(line, supplier=given_an_admitted_supplier("First Ltd", price="500.00"), units=1)
    line.refresh_from_db()
    return line


def two_units_each(line: RequestLine) -> list[str]:
    """Two officers award two units of `line` to two suppliers at the same moment."""
    officers = [given_an_officer(name=name) for name in ("One", "Another")]
    proposed = [
        given_terms(line, supplier=given_an_admitted_supplier(name, price="500.00"), units=2)
        for name in ("Severn Assessments", "Wye Psychology")
    ]
    return sorted(map(outcome, at_once(*map(awards, proposed, officers))))


def test_of_two_suppliers_for_the_last_units_of_a_line_one_is_awarded():
    line = given_a_line_with_three_units_left()

    assert two_units_each(line) == ["awarded", "over-units"]

    line.refresh_from_db()
    assert (line.units_left, line.approved_left) == (1, Decimal("2500.00"))


def test_control_without_the_locks_more_units_are_awarded_than_were_approved(monkeypatch):
    line = given_a_line_with_three_units_left()
    both = Barrier(2, timeout=SECONDS)

    def unlocked(terms: Terms) -> Terms:
        seen = replace(terms, line=RequestLine.objects.get(pk=terms.line.pk))
        both.wait()
        return seen

    monkeypatch.setattr(ledger, "lock_current", current_scheme)
    monkeypatch.setattr(awarding, "_locked", unlocked)

    assert two_units_each(line) == ["awarded", "awarded"]

    awarded = line.contracts.values_list("units", flat=True)
    line.refresh_from_db()
    assert (line.units, sum(awarded), line.committed_units) == (4, 5, 3)
