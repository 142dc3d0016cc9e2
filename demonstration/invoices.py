"""What suppliers invoice for what they delivered, and when it is paid."""

import datetime as dt
from decimal import Decimal
from functools import partial
from random import Random

from contracts.invoice import invoice, pay, worth
from contracts.models import CallOffContract, Invoice
from contracts.standing import standing_of
from demonstration.world import World
from mdps.core.money import ZERO, to_penny
from suppliers.models import Supplier

WEEK, MONTH = dt.timedelta(weeks=1), dt.timedelta(days=30)
VAT = Decimal("0.20")
LATE = 0.1  # of what is due is paid a week later


def enter(world: World) -> None:
    """Every week from the first day of the scheme until today, the day after the deliveries."""
    draw = Random(f"invoices {world.today}")
    day = world.days.operational + dt.timedelta(days=1)
    while day <= world.today:
        world.diary.on(day, partial(_go_through, world, draw))
        day += WEEK


def _go_through(world: World, draw: Random, on: dt.date) -> None:
    """Enter the invoice of each call-off that was completed last week; pay what is due."""
    last = CallOffContract.objects.filter(
        state=CallOffContract.State.COMPLETED, state_since__gte=on - WEEK, state_since__lt=on
    )
    for contract in last.select_related("supplier").order_by("pk"):
        _invoice(contract, world, on)
    due = Invoice.objects.filter(invoiced_on__lte=on - MONTH, payments=None)
    for entered in due.select_related("contract").order_by("pk"):
        if draw.random() >= LATE:
            amount = entered.gross
            pay(entered, amount=amount, paid_on=on, by=world.people.finance, on=on)


def _invoice(contract: CallOffContract, world: World, on: dt.date) -> None:
    """One for all units that were delivered; companies add VAT."""
    standing = standing_of(contract)
    if not standing.delivered:
        return
    net = worth(standing, 0, standing.delivered)
    adds_vat = contract.supplier.kind == Supplier.Kind.COMPANY
    vat = to_penny(net * VAT) if adds_vat else ZERO
    invoice(
        contract,
        number=f"{contract.supplier_id}-{contract.pk}",
        invoiced_on=on,
        units=standing.delivered,
        net=net,
        vat=vat,
        gross=net + vat,
        by=world.people.finance,
        on=on,
    )
