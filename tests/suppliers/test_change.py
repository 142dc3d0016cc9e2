"""Changing a supplier's details, and by its provider how it is reached."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.audit import trail
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.change import change, change_contact
from suppliers.models import Supplier
from tests.build.browsing import posted, words
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier

pytestmark = pytest.mark.django_db

SAME = {
    "name": "Severn Assessments",
    "kind": "company",
    "registered_number": "01234567",
    "email": "office@example.org",
    "phone": "",
    "is_sme": True,
    "is_vcse": False,
}


@pytest.fixture(autouse=True)
def on_this_day():
    with clock.at(dt.date(2026, 6, 2)):
        yield


def changed(supplier: Supplier, role: str = "commissioner", **changes: object) -> bool:
    return change(supplier, **SAME | changes, by=given_a(role))


def test_a_commissioner_changes_what_is_registered_and_the_trail_keeps_both():
    supplier = given_a_supplier()

    changed(supplier, name="Severn  Family Assessments", kind="charity", registered_number="112345")

    supplier.refresh_from_db()
    last = list(trail(supplier))[-1]
    assert (supplier.name, supplier.kind) == ("Severn Family Assessments", "charity")
    assert (last.action, last.detail) == (
        "supplier.changed",
        {
            "changed": "name, kind and number",
            "name_was": "Severn Assessments",
            "name_is": "Severn Family Assessments",
            "kind_was": "company",
            "kind_is": "charity",
            "registered_number_was": "01234567",
            "registered_number_is": "112345",
        },
    )


def test_nothing_changed_writes_nothing():
    supplier = given_a_supplier()

    assert (changed(supplier), len(list(trail(supplier)))) == (False, 1)


def test_its_own_name_in_other_letters_is_free_and_that_of_another_is_taken():
    other, supplier = given_a_supplier("Wye Therapies"), given_a_supplier()

    changed(supplier, name="SEVERN ASSESSMENTS")
    with pytest.raises(Refused) as refused:
        changed(supplier, name="wye therapies", kind="sole_trader")

    assert [each.code for each in refused.value.refusals] == ["name-taken", "registered-number"]
    assert other.reference in str(refused.value)


@pytest.mark.parametrize("role", ["finance_officer", "auditor", "provider"])
def test_others_do_not_change_what_is_registered(role):
    with pytest.raises(Forbidden):
        changed(given_a_supplier(), role, name="Another")


def test_a_provider_changes_how_its_own_is_reached_and_no_other():
    supplier, other = given_a_supplier(), given_a_supplier("Wye Therapies")
    provider = given_a_provider(supplier)

    change_contact(supplier, email="new@example.org", phone="0117 496 0000", by=provider)
    with pytest.raises(Forbidden):
        change_contact(other, email="new@example.org", by=provider)

    supplier.refresh_from_db()
    assert (supplier.email, supplier.phone) == ("new@example.org", "0117 496 0000")


def test_a_providers_form_asks_for_no_more_and_takes_no_more(as_a):
    supplier = given_a_supplier()
    client = as_a(user=given_a_provider(supplier))
    url = reverse("suppliers:change", args=[supplier.pk])

    fields = list(client.get(url).context["form"].fields)
    went_to = posted(client.post(url, {"email": "new@example.org", "name": "Another"}))

    supplier.refresh_from_db()
    assert sorted(fields) == ["email", "one_time_key", "phone"]
    assert went_to == f"{supplier.get_own_url()}#details"
    assert (supplier.name, supplier.email) == ("Severn Assessments", "new@example.org")


def test_the_form_shows_what_is_registered_and_keeps_what_was_typed(as_a):
    supplier, client = given_a_supplier(), as_a("commissioner")
    url = reverse("suppliers:change", args=[supplier.pk])

    shown = client.get(url).content.decode()
    refused = client.post(url, SAME | {"registered_number": "12", "phone": "0117"})
    posted(client.post(url, SAME | {"phone": "0117 496 0000", "is_vcse": "on"}))

    supplier.refresh_from_db()
    assert 'value="01234567"' in shown
    assert "Enter the company number" in words(refused)
    assert 'value="0117"' in refused.content.decode()
    assert (supplier.phone, supplier.is_vcse) == ("0117 496 0000", True)
