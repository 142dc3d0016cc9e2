"""The annual report to Cabinet in words, under the headings of Cabinet's own report (CR 5)."""

from decimal import Decimal

from mdps.core.charts import Bar, BarChart, Part
from mdps.core.ui import Cell, Table
from mdps.core.words import count
from reporting.documents import cap, people
from reporting.documents.parts import (
    Block,
    Chapter,
    Document,
    KeyFigure,
    bars,
    burn_up,
    note,
    points,
    prose,
    subheading,
    table,
)
from reporting.documents.reading import (
    amount,
    day,
    gbp,
    headings,
    moment,
    money_cell,
    number_cell,
    period,
    share_cell,
    short,
)

TITLE = "Annual report to Cabinet"
SCHEME = "Professional services in children’s social care"


def document(figures: dict) -> Document:
    """The report that these figures make."""
    return Document(
        title=TITLE,
        audience="Report to Cabinet",
        scheme=SCHEME,
        period=period(figures),
        as_at=day(figures["to_date"]["as_at"]),
        as_at_moment=moment(figures["as_at"]),
        key_figures=_key_figures(figures),
        chapters=[
            Chapter("Purpose of report", _purpose(figures)),
            Chapter("Recommendations", _recommendations(figures)),
            Chapter("Reasons for recommendations", _reasons(figures)),
            Chapter("Resource implications", _resources(figures)),
            Chapter("Current situation", _situation(figures)),
            Chapter("Service providers", people.blocks(figures)),
            Chapter("Risks", _risks(figures)),
            Chapter("Financial implications", _finance(figures)),
            Chapter("Performance management and follow-up", _follow_up(figures)),
        ],
    )


def _key_figures(figures: dict) -> list[KeyFigure]:
    awarded, to_date = figures["awarded"], figures["to_date"]
    return [
        KeyFigure(
            "Awarded in the 12 months",
            gbp(awarded["gross"]),
            f"{count(awarded['count'], 'contract')}, gross",
        ),
        KeyFigure(
            "Committed to date",
            gbp(to_date["committed"]),
            f"{to_date['percent_committed']}% of the cap, net of releases",
        ),
        KeyFigure(
            f"Left under the {short(to_date['cap'])} cap",
            gbp(to_date["headroom"]),
            f"On {day(to_date['as_at'])}",
        ),
        KeyFigure(
            f"Awards above {short(figures['over_threshold']['threshold'])}",
            str(len(figures["over_threshold"]["awards"])),
            "Each by a Cabinet decision of its own",
        ),
    ]


def _purpose(figures: dict) -> list[Block]:
    return [
        prose(
            "To report the combined aggregate value of the contracts that the Council awarded "
            "under the Modified Dynamic Purchasing System (MDPS) for professional services in "
            f"children’s social care in the 12 months from {period(figures)}, as Cabinet asked "
            "when it authorised the system on 10 November 2021 (recommendation 5)."
        )
    ]


def _recommendations(figures: dict) -> list[Block]:
    awarded, to_date = figures["awarded"], figures["to_date"]
    above = figures["over_threshold"]
    return [
        prose("That Cabinet notes that:"),
        points(
            f"{_contracts(awarded['count'])} with a combined aggregate value of "
            f"{gbp(awarded['gross'])} {_were(awarded['count'])} awarded under the MDPS in the 12 "
            "months;",
            f"{gbp(to_date['committed'])} is committed to date against the limit of "
            f"{short(to_date['cap'])}, which leaves {gbp(to_date['headroom'])};",
            f"{_no_or_count(len(above['awards']), 'contract')} above {short(above['threshold'])} "
            f"{_were(len(above['awards']))} awarded in the 12 months"
            f"{', each' if above['awards'] else ', so none needed'}"
            f"{' authorised by' if above['awards'] else ''} a separate Cabinet decision.",
        ),
    ]


def _reasons(figures: dict) -> list[Block]:
    return [
        prose(
            "Cabinet delegated the award of contracts on 10 November 2021 on two conditions: that "
            f"their combined aggregate value shall not exceed "
            f"{short(figures['to_date']['cap'])}, and that any single contract above "
            f"{short(figures['over_threshold']['threshold'])} has a Cabinet decision of its own "
            "(recommendation 4). This report lets Cabinet see that both are kept."
        )
    ]


