"""What every supplier who could be awarded a service would charge for it, the cheapest first."""

from collections.abc import Sequence
from decimal import Decimal

from mdps.core import cells
from mdps.core.money import gbp
from mdps.core.ui import Cell, Heading, Section, Table
from mdps.core.words import listed
from referrals.estimate import Estimate, Offer
from referrals.share import councils_share
from suppliers.tiers import in_words

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
        rows=_rows(found.ranked(units), units, share, preferred),
        caption="Without VAT, by today's agreed prices and volume discounts",
    )
    return [Section(TITLE, "components/table.html", {"table": table}, id="prices")]


def _rows(
    offers: Sequence[Offer], units: int, share: Decimal | None, preferred: int | None
) -> list[list[Cell]]:
    rows = []
    for rank, offer in enumerate(offers, start=1):
        amount = offer.amount(units)
        row = [
            Cell(f"{rank}. {offer.supplier_name}", hint=_about(offer, preferred)),
            Cell(gbp(offer.unit_price), numeric=True, hint=in_words(offer.tiers)),
            cells.money(amount),
        ]
        if share is not None:
            row.append(Cell(gbp(councils_share(amount, share)), numeric=True))
        rows.append(row)
    return rows


def _about(offer: Offer, preferred: int | None) -> str:
    """Whether it is preferred, why it cannot be chosen now, and what it may charge besides."""
    said = []
    if offer.supplier_id == preferred:
        said.append("You prefer this supplier.")
    if offer.lapses:
        said.append(f"Not to be chosen now: {listed(list(offer.lapses))}.")
    if offer.extras:
        besides = [f"{each.label.lower()} {gbp(each.price)}" for each in offer.extras]
        said.append(f"Besides, up to: {'; '.join(besides)}.")
    return " ".join(said)
