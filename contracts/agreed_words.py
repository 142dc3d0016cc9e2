"""What was agreed, in rows: units, the price for one, and what the volume discounts make of it."""

from collections.abc import Sequence
from decimal import Decimal

from contracts import parts as made_of
from contracts.parts import Part
from mdps.core.money import gbp
from mdps.core.ui import Cell, Row
from mdps.core.words import count
from suppliers.rates_rules import percent


def price_rows(
    parts: Sequence[Part], unit_price: Decimal, unit: str, *, units: str = "Units"
) -> list[Row]:
    """The rows of `parts`; each part by itself where there is a discount on one."""
    rows = [
        Row(units, count(made_of.units(parts), unit)),
        Row(f"Price for one {unit}, ex VAT", gbp(unit_price)),
    ]
    if not any(part.percent for part in parts):
        return rows
    discounted = "\n".join(
        f"{count(part.units, unit)} at {reduced(unit_price, part.percent)}: {gbp(part.amount)}"
        for part in parts
    )
    hint = "Marginal: each unit at the discount that it falls in, in the scheme year"
    return [*rows, Row("With volume discounts", Cell(discounted, hint=hint))]


def extras_rows(extras: Decimal) -> list[Row]:
    """The ceiling of extras, where any are expected."""
    return [Row("Extras in all, at most, ex VAT", gbp(extras))] if extras else []


def reduced(unit_price: Decimal, off: Decimal) -> str:
    """`£65.00`, or `£65.00 less 3%`."""
    return f"{gbp(unit_price)} less {percent(off)}" if off else gbp(unit_price)
