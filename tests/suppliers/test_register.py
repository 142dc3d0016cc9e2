"""Registering a supplier: the forms of numbers, names, and who may."""

import datetime as dt

import pytest

from mdps.core.audit import trail
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from suppliers.models import Supplier
from suppliers.register import register
from suppliers.register_rules import RULES, Registration, tidy_number
from tests.build.people import given_a
from tests.build.suppliers import given_a_supplier

ON = dt.date(2026, 6, 1)
FITTING = [
    ("company", "01234567"),
    ("company", "SC123456"),
    ("cic", "12345678"),
    ("charity", "123456"),
    ("charity", "12345678"),
    ("sole_trader", ""),
    ("public_body", ""),
]
UNFIT = [
    ("company", ""),
    ("company", "1234567"),
    ("company", "123456789"),
    ("company", "S1234567"),
    ("company", "SC12345"),
    ("company", "٠١٢٣٤٥٦٧"),
    ("cic", "SC1234567"),
    ("charity", ""),
    ("charity", "12345"),
    ("charity", "123456789"),
    ("charity", "SC045678"),
    ("sole_trader", "01234567"),
    ("public_body", "1"),
]


def codes(kind: str, number: str) -> list[str]:
    facts = Registration(name="Severn Assessments", kind=kind, registered_number=number)
    return [refusal.code for refusal in ask(RULES, facts)]


@pytest.mark.parametrize(("kind", "number"), FITTING)
def test_a_number_of_the_right_form_is_taken(kind, number):
    assert codes(kind, number) == []


@pytest.mark.parametrize(("kind", "number"), UNFIT)
def test_a_number_of_the_wrong_form_is_refused(kind, number):
    assert codes(kind, number) == ["registered-number"]


def test_a_number_is_tidied_before_it_is_looked_at():
    assert tidy_number(" sc 123 456 ") == "SC123456"


def test_every_reason_is_given_at_once():
    facts = Registration(name="", kind="charity", registered_number="", taken_by="")

    assert [refusal.field for refusal in ask(RULES, facts)] == ["name", "registered_number"]


@pytest.mark.django_db
def test_a_supplier_is_registered_as_it_was_typed_but_tidied():
    by = given_a("commissioner")

    supplier = register(
        name="  Severn   Assessments ",
        kind="company",
        registered_number="sc 123456",
        email="office@example.org",
        by=by,
        on=ON,
    )

    assert (supplier.name, supplier.registered_number) == ("Severn Assessments", "SC123456")
    assert supplier.registered_on == ON
    assert [(event.action, event.actor) for event in trail(supplier)] == [
        ("supplier.registered", by.name)
    ]


@pytest.mark.django_db
def test_a_name_is_registered_once_whatever_its_capitals():
    first = given_a_supplier("Severn Assessments")

    with pytest.raises(Refused, match=f"already registered as {first.reference}"):
        given_a_supplier("SEVERN  assessments")

    assert Supplier.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["provider", "auditor", "finance_officer", "social_worker"])
def test_others_do_not_register_suppliers(role):
    with pytest.raises(Forbidden):
        register(name="X", kind="sole_trader", email="x@example.org", by=given_a(role), on=ON)
