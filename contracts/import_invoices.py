"""A row of finance's invoices: matched with its call-off, and what was paid of it."""

import datetime as dt
from decimal import Decimal

from contracts.invoice import invoice, pay
from contracts.models import CallOffContract, Invoice
from mdps.core.imports import Column, Known, Line
from mdps.core.models import User
from mdps.core.money import ZERO, gbp
from mdps.core.rules import Refusal, Refused

COLUMNS = (
    Column("Call-off", "CO-00012"),
    Column("Invoice", "INV 2026/118"),
    Column("Date", "31/05/2026"),
    Column("Units", "4"),
    Column("Net", "1,240.00"),
    Column("Extras", "45.00", required=False),
    Column("VAT", "248.00"),
    Column("Gross", "1,488.00"),
    Column("Purchase order", "4500012345", required=False),
    Column("Paid", "1,488.00", required=False),
    Column("Paid on", "14/06/2026", required=False),
)


def import_invoice(line: Line, *, by: User, on: dt.date) -> str:
    """Enter the invoice of the row by contracts.invoice, and its payment where the row has one.

    A row that is entered already, with the same day and net amount, is Known; what was paid of it
    since is recorded. Raises Refused as entering and paying by hand do.
    """
    contract = _contract(line.text("Call-off"))
    number, net, day = line.text("Invoice"), line.pounds("Net"), line.day("Date")
    known = contract.invoices.filter(number__iexact=number, net=net, invoiced_on=day).first()
    entered = known or invoice(
        contract,
        number=number,
        invoiced_on=day,
        units=line.whole("Units"),
        net=net,
        vat=line.pounds("VAT"),
        gross=line.pounds("Gross"),
        extras=line.pounds("Extras") if line.text("Extras", empty=True) else ZERO,
        purchase_order=line.text("Purchase order", empty=True, most=30),
        by=by,
        on=on,
    )
    paid = _pay(entered, line, by=by, on=on)
    said = f"{number} of {contract.reference}, {gbp(net)} net"
    if known and not paid:
        raise Known(said)
    return f"{said}, {gbp(paid)} paid" if paid else said


def _pay(entered: Invoice, line: Line, *, by: User, on: dt.date) -> Decimal:
    """Record what the row says was paid in all, less what was recorded before."""
    if not line.text("Paid", empty=True):
        return ZERO
    before = sum((each.amount for each in entered.payments.all()), ZERO)
    more = line.pounds("Paid") - before
    if more:
        pay(entered, amount=more, paid_on=line.day("Paid on"), by=by, on=on)
    return more


def _contract(reference: str) -> CallOffContract:
    digits = reference.upper().removeprefix("CO-")
    known = digits.isascii() and digits.isdigit() and len(digits) < 18
    found = known and CallOffContract.objects.filter(pk=int(digits)).first()
    if found:
        return found
    raise Refused([Refusal("no-call-off", f"There is no call-off {reference}. Check the number.")])
