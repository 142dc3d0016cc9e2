"""Savings with their method, how suppliers were chosen, and what was recorded as separate."""

from mdps.core.ui import Cell, Table
from reporting.documents.parts import Block, note, prose, subheading, table
from reporting.documents.reading import (
    amount,
    day,
    gbp,
    headings,
    money_cell,
    number_cell,
    share_cell,
)
from reporting.documents.sentences import count, were


def savings(figures: dict) -> list[Block]:
    """The chapter: its figures, each with what it is and what it is not."""
    found = figures["savings"]
    below = amount(found["below_median"])
    compared = count(found["compared"], "award")
    return [
        prose(
            f"{gbp(found['not_approved'])} was requested by teams and not approved by the panel, "
            "of the lines that it decided for good in the 12 months. This is cost avoided, not "
            "saved: some of it may come back as another request."
        ),
        prose(f"{gbp(found['discounts'])} was taken off the agreed prices by volume discounts."),
        prose(
            f"Of {compared} for which at least two suppliers had a price, what was awarded came to "
            f"{gbp(str(abs(below)))} {'less' if below >= 0 else 'more'} than the median price that "
            "was compared when the award was made."
        ),
        *_spot(found),
        note(
            "These are counted by different methods and overlap, so they are not added up. "
            "What a placement would have cost instead is not counted."
        ),
    ]


def _spot(found: dict) -> list[Block]:
    """Against earlier spot prices; nothing in reports that were made before it was counted."""
    if "below_spot" not in found:
        return []
    method = (
        "An earlier spot price is the median price of a unit of the same service in the spot "
        "purchases of the two years before the award."
    )
    if found["bought_before"] == 0:
        return [prose(f"No award was for a service with an earlier spot price yet. {method}")]
    cheaper = amount(found["below_spot"])
    return [
        prose(
            f"Of {count(found['bought_before'], 'award')} for a service with an earlier spot "
            f"price, what was awarded came to {gbp(str(abs(cheaper)))} "
            f"{'less' if cheaper >= 0 else 'more'} than the same units at that price. {method}"
        )
    ]


def routes(figures: dict) -> list[Block]:
    """How suppliers were chosen, and the records of separateness."""
    return [
        subheading("How suppliers were chosen"),
        table(
            Table(
                caption="Awards of the 12 months, by route",
                headings=headings("Route", "Awards", "Awarded, gross", "Share", numeric=" nnn"),
                rows=[
                    [
                        Cell(row["words"]),
                        number_cell(row["count"]),
                        money_cell(row["gross"]),
                        share_cell(row["percent_of_gross"]),
                    ]
                    for row in figures["by_route"]
                ],
            )
        ),
        subheading("Contracts recorded as separate"),
        *_separated(figures["separated"]),
    ]


def _separated(records: list[dict]) -> list[Block]:
    if not records:
        return [
            prose(
                "No contract with a supplier was recorded as separate from others for the same "
                "child."
            )
        ]
    return [
        prose(
            f"{count(len(records), 'contract')} {were(len(records))} recorded as separate from "
            "others with the same supplier for the same child, so that they do not count together "
            "against the limits, by somebody other than the officer who awarded."
        ),
        table(
            Table(
                caption="Records of separateness",
                headings=headings("Record", "Supplier", "Separate from", "Up to", numeric="  nn"),
                rows=[
                    [
                        Cell(record["record"], hint=day(record["on"])),
                        Cell(record["supplier"], hint=record["service"]),
                        Cell(
                            count(record["from_contracts"], "contract"),
                            numeric=True,
                            raw=record["from_contracts"],
                        ),
                        money_cell(record["covers"]),
                    ]
                    for record in records
                ],
            )
        ),
    ]
