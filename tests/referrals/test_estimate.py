import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from lots.models import Service
from mdps.core import clock
from mdps.core.rules import Refused
from referrals.asking import add_line
from referrals.draft import edit
from referrals.estimate import estimate
from suppliers.models import Supplier
from suppliers.pricing import Tier
from tests.build.browsing import signed_in, words
from tests.build.referrals import DAY, given_a_court_directed_request, given_a_request
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db


def given_prices(service: Service, *prices: str) -> None:
    for number, price in enumerate(prices):
        supplier = given_a_supplier(f"Supplier {number}")
        given_an_admission(supplier, service.lot)
        given_a_price(supplier, service, price)


@pytest.fixture
def play_therapy() -> Service:
    return Service.objects.get(name="Play therapy")


def test_every_offer_stands_in_the_order_of_its_price_with_the_median(play_therapy):
    given_prices(play_therapy, "61.25", "48.50", "52.00")

    found = estimate(play_therapy, DAY)

    assert [(offer.supplier_name, offer.unit_price) for offer in found.offers] == [
        ("Supplier 1", Decimal("48.50")),
        ("Supplier 2", Decimal("52.00")),
        ("Supplier 0", Decimal("61.25")),
    ]
    assert found.median == Decimal("52.00")
    assert found.amounts(2) == {Decimal("97.00"), Decimal("104.00"), Decimal("122.50")}


def test_a_volume_discount_counts_within_the_line_and_can_change_the_order(play_therapy):
    given_prices(play_therapy, "50.00")
    other = given_a_supplier("With a discount")
    given_an_admission(other, play_therapy.lot, evidence=False)
    given_a_price(other, play_therapy, "52.00", tiers=[Tier(3, Decimal("50.00"))])

    found = estimate(play_therapy, DAY)

    assert [(each.supplier_name, each.amount(2)) for each in found.ranked(2)] == [
        ("Supplier 0", Decimal("100.00")),
        ("With a discount", Decimal("104.00")),
    ]
    assert [(each.supplier_name, each.amount(4)) for each in found.ranked(4)] == [
        ("With a discount", Decimal("156.00")),
        ("Supplier 0", Decimal("200.00")),
    ]
    assert [bool(each.lapses) for each in found.ranked(4)] == [True, False]


def test_nobody_admitted_or_no_lot_means_no_estimate(play_therapy):
    assert estimate(play_therapy, DAY) is None
    assert estimate(Service.objects.get(lot=None), DAY) is None


def test_a_price_of_tomorrow_does_not_count_today(play_therapy):
    supplier = given_a_supplier()
    given_an_admission(supplier, play_therapy.lot)
    given_a_price(supplier, play_therapy, "50.00", from_=DAY + dt.timedelta(days=1))

    assert estimate(play_therapy, DAY) is None


def test_the_median_of_two_is_rounded_half_up_to_the_penny(play_therapy):
    given_prices(play_therapy, "10.00", "10.01")

    found = estimate(play_therapy, DAY)

    assert (found.median, found.amount(2)) == (Decimal("10.01"), Decimal("20.02"))


def test_a_line_without_a_typed_amount_asks_for_the_median_times_the_units(play_therapy):
    given_prices(play_therapy, "48.50", "52.00", "61.25")
    request = given_a_request(lines=[])

    line = add_line(request, service=play_therapy, units=12, by=request.requester, on=DAY)

    assert (line.unit_estimate, line.requested_amount) == (Decimal("52.00"), Decimal("624.00"))


def test_a_typed_amount_stands_beside_the_estimate(play_therapy):
    given_prices(play_therapy, "52.00")
    request = given_a_request(lines=[(play_therapy, 12, Decimal("700.00"))])

    line = request.lines.get()

    assert (line.unit_estimate, line.requested_amount) == (Decimal("52.00"), Decimal("700.00"))


def test_a_request_is_priced_by_the_cards_of_its_planned_start(play_therapy):
    given_prices(play_therapy, "52.00")
    (supplier,) = Supplier.objects.all()
    starts_on = DAY + dt.timedelta(days=14)
    given_a_price(supplier, play_therapy, "60.00", from_=starts_on)
    request = given_a_request(lines=[], needed_from=starts_on)

    line = add_line(request, service=play_therapy, units=2, by=request.requester, on=DAY)

    assert line.requested_amount == Decimal("120.00")


def test_an_amount_that_is_no_price_is_asked_why(play_therapy):
    given_prices(play_therapy, "52.00")
    request = given_a_request(lines=[])

    with pytest.raises(Refused) as refused:
        add_line(
            request,
            service=play_therapy,
            units=2,
            amount=Decimal("104.01"),
            by=request.requester,
            on=DAY,
        )

    assert [each.field for each in refused.value.refusals] == ["amount_reason"]


def test_the_page_shows_every_supplier_and_the_councils_share(play_therapy):
    given_prices(play_therapy, "61.25", "48.50", "52.00")
    court = {"is_joint": True, "share_percent": Decimal("50")}
    request = given_a_court_directed_request(lines=[], court=court)
    preferred = Supplier.objects.get(name="Supplier 2")
    edit(
        request,
        preferred_supplier=preferred,
        supplier_reason="Known to the child.",
        by=request.requester,
        on=DAY,
    )
    url = reverse("referrals:amount", args=[request.pk])

    with clock.at(DAY):
        page = words(
            signed_in(request.requester).get(f"{url}?service={play_therapy.pk}&units=10&weeks=5")
        )

    assert "1. Supplier 1 £48.50 £485.00 £242.50" in page
    assert "2. Supplier 2 You prefer this supplier. £52.00 £520.00 £260.00" in page
    assert "The council's share, 50% £260.00" in page
