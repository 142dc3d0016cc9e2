"""Two people at once: one application, one decision, one price; and an award against a removal.

Controls take the lock away: then both looked before either wrote, and only a constraint of
the database stopped the second, or nothing did.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import transaction

from lots.models import Lot
from suppliers import apply as applying
from suppliers import rates as pricing
from suppliers.admit import admit
from suppliers.models import Admission, RateLine
from suppliers.queries import admission_on, for_share
from suppliers.rates import set_price
from suppliers.reject import reject
from suppliers.remove import remove
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_statement,
    given_a_supplier,
    given_an_admission,
    given_an_application,
    given_an_assessed_application,
)
from tests.core.racing import SECONDS, at_once, until_somebody_waits

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ON = dt.date(2026, 6, 1)


@pytest.fixture
def lot() -> Lot:
    return Lot.objects.get(number=1)


def kinds(results: list[object]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def without_the_lock(monkeypatch: pytest.MonkeyPatch, module: Any, look: str) -> None:
    """In `module` nobody locks the supplier, and both have looked before either goes on."""
    both, looks = Barrier(2, timeout=SECONDS), getattr(module, look)

    def together(*about: Any, **more: Any) -> Any:
        found = looks(*about, **more)
        both.wait()
        return found

    monkeypatch.setattr(module, "lock_supplier", lambda supplier: None)
    monkeypatch.setattr(module, look, together)


def applies(lot: Lot) -> Callable[[], object]:
    supplier = given_a_supplier()
    given_a("commissioner")
    return lambda: given_an_application(supplier, lot, ON)


def test_of_two_applications_for_one_lot_one_is_refused(lot):
    act = applies(lot)

    assert kinds(at_once(act, act)) == ["Application", "Refused"]


def test_without_the_lock_only_the_database_stops_the_second_application(lot, monkeypatch):
    act = applies(lot)
    without_the_lock(monkeypatch, applying, "ask")

    assert kinds(at_once(act, act)) == ["Application", "IntegrityError"]


def prices(lot: Lot) -> Callable[[], object]:
    supplier, service, by = given_a_supplier(), lot.services.first(), given_a("commissioner")
    return lambda: set_price(supplier, service, Decimal("9.99"), by=by, effective_from=ON)


def test_of_two_prices_for_one_day_one_is_refused(lot):
    act = prices(lot)

    assert kinds(at_once(act, act)) == ["RateLine", "Refused"]
    assert RateLine.objects.count() == 1


def test_without_the_lock_only_the_database_stops_the_second_price(lot, monkeypatch):
    act = prices(lot)
    without_the_lock(monkeypatch, pricing, "enforce")

    assert kinds(at_once(act, act)) == ["IntegrityError", "RateLine"]


def test_an_application_is_admitted_or_rejected_but_not_both(lot):
    application = given_an_assessed_application(given_a_supplier(), lot, ON)
    by = given_a("commissioning_manager")
    again = type(application).objects.get(pk=application.pk)

    results = at_once(
        lambda: admit(application, consultation=consulted(ON), by=by, on=ON),
        lambda: reject(again, consultation=consulted(ON), by=by, on=ON),
    )

    assert kinds(results) in (["Admission", "Refused"], ["NoneType", "Refused"])


@pytest.fixture
def admission(lot) -> Admission:
    """The supplier is on the lot, and has answered a notice of removal."""
    admission = given_an_admission(given_a_supplier(), lot, ON)
    given_a_statement(admission, ON)
    return admission


def removes(admission: Admission) -> None:
    by = given_a("commissioning_manager")
    remove(admission, consultation=consulted(ON), by=by, on=ON)


def state(admission: Admission) -> str:
    return Admission.objects.values_list("state", flat=True).get(pk=admission.pk)


def test_a_removal_waits_for_an_award_that_holds_the_admission(admission):
    def award(together):
        with transaction.atomic():
            held = for_share(admission.supplier, admission.lot)
            together()
            until_somebody_waits()
            return held.state, state(admission)

    def removal(together):
        together()
        removes(admission)

    assert at_once(award, removal) == [("admitted", "admitted"), None]
    assert state(admission) == "removed"


def test_without_holding_it_the_supplier_is_removed_under_the_award(admission):
    def award(together):
        with transaction.atomic():
            seen = admission_on(admission.supplier, admission.lot, ON)
            together()
            together()
            return seen.state, state(admission)

    def removal(together):
        together()
        removes(admission)
        together()

    assert at_once(award, removal) == [("admitted", "removed"), None]


def test_an_award_waits_for_a_removal_and_then_sees_it(admission):
    supplier, lot = admission.supplier, admission.lot

    def removal(together):
        with transaction.atomic():
            removes(admission)
            together()
            until_somebody_waits()

    def award(together):
        together()
        with transaction.atomic():
            return for_share(supplier, lot)

    assert at_once(removal, award) == [None, None]


def test_two_awards_hold_the_admission_at_once(admission):
    def award(together):
        with transaction.atomic():
            held = for_share(admission.supplier, admission.lot)
            together()
            return held.pk

    assert at_once(award, award) == [admission.pk, admission.pk]
