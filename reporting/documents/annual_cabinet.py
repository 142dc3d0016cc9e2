"""The annual report to Cabinet in words, under the headings of Cabinet's own report (CR 5)."""

from mdps.core.ui import Cell, Table
from reporting.documents import awards, cap, corrections, people, value
from reporting.documents.parts import (
    Block,
    Chapter,
    Document,
    KeyFigure,
    burn_up,
    note,
    points,
    prose,
    table,
)
from reporting.documents.reading import (
    day,
    gbp,
    headings,
    moment,
    money_cell,
    number_cell,
    period,
    short,
)
from reporting.documents.sentences import contracts, count, were

TITLE = "Annual report to Cabinet"
SCHEME = "Professional services in children’s social care"


def document(figures: dict) -> Document:
    """The report that these figures make."""
    return Document(
        title=TITLE,
        series="Modified Dynamic Purchasing System",
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
            Chapter("Current situation", [*awards.blocks(figures), *_chosen(figures)]),
            Chapter("Service providers", people.blocks(figures)),
            Chapter("Risks", _risks(figures)),
            Chapter("Financial implications", _finance(figures)),
            *_savings(figures),
            Chapter("Performance management and follow-up", _follow_up(figures)),
            Chapter("Annex: how the total grew", _annex(figures)),
            *corrections.chapters(figures),
        ],
    )


def _chosen(figures: dict) -> list[Block]:
    """Of reports made before it was counted: nothing."""
    return value.routes(figures) if "by_route" in figures else []


def _savings(figures: dict) -> list[Chapter]:
    if "savings" not in figures:
        return []
    return [Chapter("Savings and cost avoidance", value.savings(figures))]


def _key_figures(figures: dict) -> list[KeyFigure]:
    awarded, to_date = figures["awarded"], figures["to_date"]
    above = len(figures["over_threshold"]["awards"])
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
            str(above),
            "Each by a Cabinet decision of its own" if above else "None needed a Cabinet decision",
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
            f"{contracts(awarded['count'])} with a combined aggregate value of "
            f"{gbp(awarded['gross'])} {were(awarded['count'])} awarded under the MDPS in the 12 "
            "months;",
            f"{gbp(to_date['committed'])} is committed to date against the limit of "
            f"{short(to_date['cap'])}, which leaves {gbp(to_date['headroom'])};",
            _above_threshold(above),
        ),
    ]


def _above_threshold(above: dict) -> str:
    number, threshold = len(above["awards"]), short(above["threshold"])
    if not number:
        return f"no contract above {threshold} was awarded in the 12 months."
    each = "each " if number > 1 else ""
    return (
        f"{contracts(number)} above {threshold} {were(number)} awarded in the 12 months, {each}by "
        "a separate Cabinet decision."
    )


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


def _risks(figures: dict) -> list[Block]:
    spot = figures["spot_purchases"]
    if not spot["count"]:
        return [prose("Nothing was bought outside the MDPS in the 12 months.")]
    return [
        prose(
            "Cabinet saw two risks: that providers do not join, and that teams buy outside the "
            f"MDPS. {count(spot['count'], 'spot purchase')} worth {gbp(spot['amount'])} "
            f"{were(spot['count'])} made outside it in the 12 months. They do not count against "
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
    awarded, ever = figures["awarded"], figures["to_date"]["awarded"]
    return [
        prose(
            f"{gbp(awarded['gross'])} was awarded in the 12 months and {gbp(awarded['released'])} "
            f"of these and earlier contracts was released in them: {gbp(awarded['net'])} net.",
            f"Since the MDPS began, {gbp(ever['gross'])} was awarded and {gbp(ever['released'])} "
            f"released: {gbp(ever['net'])} net.",
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


def _annex(figures: dict) -> list[Block]:
    return [
        prose("The figures behind the picture under Resource implications, and by lot."),
        table(cap.by_month(figures["to_date"])),
        table(cap.lots_by_year(figures["to_date"])),
    ]
