"""Invoices: matched with what was delivered, at the agreed price, to the penny."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contracts.invoice import invoice, pay
from contracts.invoice_rules import INVOICE, PAYMENT, Invoiced, Paid
from contracts.models import Invoice
from contracts.release import release
from contracts.standing import standing_of
from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from tests.build.contracts import (
    given_a_delivery,
    given_a_running_call_off,
    given_an_invoice,
    given_an_officer,
)
from tests.build.panel import TODAY
from tests.build.people import given_a
from tests.core.racing import at_once

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
FACTS = Invoiced(
    reference="CO-00001",
    number="17",
    number_is_known=False,
    awarded_on=TODAY - DAY,
    invoiced_on=TODAY,
    on=TODAY,
    units=3,
    delivered=5,
    invoiced_units=2,
    net=Decimal("300.00"),
    vat=Decimal("60.00"),
    gross=Decimal("360.00"),
    worth=Decimal("300.00"),
    invoiced_net=Decimal("200.00"),
    committed=Decimal("500.00"),
)
CREDIT = {
    "units": -2,
    "net": Decimal("-200.00"),
    "vat": Decimal("-40.00"),
    "gross": Decimal("-240.00"),
    "worth": Decimal("-200.00"),
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"number_is_known": True}, ["known-number"]),
        ({"invoiced_on": TODAY - DAY}, []),
        ({"invoiced_on": TODAY - 2 * DAY}, ["before-award"]),
        ({"invoiced_on": TODAY + DAY}, ["later-day"]),
        ({"units": 4, "worth": Decimal("400.00")}, ["over-delivered"]),
        ({"worth": Decimal("299.99")}, ["over-price"]),
        ({"committed": Decimal("499.99")}, ["over-committed"]),
        ({"gross": Decimal("360.01")}, ["does-not-add-up"]),
        ({"units": 0}, ["no-amount"]),
        ({"net": Decimal("0.00"), "vat": Decimal(0), "gross": Decimal(0)}, ["no-amount"]),
        (CREDIT, []),
        (CREDIT | {"invoiced_net": Decimal("199.99")}, ["over-credited"]),
        (CREDIT | {"units": -3, "worth": Decimal("-200.00")}, ["over-credited"]),
    ],
)
def test_the_edges_of_an_invoice(changes: dict[str, Any], refused: list[str]) -> None:
    found = ask(INVOICE, replace(FACTS, **changes))
    assert [refusal.code for refusal in found] == refused


@pytest.mark.parametrize(
    ("amount", "paid_on", "refused"),
    [
        ("60.00", TODAY, []),
        ("60.01", TODAY, ["over-paid"]),
        ("0.00", TODAY, ["over-paid"]),
        ("60.00", TODAY - DAY, ["wrong-day"]),
        ("60.00", TODAY + DAY, ["wrong-day"]),
    ],
)
def test_the_edges_of_a_payment(amount: str, paid_on: dt.date, refused: list[str]) -> None:
    facts = Paid(
        reference="IN-00001",
        invoiced_on=TODAY,
        paid_on=paid_on,
        on=TODAY,
        amount=Decimal(amount),
        gross=Decimal("360.00"),
        paid=Decimal("300.00"),
    )
    assert [refusal.code for refusal in ask(PAYMENT, facts)] == refused


def test_what_was_delivered_is_invoiced_and_paid_and_no_more() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    finance = given_a("finance_officer")
    entered = given_an_invoice(contract, 4)

    pay(entered, amount=Decimal("150.00"), paid_on=TODAY, by=finance, on=TODAY)
    assert codes(
        lambda: pay(entered, amount=Decimal("250.01"), paid_on=TODAY, by=finance, on=TODAY)
    ) == ["over-paid"]
    pay(entered, amount=Decimal("250.00"), paid_on=TODAY, by=finance, on=TODAY)

    standing = standing_of(contract)
    assert (standing.delivered_value, standing.invoiced, standing.paid) == (400, 400, 400)


def test_no_more_is_invoiced_than_is_still_committed() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    officer = given_an_officer()
    release(contract, amount=Decimal("650.00"), reasons="Cheaper.", by=officer, on=TODAY)
    given_an_invoice(contract, 3)

    with pytest.raises(Refused) as refused:
        given_an_invoice(contract, 1, "2")

    assert [each.message for each in refused.value.refusals] == [
        "With the £300.00 invoiced before, the invoice comes to £400.00 net, but "
        f"{contract.reference} commits £350.00: £50.00 too much. Add what was released by an "
        "increase first, or ask the supplier for a corrected invoice."
    ]


def test_who_does_not_keep_invoices_enters_none() -> None:
    with pytest.raises(Forbidden):
        given_an_invoice(given_a_running_call_off(), by=given_a("auditor"))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_same_invoice_is_entered_once_by_two_people() -> None:
    contract = given_a_running_call_off()
    given_a_delivery(contract, 4)
    people = [given_a("finance_officer", name=name) for name in ("One", "Another")]
    amount = contract.unit_price

    def enters(by: Any) -> Callable[[], Invoice]:
        return lambda: invoice(
            contract,
            number="17",
            invoiced_on=TODAY,
            units=1,
            net=amount,
            vat=Decimal(0),
            gross=amount,
            by=by,
            on=TODAY,
        )

    results = at_once(*map(enters, people))

    refused = [each for each in results if isinstance(each, Refused)]
    assert [[each.code for each in one.refusals] for one in refused] == [["known-number"]]
    assert Invoice.objects.count() == 1


def test_the_purchase_order_number_comes_with_an_invoice_and_stays_on_the_call_off() -> None:
    contract = given_a_running_call_off(units=3)
    given_a_delivery(contract, 2)
    for number, purchase_order in (("1", " 4500012345 "), ("2", "")):
        invoice(
            contract,
            number=number,
            invoiced_on=TODAY,
            units=1,
            net=Decimal("100.00"),
            vat=Decimal("0.00"),
            gross=Decimal("100.00"),
            purchase_order=purchase_order,
            by=given_a("finance_officer"),
            on=TODAY,
        )

    contract.refresh_from_db()
    assert contract.purchase_order == "4500012345"
