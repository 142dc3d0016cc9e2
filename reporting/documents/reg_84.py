"""The file of a call-off under regulation 84, in words."""

from mdps.core.ui import Cell, Table
from mdps.core.words import count
from reporting.documents import reg_84_competition as competed
from reporting.documents.parts import Block, Chapter, Document, KeyFigure, note, prose, table
from reporting.documents.reading import amount, day, gbp, headings, moment, money_cell


def document(figures: dict) -> Document:
    """The file that these figures make."""
    contract, chosen = figures["contract"], figures["chosen"]
    return Document(
        title=f"Procurement file of {contract['reference']}",
        series="Regulation 84, Public Contracts Regulations 2015",
        scheme=f"{contract['service']}, {contract['lot']}",
        period=f"{day(contract['starts_on'])} to {day(contract['ends_on'])}",
        as_at=day(figures["as_at"][:10]),
        as_at_moment=moment(figures["as_at"]),
        key_figures=[
            KeyFigure("Awarded to", chosen["supplier"], day(chosen["awarded_on"])),
            KeyFigure("Value", gbp(contract["value"]), count(contract["units"], "unit")),
        ],
        chapters=[
            Chapter("What was bought and how", _what(figures)),
            Chapter("Who was chosen and why", _chosen(figures)),
            Chapter("Who was not chosen and why", _others(figures)),
            Chapter("What the award rests on", _authority(figures)),
            Chapter("Interests", _interests(figures)),
            Chapter("What has changed since", _since(figures)),
        ],
    )


def _what(figures: dict) -> list[Block]:
    contract = figures["contract"]
    return [
        prose(
            f"{contract['reference']} was called off under {contract['lot']} of the Modified "
            f"Dynamic Purchasing System for {contract['request']}: {contract['service']}, "
            f"{count(contract['units'], 'unit')}, worth {gbp(contract['value'])} for its whole "
            f"life. The procedure was a {contract['route'].lower()}.",
            _why_direct(figures),
        ),
        *(competed.how(figures["competition"]) if figures["competition"] else []),
        *competed.ended_before(figures["ended_before"]),
        note(
            "All amounts are in pounds sterling and exclude VAT. This file is kept for at least "
            "three years from the award."
        ),
    ]


def _why_direct(figures: dict) -> str:
    """Why this procedure and no competition."""
    if figures["competition"]:
        return ""
    direct = figures["direct"]
    if direct is None and not figures["authority"]:
        return "Its own record does not show why it was awarded directly."
    if direct is None:
        return "The rules of its lot allow a direct award of this value without an authorisation."
    return (
        f"{direct['by']} authorised it to be awarded directly on {day(direct['on'])}. The reason: "
        f"{direct['reason'].lower()}."
    )


def _chosen(figures: dict) -> list[Block]:
    chosen, compared = figures["chosen"], figures["compared"]
    own = next((each for each in compared if each["supplier"] == chosen["supplier"]), None)
    if figures["competition"]:
        place = f"It was ranked first of {len(compared):,}. "
    else:
        place = f"It was {_place(own)} of {len(compared):,} by price. " if own else ""
    why = chosen["reason"] or "It was the cheapest supplier that could be awarded it."
    above = [prose(f"Why its price is above the rate card: {chosen['above_card']}")]
    return [
        prose(
            f"{chosen['supplier']} was awarded it on {day(chosen['awarded_on'])} by "
            f"{chosen['awarded_by']}. {place}The reason: {why}"
        ),
        *(above if chosen["above_card"] else []),
        *(competed.chosen(figures["competition"]) if figures["competition"] else []),
    ]


def _place(offer: dict) -> str:
    return "the cheapest" if offer["rank"] == 1 else f"number {offer['rank']}"


def _others(figures: dict) -> list[Block]:
    if figures["competition"]:
        return competed.others(figures["competition"])
    chosen, compared = figures["chosen"], figures["compared"]
    others = [each for each in compared if each["supplier"] != chosen["supplier"]]
    if not others:
        return [prose("No other admitted supplier had a price for this service on that day.")]
    paid = amount(figures["contract"]["value"])
    return [
        prose(
            "These suppliers were admitted to the lot and had a price in force. The comparison is "
            "the one that was on screen when the award was made."
        ),
        table(
            Table(
                caption="Suppliers that were compared and not chosen",
                headings=headings("Supplier", "One unit", "All units", "Why not", numeric=" nn "),
                rows=[
                    [
                        Cell(f"{each['rank']}. {each['supplier']}"),
                        money_cell(each["unit_price"]),
                        money_cell(each["total"]),
                        Cell(
                            "Its price was higher"
                            if amount(each["total"]) > paid
                            else "See the reason for the supplier that was chosen"
                        ),
                    ]
                    for each in others
                ],
            )
        ),
    ]


def _authority(figures: dict) -> list[Block]:
    if not figures["authority"]:
        return [prose("Its own record does not show on what the award rests.")]
    return [
        table(
            Table(
                caption="Authority for the award",
                headings=headings("What", "Reference", "Covers up to", numeric="  n"),
                rows=[
                    [Cell(each["what"]), Cell(each["reference"]), money_cell(each["covers"])]
                    for each in figures["authority"]
                ],
            )
        )
    ]


def _interests(figures: dict) -> list[Block]:
    number = figures["interests"]
    declared = (
        f"{count(number, 'interest')} in the request was declared at the panel; whoever declared "
        "one took no part in its decision."
        if number == 1
        else f"{count(number, 'interest')} in the request were declared at the panel; whoever "
        "declared one took no part in its decision."
    )
    return [
        prose(declared if number else "No interest in the request was declared at the panel."),
        *(competed.declared(figures["competition"]) if figures["competition"] else []),
        prose("The officer who awarded the call-off is not the one who asked for the support."),
    ]


def _since(figures: dict) -> list[Block]:
    found = [
        table(
            Table(
                caption="Lines of the ledger",
                headings=headings("Day", "What", "Amount", numeric="  n"),
                rows=[
                    [Cell(day(line["on"])), Cell(line["what"]), money_cell(line["amount"])]
                    for line in figures["lines"]
                ],
            )
        )
    ]
    if not figures["variations"]:
        return [prose("The call-off has not been varied."), *found]
    return [
        table(
            Table(
                caption="Variations, by their ground in regulation 72",
                headings=headings("Variation", "What", "Ground", "Added", numeric="   n"),
                rows=[
                    [
                        Cell(each["variation"], hint=day(each["on"])),
                        Cell(each["what"]),
                        Cell(each["ground"]),
                        money_cell(each["amount"]),
                    ]
                    for each in figures["variations"]
                ],
            )
        ),
        *found,
    ]