def _resources(figures: dict) -> list[Block]:
    to_date = figures["to_date"]
    return [
        prose(
            f"On {day(to_date['as_at'])}, {gbp(to_date['committed'])} was committed under the "
            f"MDPS, which is {to_date['percent_committed']}% of the limit.",
            cap.against_plan(to_date),
            f"The plan of {short(to_date['planned']['per_year'])} a year, "
            f"{short(to_date['planned']['initial_term'])} over the initial term, is an estimate; "
            f"only the {short(to_date['cap'])} is a limit.",
        ),
        burn_up(cap.burn_up(to_date)),
        table(cap.by_year(to_date)),
        table(cap.by_lot(to_date)),
    ]


def _situation(figures: dict) -> list[Block]:
    awarded = figures["awarded"]
    if not awarded["count"]:
        return [prose("No contract was awarded under the MDPS in the 12 months."), _before(figures)]
    return [
        prose(
            f"{_contracts(awarded['count'], capital=True)} worth {gbp(awarded['gross'])} "
            f"{_were(awarded['count'])} awarded to "
            f"{count(awarded['suppliers'], 'service provider')} in the 12 months. The mean award "
            f"was {gbp(awarded['mean'])} and the median {gbp(awarded['median'])}."
        ),
        _before(figures),
        subheading("Awards by lot"),
        bars(_lots_chart(figures)),
        table(_lots(figures)),
        subheading("Awards by request category"),
        prose("These are the categories in which the Access to Resources Panel counts requests."),
        table(_categories(figures)),
        subheading("The largest awards"),
        table(_largest(figures)),
        subheading(f"Awards above {short(figures['over_threshold']['threshold'])}"),
        *_above(figures),
    ]


def _before(figures: dict) -> Block:
    before = figures["year_before"]
    return prose(
        f"In the 12 months before, {_contracts(before['count'])} worth {gbp(before['gross'])} "
        f"{_were(before['count'])} awarded."
    )


def _lots_chart(figures: dict) -> BarChart:
    lots = figures["by_lot"]
    first = max(lots, key=lambda lot: amount(lot["gross"]))
    return BarChart(
        finding=f"Lot {first['lot']} received {first['percent_of_gross']}% of what was awarded",
        description="Gross value of the awards of the 12 months in each lot. "
        + "; ".join(f"Lot {lot['lot']}: {gbp(lot['gross'])}" for lot in lots),
        bars=[
            Bar(
                f"Lot {lot['lot']}: {lot['name']}",
                gbp(lot["gross"]),
                [Part("Awarded", amount(lot["gross"]), 0)],
            )
            for lot in lots
        ],
    )


def _lots(figures: dict) -> Table:
    return _split(
        "Awards of the 12 months, by lot",
        "Lot",
        [(Cell(f"Lot {lot['lot']}", hint=lot["name"]), lot) for lot in figures["by_lot"]],
        figures["awarded"],
    )


def _categories(figures: dict) -> Table:
    return _split(
        "Awards of the 12 months, by request category",
        "Request category",
        [(Cell(row["category"]), row) for row in figures["by_category"]],
        figures["awarded"],
    )


def _split(caption: str, name: str, rows: list[tuple[Cell, dict]], total: dict) -> Table:
    return Table(
        caption=caption,
        headings=headings(
            name, "Awards", "Awarded, gross", "Released", "Net", "Share", numeric=" nnnnn"
        ),
        rows=[
            [
                first,
                number_cell(row["count"]),
                money_cell(row["gross"]),
                money_cell(row["released"]),
                money_cell(row["net"]),
                share_cell(row["percent_of_gross"]),
            ]
            for first, row in rows
        ],
        foot=[
            Cell("Total"),
            number_cell(total["count"]),
            money_cell(total["gross"]),
            money_cell(total["released"]),
            money_cell(total["net"]),
            Cell("", numeric=True),
        ],
    )


