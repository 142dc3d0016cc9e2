"""Units ordered, by supplier, service and scheme year."""

import datetime as dt
from decimal import Decimal

import pytest

from lots.models import Service
from suppliers import volumes
from suppliers.models import Supplier, VolumePosting
from suppliers.prices import offers, priced
from suppliers.pricing import Tier
from tests.build.people import given_a
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db
LAST = dt.date(2026, 5, 31)
FIRST = dt.date(2026, 6, 1)
TIERS = (Tier(11, Decimal("3.00")),)


@pytest.fixture
def service(lot) -> Service:
    return lot.services.get(name="Cognitive assessment")


def given_an_order(
    supplier: Supplier, service: Service, units: int, on: dt.date, source: str = "CO-00001"
) -> None:
    volumes.post(supplier, service, units, source=source, by=given_a("commissioner"), on=on)


def ordered(supplier: Supplier, service: Service) -> list[int]:
    return [volumes.ordered(supplier, service, year) for year in (2025, 2026)]


def test_units_count_in_the_scheme_year_of_their_day(service):
    supplier = given_a_supplier()

    given_an_order(supplier, service, 7, LAST)
    given_an_order(supplier, service, 2, FIRST)
    given_an_order(given_a_supplier("Wye"), service, 100, FIRST)

    assert ordered(supplier, service) == [7, 2]


def test_what_is_taken_back_leaves_the_year_in_which_it_was_counted(service):
    supplier, by = given_a_supplier(), given_a("commissioner")
    given_an_order(supplier, service, 7, LAST)
    given_an_order(supplier, service, 2, FIRST)

    volumes.take_back(3, source="CO-00001", by=by, on=FIRST)

    assert ordered(supplier, service) == [6, 0]


def test_no_more_is_taken_back_than_was_ordered_by_the_same_call_off(service):
    supplier, by = given_a_supplier(), given_a("commissioner")
    given_an_order(supplier, service, 7, FIRST)
    given_an_order(supplier, service, 5, FIRST, source="CO-00002")

    for _ in range(2):
        volumes.take_back(99, source="CO-00001", by=by, on=FIRST)

    assert ordered(supplier, service) == [0, 5]
    assert list(VolumePosting.objects.order_by("id").values_list("units", flat=True)) == [7, 5, -7]


def test_a_price_falls_with_what_was_ordered_in_the_year_and_starts_anew_on_1_june(service):
    supplier = given_a_supplier()
    given_a_price(supplier, service, "100.00", tiers=TIERS)
    given_an_order(supplier, service, 9, LAST)

    found = [priced(supplier, service, 2, day) for day in (LAST, FIRST)]

    assert [(each.ordered, each.total) for each in found if each] == [
        (9, Decimal("197.00")),
        (0, Decimal("200.00")),
    ]
    assert priced(supplier, service, 2, LAST, ordered=10).total == Decimal("194.00")


def test_offers_are_ranked_by_what_the_units_come_to(lot, service, django_assert_num_queries):
    for name, price, tiers in (("Severn", "100.00", TIERS), ("Wye", "99.00", ())):
        supplier = given_a_supplier(name)
        given_an_admission(supplier, lot)
        given_a_price(supplier, service, price, tiers=tiers)
    given_an_order(given_a_supplier("Severn"), service, 10, FIRST)

    with django_assert_num_queries(1):
        found = offers(service, 4, FIRST)

    assert [(each.supplier_name, each.total) for each in found] == [
        ("Severn", Decimal("388.00")),
        ("Wye", Decimal("396.00")),
    ]
    assert [each.supplier_name for each in offers(service, 4, LAST)] == ["Wye", "Severn"]
