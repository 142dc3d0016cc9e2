"""Spot purchases that were found afterwards: complete, true, and recorded once."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from contracts.found import record_found
from contracts.found_rules import RULES, Found
from contracts.models import SpotPurchase
from lots.models import RequestCategory
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from tests.build.contracts import SERVICE, given_an_admitted_supplier
from tests.build.panel import TODAY
from tests.build.people import given_a, given_a_team
from tests.contracts.test_pages import posted, signed_in, text_of
from tests.core.racing import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
FACTS = Found(
    provider="Usk Therapies",
    purchased_on=TODAY,
    on=TODAY,
    amount=Decimal("0.01"),
    reason="not_admitted",
    explanation="Booked by telephone.",
    approver="The head of service",
    lot="Lot 1: Assessments",
    service_has_lot=True,
    provider_is_admitted=False,
    same="",
    says_it_is_another=False,
    reference="",
    reference_is_known="",
)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def found(**changes: Any) -> SpotPurchase:
    usual = {
        "provider_name": "Usk Therapies Ltd",
        "purchased_on": TODAY - DAY,
        "amount": Decimal("640.00"),
        "team": given_a_team(),
        "category": RequestCategory.objects.order_by("position").first(),
        "reason": "unapproved",
        "explanation": "Booked by telephone.",
        "approver": "Nobody",
        "by": given_a("commissioner"),
        "on": TODAY,
    }
    return record_found(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"amount": Decimal("0.00")}, ["no-amount"]),
        ({"purchased_on": TODAY + DAY}, ["future-day"]),
        ({"provider": " "}, ["incomplete"]),
        ({"explanation": ""}, ["incomplete"]),
        ({"approver": ""}, ["incomplete"]),
        ({"reason": "no_lot"}, ["has-lot"]),
        ({"reason": "no_lot", "service_has_lot": False}, []),
        ({"provider_is_admitted": True}, ["is-admitted"]),
        ({"provider_is_admitted": True, "reason": "unapproved"}, []),
        ({"reference": "PO-1", "reference_is_known": "SP-00001"}, ["known-reference"]),
        ({"same": "SP-00001"}, ["same-purchase"]),
        ({"same": "SP-00001", "says_it_is_another": True}, []),
    ],
)
def test_the_edges_of_what_was_found(changes: dict[str, Any], codes: list[str]) -> None:
    assert [each.code for each in ask(RULES, replace(FACTS, **changes))] == codes


def test_it_uses_no_approval_and_nothing_of_the_cap() -> None:
    purchase = found()

    assert (purchase.line, purchase.source, purchase.provider_key) == (
        None,
        "found",
        "usk therapies",
    )
    assert current_scheme().committed == 0


def test_a_provider_of_the_scheme_is_known_however_it_is_written() -> None:
    supplier = given_an_admitted_supplier("Severn Assessments Ltd")
    purchase = found(provider_name="SEVERN  ASSESSMENTS LIMITED")

    assert purchase.supplier == supplier
    with pytest.raises(Refused) as refused:
        found(
            provider_name="severn assessments",
            amount=Decimal("641.00"),
            reason="not_admitted",
            category=RequestCategory.objects.get(services__name=SERVICE),
        )
    assert [each.code for each in refused.value.refusals] == ["is-admitted"]


def test_the_same_purchase_is_recorded_twice_only_where_it_is_another() -> None:
    first = found()

    with pytest.raises(Refused) as refused:
        found(provider_name="usk therapies")
    second = found(provider_name="usk therapies", is_another=True)

    assert [each.message for each in refused.value.refusals] == [
        f"{first.reference} is of the same provider, of 1 June 2026 and of £640.00. Tick that it "
        "is another purchase if it is."
    ]
    assert second != first


def test_who_keeps_the_invoices_only_records_none() -> None:
    with pytest.raises(Forbidden):
        found(by=given_a("finance_officer"))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_the_same_reference_one_is_told() -> None:
    given_a("commissioner")
    people = [given_a("commissioner", name=name) for name in ("One", "Another")]
    team = given_a_team()

    def records(by: User) -> Callable[[], SpotPurchase]:
        return lambda: found(finance_reference="PO-7", team=team, by=by, is_another=True)

    results = at_once(*map(records, people))

    refused = [each for each in results if isinstance(each, Refused)]
    assert [[each.code for each in one.refusals] for one in refused] == [["known-reference"]]
    assert SpotPurchase.objects.count() == 1


def test_the_page_records_it_and_leads_to_it() -> None:
    category = RequestCategory.objects.order_by("position").first()
    client = signed_in(given_a("commissioner"))
    form = {
        "provider_name": "Usk Therapies",
        "purchased_on_0": "1",
        "purchased_on_1": "6",
        "purchased_on_2": "2026",
        "amount": "£640",
        "team": given_a_team().pk,
        "category": category.pk,
        "reason": "unapproved",
        "explanation": "Booked by telephone.",
        "approver": "Nobody",
    }

    wrong = text_of(client.post(reverse("contracts:record-found"), form | {"amount": "6,4,0"}))
    page = text_of(client.get(posted(client.post(reverse("contracts:record-found"), form))))

    assert SpotPurchase.objects.get().amount == Decimal("640.00")
    assert "Booked by telephone." in wrong
    assert "Nobody asked the panel beforehand" in page


def test_its_page_offers_to_invite_a_provider_that_nobody_has_invited() -> None:
    purchase = found()
    client = signed_in(given_a("commissioner"))

    before = text_of(client.get(purchase.get_absolute_url()))
    found(amount=Decimal("641.00"), email="office@usk.example")
    after = text_of(client.get(purchase.get_absolute_url()))

    lot = purchase.category.lot_id
    assert f"?provider_name=Usk+Therapies+Ltd&amp;lot={lot}&amp;reason=spot_purchase" in before
    assert "Invite the provider to join" not in after
    assert "Invited to join" in after
