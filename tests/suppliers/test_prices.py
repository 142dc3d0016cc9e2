"""Rate cards and what they add up to: prices by day, the cheapest first, and the median."""

import datetime as dt
from decimal import Decimal

import pytest

from lots.models import Lot, Service
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from suppliers.prices import Price, median, price_of, prices, prices_by_service
from suppliers.rates import set_price
from suppliers.rates_rules import RULES, Pricing
from suppliers.suspend import suspend
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_price,
    given_a_provider,
    given_a_supplier,
    given_an_admission,
)

BEGAN = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


def codes(price: str = "450.00", on: dt.date = BEGAN, **known) -> list[str]:
    facts = Pricing(
        **{
            "service": "Counselling",
            "has_lot": True,
            "unit_price": Decimal(price),
            "effective_from": on,
        }
        | known
    )
    return [refusal.code for refusal in ask(RULES, facts)]


@pytest.mark.parametrize(
    ("price", "refused"),
    [
        ("0.01", []),
        ("0.00", ["not-positive"]),
        ("-1.00", ["not-positive"]),
        ("0.001", ["not-positive"]),
        ("0.011", ["part-of-a-penny"]),
        ("450.505", ["part-of-a-penny"]),
    ],
)
def test_a_price_is_a_penny_or_more_and_whole_pence(price, refused):
    assert codes(price) == refused


def test_a_price_follows_the_one_before_by_a_day_at_least():
    latest = {"latest_from": BEGAN, "latest_price": Decimal("400.00")}

    assert codes(on=BEGAN + DAY, **latest) == []
    assert codes(on=BEGAN, **latest) == ["not-later"]
    assert codes(on=BEGAN - DAY, **latest) == ["not-later"]


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (dt.date(2022, 5, 31), ["outside-the-scheme"]),
        (dt.date(2022, 6, 1), []),
        (dt.date(2029, 2, 23), []),
        (dt.date(2029, 2, 24), ["outside-the-scheme"]),
    ],
)
def test_a_price_begins_while_the_scheme_can_run(day, refused):
    scheme = {"scheme_begins": dt.date(2022, 6, 1), "scheme_ends": dt.date(2029, 2, 23)}

    assert codes(on=day, **scheme) == refused


def test_a_service_without_a_lot_has_no_rate_card():
    assert codes(has_lot=False) == ["no-lot"]


@pytest.mark.parametrize(
    ("amounts", "middle"),
    [
        ([], None),
        (["5.00"], "5.00"),
        (["1.00", "9.00", "10.00"], "9.00"),
        (["1.00", "2.00"], "1.50"),
        (["1.00", "1.01"], "1.01"),
    ],
)
def test_the_median_is_the_middle_price_half_up(amounts, middle):
    found = [Price(1, "Severn", Decimal(amount)) for amount in amounts]

    assert median(found) == (Decimal(middle) if middle else None)


@pytest.fixture
def service(lot) -> Service:
    return lot.services.get(name="Cognitive assessment")


@pytest.mark.django_db
def test_a_new_price_ends_the_one_before_on_the_day_before(service):
    supplier = given_a_supplier()
    given_a_price(supplier, service, "400.00", BEGAN)
    given_a_price(supplier, service, "420.00", BEGAN + 30 * DAY)

    asked = [BEGAN - DAY, BEGAN, BEGAN + 29 * DAY, BEGAN + 30 * DAY]
    assert [price_of(supplier, service, day) for day in asked] == [
        None,
        Decimal("400.00"),
        Decimal("400.00"),
        Decimal("420.00"),
    ]


@pytest.mark.django_db
def test_a_refused_price_changes_nothing(service):
    supplier = given_a_supplier()
    line = given_a_price(supplier, service, "400.00", BEGAN)

    with pytest.raises(Refused, match=r"costs £400.00 from 1 June 2026"):
        given_a_price(supplier, service, "420.00", BEGAN)

    assert list(supplier.rate_lines.values_list("pk", "effective_to")) == [(line.pk, None)]


@pytest.mark.django_db
def test_a_provider_does_not_set_prices(service):
    supplier = given_a_supplier()

    with pytest.raises(Forbidden):
        set_price(
            supplier,
            service,
            Decimal("1.00"),
            by=given_a_provider(supplier),
            effective_from=BEGAN,
        )


def given_a_choice(lot: Lot, service: Service) -> None:
    """Three on the lot: two at one price, one dearer; and one who is not on it."""
    for name, price in (("Wye", "500.00"), ("Severn", "450.00"), ("Avon", "450.00")):
        supplier = given_a_supplier(name)
        given_an_admission(supplier, lot, BEGAN)
        given_a_price(supplier, service, price, BEGAN)
    given_a_price(given_a_supplier("Thames"), service, "1.00", BEGAN)


@pytest.mark.django_db
def test_prices_are_of_admitted_suppliers_the_cheapest_first(lot, service):
    given_a_choice(lot, service)

    assert [(each.supplier_name, each.unit_price) for each in prices(service, BEGAN)] == [
        ("Avon", Decimal("450.00")),
        ("Severn", Decimal("450.00")),
        ("Wye", Decimal("500.00")),
    ]
    assert prices(service, BEGAN - DAY) == []


@pytest.mark.django_db
def test_a_suspended_supplier_is_left_out_from_that_day(lot, service):
    given_a_choice(lot, service)
    severn = given_a_supplier("Severn")
    suspend(
        severn.admissions.get(),
        consultation=consulted(BEGAN + DAY),
        by=given_a("commissioning_manager"),
        on=BEGAN + DAY,
    )

    names = {
        day: [each.supplier_name for each in prices(service, day)] for day in (BEGAN, BEGAN + DAY)
    }

    assert names == {BEGAN: ["Avon", "Severn", "Wye"], BEGAN + DAY: ["Avon", "Wye"]}
    assert price_of(severn, service, BEGAN + DAY) == Decimal("450.00")


@pytest.mark.django_db
def test_being_on_another_lot_does_not_count(lot, service):
    supplier = given_a_supplier()
    given_an_admission(supplier, Lot.objects.get(number=2), BEGAN)
    given_a_price(supplier, service, "450.00", BEGAN)

    assert prices(service, BEGAN) == []


@pytest.mark.django_db
def test_a_service_without_a_lot_has_no_prices():
    assert prices(Service.objects.get(lot=None), BEGAN) == []


@pytest.mark.django_db
def test_all_services_at_once_say_the_same_in_one_query(lot, service, django_assert_num_queries):
    given_a_choice(lot, service)
    given_a_price(given_a_supplier("Wye"), lot.services.get(name="DNA relationship test"), "9.99")

    with django_assert_num_queries(1):
        found = prices_by_service(BEGAN)

    everything = {each.pk: prices(each, BEGAN) for each in Service.objects.all()}
    assert found == {pk: listed for pk, listed in everything.items() if listed}