def _largest(figures: dict) -> Table:
    awards = figures["largest"]
    return Table(
        caption=f"The {count(len(awards), 'largest award', 'largest awards')} of the 12 months",
        headings=headings(
            "Contract", "Awarded on", "Provider", "Service", "Value", numeric="    n"
        ),
        rows=[
            [
                Cell(award["contract"]),
                Cell(day(award["on"])),
                Cell(award["supplier"]),
                Cell(award["service"], hint=f"Lot {award['lot']}"),
                money_cell(award["value"]),
            ]
            for award in awards
        ],
    )


def _above(figures: dict) -> list[Block]:
    above = figures["over_threshold"]
    if not above["awards"]:
        return [
            prose(
                f"No single contract above {short(above['threshold'])} was awarded in the 12 "
                "months, so none needed a Cabinet decision of its own."
            )
        ]
    return [
        table(
            Table(
                caption=f"Awards above {short(above['threshold'])} and their Cabinet decisions",
                headings=headings(
                    "Contract", "Provider", "Value", "Cabinet decision", "Covers", numeric="  n n"
                ),
                rows=[
                    [
                        Cell(award["contract"], hint=day(award["on"])),
                        Cell(award["supplier"], hint=award["service"]),
                        money_cell(award["value"]),
                        Cell(award["minute"], hint=day(award["decided_on"])),
                        money_cell(award["covers"]),
                    ]
                    for award in above["awards"]
                ],
            )
        )
    ]


def _risks(figures: dict) -> list[Block]:
    spot = figures["spot_purchases"]
    if not spot["count"]:
        return [prose("Nothing was bought outside the MDPS in the 12 months.")]
    return [
        prose(
            "Cabinet saw two risks: that providers do not join, and that teams buy outside the "
            f"MDPS. {count(spot['count'], 'spot purchase')} worth {gbp(spot['amount'])} "
            f"{_were(spot['count'])} made outside it in the 12 months. They do not count against "
            "the limit."
        ),
        table(
            Table(
                caption="Spot purchases of the 12 months, by reason",
                headings=headings("Reason", "Purchases", "Amount", numeric=" nn"),
                rows=[
                    [Cell(row["words"]), number_cell(row["count"]), money_cell(row["amount"])]
                    for row in spot["reasons"]
                ],
                foot=[
                    Cell("Total"),
                    number_cell(spot["count"]),
                    money_cell(spot["amount"]),
                ],
            )
        ),
    ]


def _finance(figures: dict) -> list[Block]:
    awarded, to_date = figures["awarded"], figures["to_date"]
    released = amount(to_date["awarded"]["released"])
    return [
        prose(
            f"Of the {gbp(awarded['gross'])} awarded in the 12 months, entries of "
            f"{gbp(awarded['released'])} in the same 12 months released value, which makes "
            f"{gbp(awarded['net'])} net."
            if amount(awarded["released"])
            else f"Nothing was released in the 12 months, so the {gbp(awarded['gross'])} awarded "
            "is also what was committed."
        ),
        prose(
            f"Since the MDPS began, {gbp(to_date['awarded']['gross'])} was awarded and "
            f"{gbp(to_date['awarded']['released'])} released."
            if released > Decimal(0)
            else f"Since the MDPS began, {gbp(to_date['awarded']['gross'])} was awarded and "
            "nothing released."
        ),
        note(
            "All amounts are in pounds sterling and exclude VAT. Gross is what was awarded; net is "
            "what stays committed after releases. A contract counts in full, for its whole life, "
            "on the day of its award. Spot purchases made outside the MDPS are not included."
        ),
    ]


def _follow_up(figures: dict) -> list[Block]:
    return [
        prose(*cap.term(figures["to_date"])),
        prose(
            "Providers are monitored every six months, and Cabinet receives this report every "
            "year throughout the term."
        ),
    ]


def _contracts(number: int, *, capital: bool = False) -> str:
    text = _no_or_count(number, "contract")
    return text.capitalize() if capital else text


def _no_or_count(number: int, thing: str) -> str:
    return count(number, thing) if number else f"no {thing}"


def _were(number: int) -> str:
    return "were" if number > 1 else "was"
