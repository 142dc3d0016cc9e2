"""What every supplier who could be awarded a service would charge for it, the cheapest first."""

from collections.abc import Sequence
from decimal import Decimal

from mdps.core import cells
from mdps.core.money import gbp
from mdps.core.ui import Cell, Heading, Section, Table
from referrals.estimate import Estimate, Offer
from referrals.share import councils_share

TITLE = "What each admitted supplier would charge"


def price_section(
    found: Estimate | None, units: int, *, share: Decimal | None, preferred: int | None
) -> list[Section]:
    """The comparison for `units`; with a `share` in percent also what the council pays of it."""
    if found is None:
        return []
    shared = [Heading("Council's share", numeric=True)] if share is not None else []
    table = Table(
        headings=[
            Heading("Supplier"),
            Heading("Price for one", numeric=True),
            Heading("For all units", numeric=True),
            *shared,
        ],
        rows=_rows(found.offers, units, share, preferred),
        caption="Without VAT, by today's agreed prices",
    )
    return [Section(TITLE, "components/table.html", {"table": table}, id="prices")]


def _rows(
    offers: Sequence[Offer], units: int, share: Decimal | None, preferred: int | None
) -> list[list[Cell]]:
    rows = []
    for rank, offer in enumerate(offers, start=1):
        hint = "You prefer this supplier" if offer.supplier_id == preferred else ""
        amount = offer.amount(units)
        row = [
            Cell(f"{rank}. {offer.supplier_name}", hint=hint),
            cells.money(offer.unit_price),
            cells.money(amount),
        ]
        if share is not None:
            row.append(Cell(gbp(councils_share(amount, share)), numeric=True))
        rows.append(row)
    return rows
