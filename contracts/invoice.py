"""Entering a supplier's invoice, matched with what was delivered; and what was paid of it."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from contracts import parts
from contracts.holding import hold
from contracts.invoice_rules import INVOICE, PAYMENT, Invoiced, Paid
from contracts.models import CallOffContract, Invoice, Payment
from contracts.paying import charge
from contracts.standing import Standing, standing_of
from mdps.core import audit
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce


@transaction.atomic
def invoice(
    contract: CallOffContract,
    *,
    number: str,
    invoiced_on: dt.date,
    units: int,
    net: Decimal,
    vat: Decimal,
    gross: Decimal,
    extras: Decimal = ZERO,
    purchase_order: str = "",
    by: User,
    on: dt.date,
) -> Invoice:
    """Enter an invoice for `units`; `net` is GBP ex VAT and is what is matched.

    `extras` is the part of `net` that is for no unit; it is matched with the extras reported.
    `purchase_order`, where one is given, is kept on the call-off.

    A credit note has negative units and amounts. Locks the call-off, so that of two people who
    enter the same invoice one is told. Raises Forbidden, or Refused with every reason.
    """
    require(by, Permission.INVOICE_RECORD, on=contract)
    _, held = hold(contract)
    standing, number = standing_of(held), number.strip()
    before = held.invoices.aggregate(units=Sum("units", default=0), net=Sum("net", default=ZERO))
    enforce(
        INVOICE,
        Invoiced(
            reference=held.reference,
            number=number,
            number_is_known=held.invoices.filter(number__iexact=number).exists(),
            awarded_on=held.awarded_on,
            invoiced_on=invoiced_on,
            on=on,
            units=units,
            delivered=standing.delivered,
            invoiced_units=before["units"],
            net=net,
            vat=vat,
            gross=gross,
            worth=worth(standing, before["units"], units),
            invoiced_net=before["net"],
            committed=standing.committed,
            extras=extras,
            extras_invoiced=standing.extras_invoiced,
            extras_reported=standing.extras_reported,
        ),
    )
    entered = Invoice.objects.create(
        contract=held,
        number=number,
        invoiced_on=invoiced_on,
        units=units,
        net=net,
        extras=extras,
        vat=vat,
        gross=gross,
        recorded_by=by,
        recorded_on=on,
    )
    if purchase_order.strip():
        held.purchase_order = purchase_order.strip()
        held.save(update_fields=["purchase_order"])
    charge(held, net, source=entered.reference, by=by, on=on)
    audit.record("invoice.entered", held, by=by, invoice=entered, net=net, units=units)
    return entered


@transaction.atomic
def pay(entered: Invoice, *, amount: Decimal, paid_on: dt.date, by: User, on: dt.date) -> Payment:
    """Record that `amount` (GBP including VAT) of the invoice was paid on the day `paid_on`.

    Locks the call-off. Raises Forbidden, or Refused beyond what the invoice says.
    """
    require(by, Permission.INVOICE_RECORD, on=entered.contract)
    _, held = hold(entered.contract)
    paid = entered.payments.aggregate(sum=Sum("amount", default=ZERO))["sum"]
    enforce(
        PAYMENT,
        Paid(
            reference=entered.reference,
            invoiced_on=entered.invoiced_on,
            paid_on=paid_on,
            on=on,
            amount=amount,
            gross=entered.gross,
            paid=paid,
        ),
    )
    payment = Payment.objects.create(
        invoice=entered, amount=amount, paid_on=paid_on, recorded_by=by
    )
    audit.record("invoice.paid", held, by=by, invoice=entered, amount=amount)
    return payment


def worth(standing: Standing, invoiced: int, units: int) -> Decimal:
    """What `units` come to after `invoiced` before them, by the call-off's own prices."""
    return parts.worth(invoiced + units, standing.parts) - parts.worth(invoiced, standing.parts)
