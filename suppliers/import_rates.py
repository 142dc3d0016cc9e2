"""A row of prices: set on the supplier's rate card, by the rules of one, and once."""

import datetime as dt

from lots.models import Service
from mdps.core.imports import Column, Known, Line
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.rules import Refusal, Refused
from mdps.core.words import day
from suppliers.models import Supplier
from suppliers.pricing import Tier
from suppliers.rates import set_price, tiers_of
from suppliers.tiers import NotATier, tier_of

DISCOUNTS = "Volume discounts"
COLUMNS = (
    Column("Supplier", "SUP-00012"),
    Column("Service", "Play therapy"),
    Column("Unit price", "64.50"),
    Column("First day", "01/06/2026"),
    Column(DISCOUNTS, "3% from 21; 5% from 51", required=False),
)
HEADINGS = {
    "service": "Service",
    "unit_price": "Unit price",
    "effective_from": "First day",
    "tiers": DISCOUNTS,
}


def import_rate(line: Line, *, by: User, on: dt.date) -> str:
    """Set the price of the row, GBP ex VAT for one unit, and say what was set.

    The supplier is named by its reference or its name. Without a column of discounts they stay as
    they were. Raises Known where that price stands on the card from that day on already; Refused
    as suppliers.rates does.
    """
    supplier, service = _supplier(line), _service(line)
    price, first, tiers = line.pounds("Unit price"), line.day("First day"), _tiers(line)
    what = f"{supplier}: {service} at {gbp(price)} from {day(first)}"
    same = supplier.rate_lines.filter(service=service, effective_from=first, unit_price=price)
    if (there := same.first()) and tiers in (None, tiers_of(there)):
        raise Known(what)
    set_price(supplier, service, price, tiers=tiers, by=by, effective_from=first)
    return what


def _supplier(line: Line) -> Supplier:
    text = line.text("Supplier")
    number = text.upper().removeprefix("SUP-")
    by_number = Supplier.objects.filter(pk=int(number)) if _is_a_number(number) else None
    found = (by_number or Supplier.objects.filter(name__iexact=text)).first()
    if found is None:
        message = f"Supplier is “{text}”, which is not on the register. Enter its reference."
        raise Refused([Refusal("no-supplier", message)])
    return found


def _is_a_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9


def _service(line: Line) -> Service:
    text = line.text("Service")
    found = Service.objects.select_related("lot__scheme").filter(name__iexact=text).first()
    if found is None:
        message = f"Service is “{text}”, which the scheme has not. Enter its name as on Prices."
        raise Refused([Refusal("no-service", message)])
    return found


def _tiers(line: Line) -> tuple[Tier, ...] | None:
    """The discounts of the row; None where the sheet has no column of them."""
    if not line.has(DISCOUNTS):
        return None
    written = [part.strip() for part in line.text(DISCOUNTS, empty=True).split(";")]
    try:
        return tuple(tier_of(part) for part in written if part)
    except NotATier as error:
        message = f"{DISCOUNTS}: {error}. Put a semicolon between two of them."
        raise Refused([Refusal("not-a-tier", message)]) from error
