"""Several services at once: what each supplier charges, ranked, with discounts and extras."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from lots.models import Lot, Service
from mdps.core import clock
from suppliers.baskets import compare
from suppliers.extras import set_extra
from suppliers.pricing import Tier
from tests.build.browsing import cost, signed_in, words
from tests.build.people import given_a
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

BEGAN = dt.date(2026, 6, 1)


@pytest.fixture
def services() -> tuple[Service, Service]:
    one, other = (Lot.objects.get(number=number) for number in (1, 2))
    return one.services.first(), other.services.first()


def given_offers(
    name: str,
    prices: dict[Service, str],
    tiers: list[Tier] | None = None,
    *,
    evidence: bool = True,
) -> None:
    supplier = given_a_supplier(name)
    for service, price in prices.items():
        given_an_admission(supplier, service.lot, BEGAN, evidence=evidence)
        given_a_price(supplier, service, price, BEGAN, tiers)


def test_who_offers_all_comes_first_and_the_cheapest_of_them_at_the_top(services):
    one, other = services
    given_offers("Avon", {one: "100.00", other: "10.00"})
    given_offers("Severn", {one: "101.00", other: "10.00"}, [Tier(2, Decimal("50.00"))])
    given_offers("Wye", {one: "1.00"})

    found = compare({one: 3, other: 1}, BEGAN)

    assert [(each.supplier_name, each.total, len(each.lines)) for each in found] == [
        ("Severn", Decimal("212.00"), 2),  # 101.00, twice 50.50, and 10.00
        ("Avon", Decimal("310.00"), 2),
        ("Wye", Decimal("3.00"), 1),
    ]


def test_the_page_says_what_is_charged_besides_and_what_is_not_in_order(services):
    one, _ = services
    given_offers("Avon", {one: "100.00"}, evidence=False)
    set_extra(
        given_a_supplier("Avon"),
        "travel",
        Decimal("0.45"),
        by=given_a("commissioner"),
        effective_from=BEGAN,
    )
    with clock.at(BEGAN):
        page = signed_in(given_a("commissioner")).get(
            reverse("suppliers:basket"), {"service_1": one.pk, "units_1": "2"}
        )

    said = words(page)
    assert "1. Avon Not to be chosen now:" in said
    assert "Besides, up to: travel, for one mile £0.45." in said
    assert "£200.00" in said


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"units_1": "2"}, "Select a service"),
        ({"service_1": "one", "units_1": "0"}, "Enter 1 unit or more"),
        ({"service_1": "one", "units_1": "two"}, "Enter a whole number, like 12"),
        ({"service_1": "one", "units_1": "1", "units_2": "2"}, "Select the service"),
        ({"service_1": "one", "units_1": "1", "service_2": "one"}, "Enter how many units of"),
    ],
)
def test_what_is_missing_is_said_at_its_field(services, asked, sentence):
    asked = {name: services[0].pk if value == "one" else value for name, value in asked.items()}

    page = signed_in(given_a("commissioner")).get(reverse("suppliers:basket"), asked)

    assert sentence in words(page)


def test_the_page_costs_the_same_for_one_supplier_and_for_three(services):
    one, other = services
    client = signed_in(given_a("commissioner"))
    url = f"{reverse('suppliers:basket')}?service_1={one.pk}&units_1=2"
    url += f"&service_2={other.pk}&units_2=1"
    with clock.at(BEGAN):
        given_offers("Avon", {one: "100.00", other: "10.00"})
        first = cost(client, url)
        given_offers("Severn", {one: "101.00", other: "10.00"})
        given_offers("Wye", {one: "102.00", other: "10.00"})

        assert cost(client, url) == first
