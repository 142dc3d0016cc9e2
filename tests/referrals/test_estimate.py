import datetime as dt
from decimal import Decimal

import pytest

from lots.models import Service
from referrals.asking import add_line
from referrals.estimate import Estimate, estimate
from tests.build.referrals import DAY, given_a_request
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


def test_the_estimate_is_lowest_median_highest_and_how_many(play_therapy):
    given_prices(play_therapy, "61.25", "48.50", "52.00")

    assert estimate(play_therapy, DAY) == Estimate(
        lowest=Decimal("48.50"),
        median=Decimal("52.00"),
        highest=Decimal("61.25"),
        suppliers=3,
        prices=frozenset(map(Decimal, ("48.50", "52.00", "61.25"))),
    )


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
