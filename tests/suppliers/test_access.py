"""Whose account acts for which supplier."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.audit import trail
from mdps.core.models import Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from suppliers.access_rules import GIVE_RULES, GiveFacts
from suppliers.give_access import give_access
from suppliers.models import ProviderAccount
from suppliers.queries import suppliers_visible_to
from suppliers.take_access import take_access
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier
from tests.core.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_this_day():
    with clock.at(dt.date(2026, 6, 2)):
        yield


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"is_open": False}, ["account-closed"]),
        ({"is_provider": False}, ["not-a-provider"]),
        ({"acts_for": "Wye Therapies"}, ["acts-already"]),
    ],
)
def test_an_open_account_of_a_provider_acts_for_one_supplier(changes, expected):
    usual = {"person": "A", "is_open": True, "is_provider": True, "acts_for": ""}
    assert [each.code for each in ask(GIVE_RULES, GiveFacts(**usual | changes))] == expected


def test_access_is_given_and_taken_with_the_next_request():
    supplier, person, by = given_a_supplier(), given_a("provider"), given_a("commissioner")
    client = signed_in(person)

    def sees() -> tuple[int, int]:
        return client.get(supplier.get_own_url()).status_code, suppliers_visible_to(person).count()

    before = sees()
    give_access(supplier, person, by=by)
    during = sees()
    take_access(supplier, person, by=by)

    assert (before, during, sees()) == ((302, 0), (200, 1), (302, 0))
    assert [each.action for each in trail(supplier)][1:] == [
        "supplier.access_given",
        "supplier.access_taken",
    ]
    assert list(Notice.objects.filter(to=person).order_by("id").values_list("subject", "url")) == [
        ("You act for Severn Assessments now", supplier.get_own_url()),
        ("You no longer act for Severn Assessments", reverse("home")),
    ]


def test_what_is_not_there_is_not_taken():
    supplier, by = given_a_supplier(), given_a("commissioner")
    person = given_a_provider(given_a_supplier("Wye Therapies"))

    with pytest.raises(Refused) as refused:
        take_access(supplier, person, by=by)

    assert [each.code for each in refused.value.refusals] == ["acts-no-longer"]


@pytest.mark.parametrize("role", ["finance_officer", "auditor", "provider"])
def test_only_those_who_keep_suppliers_give_and_take(role):
    supplier = given_a_supplier()
    person, by = given_a_provider(supplier), given_a(role, name="Somebody")

    with pytest.raises(Forbidden):
        give_access(supplier, given_a("provider", name="Free"), by=by)
    with pytest.raises(Forbidden):
        take_access(supplier, person, by=by)


def test_the_form_offers_open_provider_accounts_that_act_for_nobody(as_a):
    supplier = given_a_supplier()
    given_a_provider(supplier)
    User.objects.filter(pk=given_a("provider", name="Long Gone").pk).update(is_active=False)
    free, client = given_a("provider", name="Sam Free"), as_a("commissioner")
    url = reverse("suppliers:give-access", args=[supplier.pk])

    offered = list(client.get(url).context["form"].fields["account"].queryset)
    went_to = posted(client.post(url, {"account": free.pk}))
    refused = words(client.post(url, {"account": free.pk}))

    assert (offered, went_to) == ([free], f"{supplier.get_absolute_url()}#access")
    assert "That account cannot be given access any more. Choose again." in refused
    assert "Sam Free" in words(client.get(supplier.get_absolute_url()))


def test_where_no_account_is_free_the_record_says_what_to_do(as_a):
    page = as_a("commissioner").get(given_a_supplier().get_absolute_url())

    (action,) = [each for each in page.context["actions"] if each.text == "Give an account access"]
    assert [refusal.code for refusal in action.refusals] == ["nobody-free"]


def test_taking_access_is_confirmed_and_done_once(as_a):
    supplier, client = given_a_supplier(), as_a("commissioner")
    given_a_provider(supplier, name="Sam Severn")
    url = reverse("suppliers:take-access", args=[ProviderAccount.objects.get().pk])
    press = {"one_time_key": "b2b2a0a5-24a5-4a55-9d9e-1e1f9a3b6c12"}

    shown = words(client.get(url))
    went_to = [posted(client.post(url, press)) for _ in range(2)]

    assert "They see nothing of Severn Assessments any more" in shown
    assert went_to == [f"{supplier.get_absolute_url()}#access"] * 2
    assert ProviderAccount.objects.count() == 0


def test_the_record_costs_the_same_for_one_and_three_who_sign_in(as_a):
    supplier, client = given_a_supplier(), as_a("commissioner")
    given_a_provider(supplier)
    before = cost(client, supplier.get_absolute_url())

    for name in ("Second", "Third"):
        given_a_provider(supplier, name=name)

    assert cost(client, supplier.get_absolute_url()) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
@pytest.mark.parametrize("checks", [True, False])
def test_of_two_suppliers_at_once_one_gets_the_account(checks):
    person, by = given_a("provider"), given_a("commissioner")
    suppliers = [given_a_supplier(name) for name in ("Severn Assessments", "Wye Therapies")]

    def give_to(supplier) -> Callable:
        def give(meet: Callable) -> None:
            meet()
            if checks:
                give_access(supplier, person, by=by)
            else:
                ProviderAccount.objects.create(user=person, supplier=supplier)

        return give

    outcomes = sorted(type(each).__name__ for each in at_once(*map(give_to, suppliers)))

    assert outcomes == (["NoneType", "Refused"] if checks else ["IntegrityError", "NoneType"])
