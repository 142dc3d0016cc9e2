"""Two people at once while a provider joins: one submission, one account, one invitation."""

import datetime as dt
from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from lots.models import Lot
from mdps.core.models import User
from mdps.core.rules import Refused
from suppliers import accept_contact
from suppliers import submit as submitting
from suppliers.accept_contact import accept_as, accept_with_password
from suppliers.access_rules import GIVE_RULES
from suppliers.confirm import confirm
from suppliers.draft import choose_lots
from suppliers.models import (
    Application,
    ContactInvitation,
    Invitation,
    ProviderAccount,
    SignUp,
    Supplier,
)
from suppliers.register_own import register_own
from tests.build.joining import (
    given_a_joining_supplier,
    given_a_newcomer,
    given_a_sign_up,
    given_all_answers,
    given_an_invitation,
    given_an_invited_contact,
    provider_of,
)
from tests.build.people import PASSWORD, given_a
from tests.core.racing import SECONDS, at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ON = dt.date(2026, 6, 2)


def outcomes(results: list[object]) -> list[str]:
    """What each became: the code of its refusal, or the kind of its result."""
    return sorted(
        result.refusals[0].code if isinstance(result, Refused) else type(result).__name__
        for result in results
    )


@pytest.fixture
def submits() -> Callable[[], object]:
    """Submits what a provider has written for two lots."""
    supplier = given_a_joining_supplier()
    by = provider_of(supplier)
    choose_lots(supplier, Lot.objects.filter(number__in=[1, 2]), by=by, on=ON)
    given_all_answers(supplier, by)
    return lambda: submitting.submit(supplier, declared=True, by=by, on=ON)


def test_of_two_submissions_the_second_finds_nothing_to_submit(submits):
    assert outcomes(at_once(submits, submits)) == ["list", "no-lot"]
    assert Application.objects.filter(state="submitted").count() == 2


def test_without_the_lock_both_believe_that_they_can(submits, monkeypatch):
    both, looks = Barrier(2, timeout=SECONDS), submitting.ask

    def together(*about: Any) -> Any:
        found = looks(*about)
        both.wait()
        return found

    monkeypatch.setattr(submitting, "lock_supplier", lambda supplier: None)
    monkeypatch.setattr(submitting, "ask", together)

    assert outcomes(at_once(submits, submits)) == ["list", "wrong-state"]


def test_a_link_that_is_used_twice_at_once_makes_one_account():
    first = given_a_sign_up()
    again = SignUp.objects.get(pk=first.pk)

    results = at_once(
        lambda: confirm(first, password=PASSWORD), lambda: confirm(again, password=PASSWORD)
    )

    assert outcomes(results) == ["User", "link-used"]


def test_two_sign_ups_with_one_address_make_one_account():
    first, second = given_a_sign_up(), given_a_sign_up()

    results = at_once(
        lambda: confirm(first, password=PASSWORD), lambda: confirm(second, password=PASSWORD)
    )

    assert outcomes(results) == ["User", "link-used"]


def test_one_account_registers_one_organisation_at_once():
    by = given_a_newcomer()
    details = {"kind": "sole_trader", "email": "robin@example.org", "by": by, "on": ON}

    results = at_once(
        lambda: register_own(name="Robin Hall", **details),
        lambda: register_own(name="Hall Therapy", **details),
    )

    assert outcomes(results) == ["Supplier", "acts-already"]
    assert Supplier.objects.count() == 1


def test_one_address_is_invited_once_at_once():
    lot = Lot.objects.get(number=1)
    given_a("commissioner")

    results = at_once(lambda: given_an_invitation(lot), lambda: given_an_invitation(lot))

    assert outcomes(results) == ["Invitation", "already-invited"]
    assert Invitation.objects.count() == 1


def test_a_colleague_who_accepts_twice_at_once_signs_in_for_the_supplier_once():
    supplier = given_a_joining_supplier("Wye Care")
    first = given_an_invited_contact(supplier, by=provider_of(supplier))
    again = ContactInvitation.objects.get(pk=first.pk)

    results = at_once(
        lambda: accept_with_password(first, password=PASSWORD),
        lambda: accept_with_password(again, password=PASSWORD),
    )

    assert outcomes(results) == ["User", "used"]
    assert supplier.accounts.count() == 2


def test_without_the_lock_only_the_database_stops_the_second_account(monkeypatch):
    supplier = given_a_joining_supplier("Wye Care")
    invitation = given_an_invited_contact(supplier, by=provider_of(supplier))
    both, enforce = Barrier(2, timeout=SECONDS), accept_contact.enforce

    def together(*about: Any) -> None:
        enforce(*about)
        both.wait()

    monkeypatch.setattr(accept_contact, "lock", lambda invitation: None)
    monkeypatch.setattr(accept_contact, "enforce", together)

    again = ContactInvitation.objects.get(pk=invitation.pk)
    results = at_once(
        lambda: accept_with_password(invitation, password=PASSWORD),
        lambda: accept_with_password(again, password=PASSWORD),
    )
    assert outcomes(results) == ["User", "sign-in-first"]
    assert supplier.accounts.count() == 2


def test_without_the_locks_only_the_database_lets_an_account_act_for_one(monkeypatch):
    by = given_a_newcomer("robin.hall@example.org")
    supplier = given_a_joining_supplier("Wye Care")
    invitation = given_an_invited_contact(supplier, by=provider_of(supplier))
    both, ask = Barrier(2, timeout=SECONDS), accept_contact.ask

    def together(rules: Any, facts: Any) -> Any:
        found = ask(rules, facts)
        if rules is GIVE_RULES:
            both.wait()
        return found

    monkeypatch.setattr(accept_contact, "lock", lambda invitation: None)
    monkeypatch.setattr(User.objects, "select_for_update", lambda **_: User.objects.all())
    monkeypatch.setattr(accept_contact, "ask", together)

    again = ContactInvitation.objects.get(pk=invitation.pk)
    results = at_once(lambda: accept_as(invitation, by=by), lambda: accept_as(again, by=by))
    assert outcomes(results) == ["IntegrityError", "NoneType"]
    assert ProviderAccount.objects.filter(user=by).count() == 1


def test_who_accepts_two_invitations_at_once_acts_for_one_supplier():
    by = given_a_newcomer("robin.hall@example.org")
    suppliers = [given_a_joining_supplier(name) for name in ("Wye Care", "Usk Care")]
    first, second = (given_an_invited_contact(each, by=provider_of(each)) for each in suppliers)

    results = at_once(lambda: accept_as(first, by=by), lambda: accept_as(second, by=by))

    assert outcomes(results) == ["NoneType", "acts-already"]
    assert ProviderAccount.objects.filter(user=by).count() == 1
