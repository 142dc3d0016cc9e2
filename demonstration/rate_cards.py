"""Prices on the rate cards: the first on the day of admission, a little more each 1 June."""

import datetime as dt
from decimal import Decimal
from functools import partial

from demonstration import catalogue
from demonstration.catalogue import BY_SERVICE, first_price, risen
from demonstration.supply import SupplierPlan
from demonstration.world import World
from suppliers import rates
from suppliers.extras import set_extra
from suppliers.models import RateLine, Supplier
from suppliers.propose import propose_extra

DAY = dt.timedelta(days=1)
YEAR = dt.timedelta(days=365)
NOTICE = 12 * DAY  # a new price is recorded this long before it holds


def enter(world: World, plan: SupplierPlan, supplier: Supplier, name: str, on: dt.date) -> None:
    """By the seasons that passed before it joined, its first price has risen too."""
    level = min(max(plan.level + world.draw.uniform(-0.2, 0.2), 0), 1)
    price, began = first_price(BY_SERVICE[name], level), world.days.operational
    for year in range(1, (on - began) // YEAR + 1):
        price = risen(price, year, 1)
    by = world.people.commissioners[0]
    service = world.services[name]
    tiers = catalogue.tiers(BY_SERVICE[name], plan.level)
    rates.set_price(supplier, service, price, tiers=tiers, by=by, effective_from=on)
    for year in range(1, (world.days.today - began) // YEAR + 1):
        rise_on = began.replace(year=began.year + year)
        if rise_on - on > 60 * DAY:
            act = partial(_raise_price, world, supplier, name, year, rise_on)
            world.diary.on(rise_on - NOTICE, act)


def enter_extras(
    world: World, plan: SupplierPlan, supplier: Supplier, lot: int, on: dt.date
) -> None:
    """What it may charge besides, agreed with its first admission."""
    if supplier.extra_rates.exists():
        return
    by = world.people.commissioners[0]
    for kind, price in catalogue.extras(lot, plan.level):
        set_extra(supplier, kind, price, by=by, effective_from=on)
    if plan.is_provider:
        world.diary.on(world.today - 5 * DAY, partial(_propose, world, supplier))


def _propose(world: World, supplier: Supplier, on: dt.date) -> None:
    """It waits for an answer."""
    propose_extra(
        supplier,
        "travel",
        Decimal("0.55"),
        effective_from=on + 30 * DAY,
        reasons="Fuel and insurance have become dearer since the price was agreed.",
        by=world.people.provider,
        on=on,
    )


def _raise_price(
    world: World, supplier: Supplier, name: str, year: int, rise_on: dt.date, on: dt.date
) -> None:
    """From the first day of the scheme year, a little more than before; not once removed."""
    service = world.services[name]
    if not supplier.admissions.filter(lot=service.lot_id, ended_on=None).exists():
        return
    latest = RateLine.objects.get(supplier=supplier, service=service, effective_to=None)
    price = risen(latest.unit_price, year, world.draw.uniform(0.4, 1.5))
    if price > latest.unit_price:
        by = world.people.commissioners[0]
        rates.set_price(supplier, service, price, by=by, effective_from=rise_on)
