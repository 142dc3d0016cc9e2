"""A provider registers its own organisation, once, and learns nothing about others."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.models import Supplier
from suppliers.register_own import register_own
from tests.build.browsing import posted, signed_in, words
from tests.build.joining import given_a_newcomer, given_an_invitation
from tests.build.people import given_a
from tests.build.suppliers import given_a_supplier

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 2)
TYPED = {
    "name": "Robin Hall",
    "kind": "sole_trader",
    "registered_number": "",
    "email": "robin@example.org",
    "phone": "",
}


def registered(by, **changes) -> Supplier:
    return register_own(**TYPED | changes, by=by, on=ON)


def test_a_provider_registers_and_acts_for_its_organisation():
    by = given_a_newcomer()

    supplier = registered(by, is_vcse=True)

    assert (supplier.name, supplier.kind, supplier.is_vcse) == ("Robin Hall", "sole_trader", True)
    assert by.provider_account.supplier == supplier


def test_one_account_registers_one_organisation():
    by = given_a_newcomer()
    registered(by)

    with pytest.raises(Refused) as refused:
        registered(by, name="Another")

    assert [each.code for each in refused.value.refusals] == ["acts-already"]
    assert Supplier.objects.count() == 1


def test_a_name_that_is_taken_says_whom_to_ask_and_nothing_of_its_owner():
    taken = given_a_supplier("Robin Hall")

    with pytest.raises(Refused) as refused:
        registered(given_a_newcomer())

    [refusal] = refused.value.refusals
    assert "ask the commissioning team" in refusal.message
    assert taken.reference not in refusal.message
    assert refusal.field == "name"


@pytest.mark.parametrize(
    ("kind", "number"),
    [("company", "01234567"), ("cic", "SC123456"), ("charity", "1123456"), ("public_body", "")],
)
def test_every_kind_of_organisation_registers(kind, number):
    supplier = registered(given_a_newcomer(), kind=kind, registered_number=number)

    assert (supplier.kind, supplier.registered_number) == (kind, number)


@pytest.mark.parametrize(
    ("kind", "number"), [("company", "1234"), ("charity", "abc"), ("sole_trader", "01234567")]
)
def test_a_number_that_does_not_fit_the_kind_is_refused(kind, number):
    with pytest.raises(Refused) as refused:
        registered(given_a_newcomer(), kind=kind, registered_number=number)

    assert [each.field for each in refused.value.refusals] == ["registered_number"]
    assert not Supplier.objects.exists()


def test_others_do_not_register_an_organisation_as_theirs():
    with pytest.raises(Forbidden):
        registered(given_a("commissioner"))


def test_the_page_leads_to_the_lots_and_does_it_once():
    client = signed_in(given_a_newcomer())
    url = reverse("join:organisation")
    typed = TYPED | {"one_time_key": "6f1c1cf0-0000-4000-8000-000000000001"}

    first, second = posted(client.post(url, typed)), posted(client.post(url, typed))

    assert first == second == reverse("join:choose-lots")
    assert Supplier.objects.count() == 1
    assert posted(client.get(url)) == reverse("join:tasks")  # the Back button


def test_who_was_invited_finds_the_lot_chosen_and_the_name_filled_in(lot):
    given_an_invitation(lot, email="robin@example.org", name="Robin Hall")
    client = signed_in(given_a_newcomer("robin@example.org"))

    page = client.get(reverse("join:organisation"))
    led = posted(client.post(reverse("join:organisation"), TYPED))

    assert page.context["form"]["name"].value() == "Robin Hall"
    assert led == reverse("join:tasks")
    assert str(lot) in words(client.get(led))
