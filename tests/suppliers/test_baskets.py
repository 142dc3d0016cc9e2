"""Several services at once: what each supplier charges, ranked, with discounts and extras."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from lots.models import Lot, Service
from mdps.core import clock
from mdps.core.words import count
from suppliers.basket_form import BasketForm
from suppliers.baskets import compare
from suppliers.extras import set_extra
from suppliers.pricing import Tier
from tests.build.browsing import cost, posted, signed_in, text_of, words
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
            reverse("suppliers:basket"), {f"units_{one.pk}": "2"}
        )

    said = words(page)
    assert "1. Avon Not to be chosen now:" in said
    assert "Besides, up to: travel, for one mile £0.45." in said
    assert "£200.00" in said


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        ("0", "Enter 1 unit or more"),
        ("-2", "Enter 1 unit or more"),
        ("two", "Enter a whole number, like 12"),
        ("100001", "Enter 100,000 units or fewer"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(services, units, sentence):
    name = f"units_{services[1].pk}"

    page = signed_in(given_a("commissioner")).get(reverse("suppliers:basket"), {name: units})

    assert text_of(page).count(sentence) == 2
    assert f'href="#id_{name}"' in text_of(page)


def test_a_basket_with_nothing_in_it_is_said_and_not_compared(services):
    client, url = signed_in(given_a("commissioner")), reverse("suppliers:basket")

    assert "Enter how many units of at least one service" not in words(client.get(url))
    page = words(client.get(url, {f"units_{each.pk}": "" for each in services}))
    assert "Enter how many units of at least one service" in page


def test_every_service_stands_under_its_lot_and_a_lot_is_open_where_something_is_asked(services):
    lots = Lot.objects.order_by("number")
    nothing, one = BasketForm(None), BasketForm({f"units_{services[1].pk}": "3"})

    assert [each.title for each in nothing.groups] == [
        f"{lot}, {count(lot.services.count(), 'service')}" for lot in lots
    ]
    assert [len(each.fields) for each in nothing.groups] == [lot.services.count() for lot in lots]
    assert [each.is_open for each in nothing.groups] == [True, False, False]
    assert [each.is_open for each in one.groups] == [False, True, False]


def test_what_is_left_empty_is_taken_out_of_the_address(services):
    one, other = services
    client, url = signed_in(given_a("commissioner")), reverse("suppliers:basket")

    led = posted(client.get(url, {f"units_{other.pk}": "", f"units_{one.pk}": "12"}))

    assert led == f"{url}?units_{one.pk}=12"
    assert client.get(led).status_code == 200


def test_the_page_costs_the_same_for_one_supplier_and_for_three(services):
    one, other = services
    client = signed_in(given_a("commissioner"))
    url = f"{reverse('suppliers:basket')}?units_{one.pk}=2&units_{other.pk}=1"
    with clock.at(BEGAN):
        given_offers("Avon", {one: "100.00", other: "10.00"})
        first = cost(client, url)
        given_offers("Severn", {one: "101.00", other: "10.00"})
        given_offers("Wye", {one: "102.00", other: "10.00"})

        assert cost(client, url) == first
