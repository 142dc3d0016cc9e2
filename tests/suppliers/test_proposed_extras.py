"""Prices of extras that providers propose: the same road as the price of a service."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from lots.models import Lot, Service
from mdps.core import clock
from mdps.core.models import Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.answer_proposal import accept, decline
from suppliers.extras import set_extra
from suppliers.models import ExtraRate, PriceProposal, Supplier
from suppliers.prices import extras
from suppliers.propose import propose_extra, withdraw
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.people import given_a
from tests.build.suppliers import (
    given_a_proposal,
    given_a_proposed_extra,
    given_a_provider,
    given_a_supplier,
    given_an_admission,
)

pytestmark = pytest.mark.django_db

BEGAN = dt.date(2026, 6, 1)
ON = dt.date(2026, 11, 2)
NEXT_YEAR = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)


@pytest.fixture
def service(lot) -> Service:
    return lot.services.first()


@pytest.fixture
def supplier(lot) -> Supplier:
    return given_an_admission(given_a_supplier(), lot, BEGAN).supplier


@pytest.fixture
def by() -> User:
    return given_a("commissioner")


def agreed(supplier: Supplier, service: Service, on: dt.date) -> dict[str, Decimal]:
    """Price by kind of what the supplier may charge besides the service on the day `on`."""
    found = extras([supplier.pk], [service], on).get((supplier.pk, service.pk), ())
    return {each.kind: each.price for each in found}


def refused_codes(act: Any, *args: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return [each.code for each in refused.value.refusals]


@pytest.mark.parametrize("kind", ExtraRate.Kind.values)
def test_an_accepted_extra_is_on_the_rate_card_from_its_day(supplier, service, by, kind):
    set_extra(supplier, kind, Decimal("40.00"), by=by, effective_from=BEGAN)
    proposal = given_a_proposed_extra(supplier, kind, "45.00", on=ON, from_=NEXT_YEAR)

    extra = accept(proposal, effective_from=NEXT_YEAR, by=by, on=ON)

    assert (proposal.state, proposal.extra, proposal.line) == ("accepted", extra, None)
    assert agreed(supplier, service, NEXT_YEAR - DAY) == {kind: Decimal("40.00")}
    assert agreed(supplier, service, NEXT_YEAR) == {kind: Decimal("45.00")}


def test_an_extra_of_one_service_goes_before_that_of_every_service(supplier, lot, by):
    one, other = lot.services.order_by("name")[:2]
    for service, price in ((None, "40.00"), (one, "35.00")):
        proposal = given_a_proposed_extra(supplier, "report", price, on=ON, service=service)
        accept(proposal, effective_from=ON, by=by, on=ON)

    assert agreed(supplier, one, ON) == {"report": Decimal("35.00")}
    assert agreed(supplier, other, ON) == {"report": Decimal("40.00")}


def test_a_declined_extra_leaves_the_rate_card_as_it_was_and_is_told(supplier, service, by):
    provider = given_a_provider(supplier)
    proposal = given_a_proposed_extra(supplier, "court", "300.00", on=ON)

    decline(proposal, reasons="Others ask £200.00.", by=by, on=ON)

    assert agreed(supplier, service, ON) == {}
    told = Notice.objects.filter(url=proposal.get_absolute_url(), to__in=[by, provider])
    what = "Court attendance, for half a day (every service)"
    assert [(each.to, each.subject) for each in told.order_by("id")] == [
        (by, f"{proposal.reference}: {supplier} proposes a price of {what}"),
        (provider, f"Your price of {what} ({proposal.reference}) is declined. Read why"),
    ]


@pytest.mark.parametrize(
    ("price", "from_", "codes"),
    [
        ("0.45", ON, []),
        ("0.01", ON, []),
        ("0.00", ON, ["not-positive"]),
        ("-1.00", ON, ["not-positive"]),
        ("0.455", ON, ["part-of-a-penny"]),
        ("0.45", ON - DAY, ["past"]),
        ("0.45", dt.date(2029, 2, 24), ["outside-the-scheme"]),
    ],
)
def test_what_cannot_be_the_price_of_an_extra_cannot_be_proposed(supplier, price, from_, codes):
    asked = {"on": ON, "from_": from_}
    if codes:
        assert refused_codes(given_a_proposed_extra, supplier, "travel", price, **asked) == codes
    else:
        given_a_proposed_extra(supplier, "travel", price, **asked)

    assert PriceProposal.objects.count() == (0 if codes else 1)


def test_one_price_of_an_extra_is_proposed_at_a_time_beside_that_of_the_service(supplier, service):
    first = given_a_proposed_extra(supplier, "travel", "0.45", on=ON)
    again = [given_a_proposed_extra, supplier, "travel", "0.50"]

    assert refused_codes(*again, on=ON) == ["waiting"]
    given_a_proposed_extra(supplier, "travel", "0.40", on=ON, service=service)
    given_a_proposed_extra(supplier, "report", "60.00", on=ON)
    given_a_proposal(supplier, service, "410.00", on=ON)
    withdraw(first, by=given_a_provider(supplier), on=ON)
    assert again[0](*again[1:], on=ON).state == "open"


def test_who_is_on_no_lot_or_another_one_proposes_nothing(supplier):
    elsewhere = Lot.objects.get(number=2).services.first()
    newcomer = given_a_supplier("Wye Therapies")

    assert refused_codes(
        given_a_proposed_extra, supplier, "travel", "0.45", on=ON, service=elsewhere
    ) == ["not-on-the-lot"]
    assert refused_codes(given_a_proposed_extra, newcomer, "travel", "0.45", on=ON) == [
        "not-on-the-lot"
    ]


def test_nobody_proposes_an_extra_for_another(supplier):
    stranger = given_a_provider(given_a_supplier("Wye Therapies"))

    with pytest.raises(Forbidden):
        propose_extra(
            supplier, "travel", Decimal("0.01"), effective_from=ON, reasons="x", by=stranger, on=ON
        )


def test_the_database_keeps_one_open_proposal_and_one_kind_of_price(supplier, service):
    proposal = given_a_proposed_extra(supplier, "travel", "0.45", on=ON)

    for wrong in ({"extra_kind": ""}, {"tier_units": [2], "tier_percents": [Decimal(1)]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PriceProposal.objects.filter(pk=proposal.pk).update(**wrong)
    proposal.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        proposal.save(force_insert=True)


def test_from_the_provider_to_the_rate_card_on_the_pages(supplier, service, by):
    set_extra(supplier, "missed", Decimal("30.00"), by=by, effective_from=BEGAN)
    provider, council = signed_in(given_a_provider(supplier)), signed_in(by)
    asked = {"kind": "missed", "service": "", "unit_price": "36", "reasons": "Rent."}
    day = {"effective_from_0": 4, "effective_from_1": 1, "effective_from_2": 2027}
    with clock.at(ON):
        page = posted(provider.post(reverse("join:propose-extra"), asked | day))
        own = words(provider.get(page))
        mine = words(provider.get(reverse("suppliers:mine")))
        listed = words(council.get(reverse("suppliers:proposals")))
        pk = PriceProposal.objects.get().pk
        led = posted(council.post(reverse("suppliers:accept-proposal", args=[pk]), day))
        said = words(council.get(led))

    assert "Extra Missed appointment Service Every service The most for one, ex VAT £36.00" in own
    assert "£6.00 more than the £30.00 of 2 November 2026" in own
    assert "Missed appointment (every service) £36.00" in mine
    assert "Missed appointment (every service) £36.00" in listed
    assert "Missed appointment (every service) costs £36.00 from 4 January 2027." in said
    assert agreed(supplier, service, NEXT_YEAR) == {"missed": Decimal("36.00")}


def test_a_form_that_lacks_everything_says_so_at_each_field(supplier):
    page = words(
        signed_in(given_a_provider(supplier)).post(
            reverse("join:propose-extra"), {"unit_price": "much"}
        )
    )

    for said in ("Select what it is for", "Enter why it should change", "Enter the first day"):
        assert said in page


def test_the_list_costs_the_same_with_extras(supplier, service, by, lot):
    client, url = signed_in(by), reverse("suppliers:proposals")
    given_a_proposal(supplier, service, "410.00", on=ON)
    one = cost(client, url)
    given_a_proposed_extra(supplier, "travel", "0.45", on=ON)
    given_a_proposed_extra(supplier, "report", "60.00", on=ON, service=service)

    assert cost(client, url) == one
