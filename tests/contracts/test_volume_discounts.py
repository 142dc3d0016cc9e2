"""Awards at volume discounts: each unit at its tier, kept in parts, given back from the last."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from contracts.end import complete, terminate
from contracts.increase import More, increase
from contracts.models import CallOffContract
from contracts.parts import Part, thawed
from contracts.standing import standing_of
from contracts.unaward import unaward
from contracts.vary import decrease
from lots.models import Service
from mdps.core.rules import Refused
from suppliers import volumes
from suppliers.models import Supplier
from suppliers.pricing import Tier
from tests.build.contracts import (
    LAST_OF_TWELVE_WEEKS,
    given_a_delivery,
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
    given_it_is_accepted,
)
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
THERAPY = "Play therapy"
YEAR = TODAY.year if TODAY.month >= 6 else TODAY.year - 1


def given_a_supplier_with_discounts(name: str = "Severn Play") -> Supplier:
    """£65.00 a session; 3% off from the 11th of the scheme year, 5% from the 21st."""
    service = Service.objects.get(name=THERAPY)
    supplier = given_a_supplier(name)
    given_an_admission(supplier, service.lot)
    tiers = (Tier(11, Decimal("3.00")), Tier(21, Decimal("5.00")))
    given_a_price(supplier, service, "65.00", tiers=tiers)
    return supplier


def given_an_awarded(supplier: Supplier, units: int, **options) -> CallOffContract:
    line = given_an_approved_line(service=THERAPY, units=units, amount=Decimal("65.00") * units)
    return given_an_award(line, supplier=supplier, **options)


def ordered(supplier: Supplier) -> int:
    return volumes.ordered(supplier, Service.objects.get(name=THERAPY), YEAR)


def test_an_award_costs_each_unit_at_its_tier_and_says_so_in_parts():
    contract = given_an_awarded(given_a_supplier_with_discounts(), 12)

    assert (contract.unit_price, contract.value) == (Decimal("65.00"), Decimal("776.10"))
    assert thawed(contract.parts) == [
        Part(10, Decimal("650.00")),
        Part(2, Decimal("126.10"), Decimal("3.00")),
    ]
    assert contract.comparison[0]["total"] == "776.10"


def test_the_next_award_of_the_year_goes_on_where_the_last_one_ended():
    supplier = given_a_supplier_with_discounts()
    given_an_awarded(supplier, 12)

    second = given_an_awarded(supplier, 10)

    assert thawed(second.parts) == [
        Part(8, Decimal("504.40"), Decimal("3.00")),
        Part(2, Decimal("123.50"), Decimal("5.00")),
    ]
    assert ordered(supplier) == 22


def test_what_is_taken_back_reprices_nothing_awarded_before():
    supplier = given_a_supplier_with_discounts()
    first, second = given_an_awarded(supplier, 12), given_an_awarded(supplier, 10)

    unaward(first, reasons="Not needed.", by=given_an_officer(), on=TODAY)

    second.refresh_from_db()
    assert (second.value, ordered(supplier)) == (Decimal("627.90"), 10)
    assert given_an_awarded(supplier, 1).value == Decimal("63.05")


def test_a_lower_price_is_flat_and_may_not_be_above_the_card_with_its_discounts():
    supplier = given_a_supplier_with_discounts()

    assert given_an_awarded(supplier, 12, unit_price=Decimal("64.67")).value == Decimal("776.04")
    with pytest.raises(Refused, match=r"come to £756.60, above the rate card, which says £751.40"):
        given_an_awarded(supplier, 12, unit_price=Decimal("63.05"))


def test_the_cheapest_is_whoever_asks_least_for_all_the_units():
    discounted = given_a_supplier_with_discounts()
    flat = given_an_admitted_supplier("Wye Play", service=THERAPY, price="64.80")

    with pytest.raises(Refused, match=r"charges £777.60 for 12 units and the cheapest .* £776.10"):
        given_an_awarded(flat, 12)
    assert given_an_awarded(discounted, 12).value == Decimal("776.10")


def given_a_running(supplier: Supplier, units: int) -> CallOffContract:
    contract = given_an_awarded(supplier, units, starts_on=TODAY, ends_on=LAST_OF_TWELVE_WEEKS)
    return given_it_is_accepted(contract)


def test_units_given_back_are_the_last_ones_at_their_discount():
    supplier = given_a_supplier_with_discounts()
    contract = given_a_running(supplier, 12)

    variation = decrease(
        contract, units=3, reasons="Less is needed.", by=given_an_officer(), on=TODAY
    )

    assert (variation.amount, standing_of(contract).committed) == (
        Decimal("-191.10"),
        Decimal("585.00"),
    )
    assert ordered(supplier) == 9


def test_an_early_end_takes_back_what_was_not_delivered():
    supplier = given_a_supplier_with_discounts()
    contract = given_a_running(supplier, 12)
    given_a_delivery(contract, 11)

    assert standing_of(contract).delivered_value == Decimal("713.05")
    terminate(contract, reasons="Moved away.", by=given_an_officer(), on=TODAY)

    assert (standing_of(contract).committed, ordered(supplier)) == (Decimal("713.05"), 11)


def test_what_was_delivered_in_full_leaves_no_penny_over():
    supplier = given_a_supplier_with_discounts()
    contract = given_a_running(supplier, 23)
    given_a_delivery(contract, 23)

    complete(contract, by=given_an_officer(), on=TODAY)

    assert (standing_of(contract).committed, ordered(supplier)) == (contract.value, 23)


def test_more_units_cost_what_the_tiers_of_that_day_say():
    supplier = given_a_supplier_with_discounts()
    contract = given_a_running(supplier, 20)
    line = given_an_approved_line(
        service=THERAPY,
        units=2,
        amount=Decimal("130.00"),
        case_reference=contract.line.request.case_reference,
    )
    more = More(line=line, units=2, ground="e", reasons="Two sessions more are needed.")

    variation = increase(contract, more, by=given_an_officer(), on=TODAY)

    assert (variation.unit_price, variation.amount) == (Decimal("65.00"), Decimal("123.50"))
    assert thawed(variation.parts) == [Part(2, Decimal("123.50"), Decimal("5.00"))]
    assert ordered(supplier) == 22


@pytest.mark.parametrize("parts", ["[]", '[{"units": 12, "amount": "776.09", "percent": "0.00"}]'])
def test_the_database_keeps_parts_that_sum_to_the_whole(parts):
    given_an_awarded(given_a_supplier_with_discounts(), 12)
    columns = (
        "line_id, supplier_id, delivered_by_id, state, state_since, lot_id, service_id, units, "
        "unit_price, value, awarded_on, awarded_by_id, starts_on, ends_on, standing_authority_id, "
        "reason, bespoke, comparison, purchase_order, route, earlier_reference, extras"
    )

    with pytest.raises(IntegrityError, match="parts_make_the_contract"), transaction.atomic():
        connection.cursor().execute(
            f"INSERT INTO contracts_calloffcontract ({columns}, parts) "
            f"SELECT {columns}, %s FROM contracts_calloffcontract",
            [parts],
        )
