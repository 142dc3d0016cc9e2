"""Extras on a rate card: what may be charged besides the units, from a day on."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from lots.models import Service
from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.extras import cancel_extra, set_extra
from suppliers.models import ExtraRate, RateLine, Supplier
from suppliers.prices import extras
from suppliers.pricing import Tier
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

BEGAN = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)
TRAVEL = ExtraRate.Kind.TRAVEL


@pytest.fixture
def supplier(lot) -> Supplier:
    return given_an_admission(given_a_supplier(), lot, BEGAN).supplier


@pytest.fixture
def service(lot) -> Service:
    return lot.services.first()


def agreed(supplier: Supplier, service: Service, on: dt.date) -> list[Decimal]:
    found = extras([supplier.pk], [service], on).get((supplier.pk, service.pk), ())
    return [extra.price for extra in found]


def travel(supplier: Supplier, price: str, on: dt.date = BEGAN, **more) -> ExtraRate:
    by = given_a("commissioner")
    return set_extra(supplier, TRAVEL, Decimal(price), by=by, effective_from=on, **more)


def test_a_price_holds_until_the_day_before_the_next(supplier, service):
    travel(supplier, "0.45")
    travel(supplier, "0.50", BEGAN + DAY)

    assert agreed(supplier, service, BEGAN - DAY) == []
    assert agreed(supplier, service, BEGAN) == [Decimal("0.45")]
    assert agreed(supplier, service, BEGAN + DAY) == [Decimal("0.50")]


def test_the_price_for_one_service_goes_before_the_price_for_every_service(supplier, service):
    other = service.lot.services.exclude(pk=service.pk).first()
    travel(supplier, "0.45")
    travel(supplier, "0.30", service=service)

    assert agreed(supplier, service, BEGAN) == [Decimal("0.30")]
    assert agreed(supplier, other, BEGAN) == [Decimal("0.45")]


@pytest.mark.parametrize(
    ("price", "on", "code", "field"),
    [
        ("0.00", BEGAN + DAY, "not-positive", "unit_price"),
        ("-0.01", BEGAN + DAY, "not-positive", "unit_price"),
        ("0.455", BEGAN + DAY, "part-of-a-penny", "unit_price"),
        ("0.50", BEGAN, "not-later", "effective_from"),
        ("0.50", dt.date(2022, 5, 31), "outside-the-scheme", "effective_from"),
    ],
)
def test_a_bad_price_is_refused_at_its_field(supplier, service, price, on, code, field):
    travel(supplier, "0.45")

    with pytest.raises(Refused) as refused:
        travel(supplier, price, on)

    assert (code, field) in [(each.code, each.field) for each in refused.value.refusals]
    assert agreed(supplier, service, BEGAN + DAY) == [Decimal("0.45")]


def test_only_the_council_sets_an_extra(supplier):
    with pytest.raises(Forbidden):
        set_extra(supplier, TRAVEL, Decimal("0.45"), by=given_a("provider"), effective_from=BEGAN)


def test_what_is_to_come_can_be_taken_back_and_the_one_before_goes_on(supplier, service):
    travel(supplier, "0.45")
    coming = travel(supplier, "0.50", BEGAN + DAY)

    cancel_extra(coming, by=given_a("commissioner"), on=BEGAN)

    assert agreed(supplier, service, BEGAN + 9 * DAY) == [Decimal("0.45")]


def test_what_is_in_force_cannot_be_taken_back(supplier):
    extra = travel(supplier, "0.45")

    with pytest.raises(Refused) as refused:
        cancel_extra(extra, by=given_a("commissioner"), on=BEGAN)

    assert [each.code for each in refused.value.refusals] == ["in-force"]


def test_an_officer_sets_extras_and_discounts_and_takes_them_back_on_the_pages(supplier, service):
    client, days = signed_in(given_a("commissioner")), {
        "effective_from_0": 2, "effective_from_1": 6, "effective_from_2": 2026
    }  # fmt: skip
    price = reverse("suppliers:price", args=[supplier.pk])
    extra = reverse("suppliers:extra", args=[supplier.pk])
    with clock.at(BEGAN):
        asked = {
            "service": service.pk,
            "unit_price": "400",
            "tiers": "3% from 21\n5.5 % from unit 51",
        }
        posted(client.post(price, asked | days))
        page = posted(client.post(extra, {"kind": "court", "unit_price": "250"} | days))
        shown = words(client.get(page))

        line, court = RateLine.objects.get(), ExtraRate.objects.get()
        assert "3% from unit 21, 5.5% from unit 51" in shown
        assert "Court attendance, for half a day Every service" in shown
        posted(client.post(reverse("suppliers:cancel-price", args=[line.pk])))
        posted(client.post(reverse("suppliers:cancel-extra", args=[court.pk])))
    assert (RateLine.objects.count(), ExtraRate.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("tiers", "sentence"),
    [
        ("half off", "‘half off’ is not understood. Write a discount like 3% from 21."),
        ("100% from 21", "The discount from unit 21 is 100%."),
        ("0% from 21", "The discount from unit 21 is 0%."),
        ("5% from 51\n3% from 21", "Each discount has to begin at a later unit"),
        ("3% from 1", "A discount begins at unit 2 or later."),
        ("1% from 9\n" * 11, "There are 11 discounts. Enter 10 at the most."),
    ],
)
def test_a_discount_that_cannot_be_is_said_at_its_place_and_nothing_is_lost(
    supplier, service, tiers, sentence
):
    client = signed_in(given_a("commissioner"))
    asked = {"service": service.pk, "unit_price": "400", "tiers": tiers}
    asked |= {"effective_from_0": 2, "effective_from_1": 6, "effective_from_2": 2026}

    with clock.at(BEGAN):
        answer = client.post(reverse("suppliers:price", args=[supplier.pk]), asked)

    assert sentence in " ".join(answer.context["form"].errors["tiers"])
    assert answer.context["form"]["tiers"].value() == tiers
    assert not RateLine.objects.exists()


def test_a_new_price_can_drop_the_discounts_of_the_one_before(supplier, service):
    given_a_price(supplier, service, "400.00", BEGAN, [Tier(21, Decimal("3.00"))])

    line = given_a_price(supplier, service, "390.00", BEGAN + DAY, [])

    assert list(line.discounts.all()) == []
