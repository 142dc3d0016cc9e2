"""The cap in words, as a picture and as tables; for its own page and for the annual report."""

import datetime as dt

from mdps.core.ui import Cell, Table
from reporting.burn_up import BurnUp
from reporting.documents import forecast
from reporting.documents.reading import (
    amount,
    date,
    day,
    gbp,
    headings,
    money_cell,
    number_cell,
    share_cell,
    short,
)
from reporting.periods import YEAR, months_after


def finding(figures: dict) -> str:
    """The sentence of the page: what is committed, of what, and what is left."""
    return (
        f"{gbp(figures['committed'])} of the {short(figures['cap'])} cap is committed, "
        f"so {gbp(figures['headroom'])} is left"
    )


def against_plan(figures: dict) -> str:
    """Whether that is more or less than was planned by now."""
    planned = figures["planned"]["to_date"]
    difference = amount(figures["committed"]) - amount(planned)
    if not difference:
        return f"That is exactly what was planned by then, {gbp(planned)}."
    side = "above" if difference > 0 else "below"
    return (
        f"That is {gbp(str(abs(difference)))} {side} the planning line, which stands at "
        f"{gbp(planned)} on that day."
    )


def burn_up(figures: dict) -> BurnUp:
    """The picture: committed month by month against the plan, the cap and the forecast."""
    term, planned = figures["term"], figures["planned"]
    return BurnUp(
        finding=finding(figures),
        description=(
            f"A line of what was committed at the end of each month since "
            f"{day(term['operational_from'])}, which ends at {gbp(figures['committed'])} on "
            f"{day(figures['as_at'])}, under a straight planning line of "
            f"{short(planned['per_year'])} a year and a limit of {short(figures['cap'])}."
        ),
        cap=amount(figures["cap"]),
        planned=amount(planned["initial_term"]),
        start=date(term["operational_from"]),
        plan_ends=date(term["initial_term_ends"]),
        series=tuple(
            (date(point["on"]), amount(point["committed"])) for point in figures["series"]
        ),
        committed=gbp(figures["committed"]),
        cap_text=f"The cap: {short(figures['cap'])}",
        forecast=forecast.line(figures) if "forecast" in figures else (),
        plan_text=f"Planned: {short(planned['initial_term'])} by {day(term['initial_term_ends'])}",
    )


def by_year(figures: dict) -> Table:
    """Each scheme year: awards, gross, released, net, and where that left the total."""
    total = figures["awarded"]
    return Table(
        caption="Awarded and committed, by scheme year",
        headings=headings(
            "Scheme year",
            "Awards",
            "Awarded, gross",
            "Increased",
            "Given back",
            "Net",
            "Committed at its end",
            "Planned by its end",
            numeric=" nnnnnnn",
        ),
        rows=[
            [
                Cell(
                    f"{date(year['first_day']).year}-{date(year['last_day']).year % 100}",
                    hint="" if year["complete"] else "so far",
                ),
                number_cell(year["count"]),
                money_cell(year["gross"]),
                money_cell(year.get("increased", "0.00")),
                money_cell(year["released"]),
                money_cell(year["net"]),
                money_cell(year["committed_at_end"]),
                money_cell(year["planned_at_end"]),
            ]
            for year in figures["years"]
        ],
        foot=[
            Cell("To date"),
            number_cell(total["count"]),
            money_cell(total["gross"]),
            money_cell(total.get("increased", "0.00")),
            money_cell(total["released"]),
            money_cell(total["net"]),
            money_cell(figures["committed"]),
            Cell("", numeric=True),
        ],
    )


def by_lot(figures: dict) -> Table:
    """Each lot since the scheme began."""
    total = figures["awarded"]
    return Table(
        caption="Awarded and committed to date, by lot",
        headings=headings(
            "Lot",
            "Awards",
            "Awarded, gross",
            "Increased",
            "Given back",
            "Net",
            "Of the cap",
            numeric=" nnnnnn",
        ),
        rows=[
            [
                Cell(f"Lot {lot['lot']}", hint=lot["name"]),
                number_cell(lot["count"]),
                money_cell(lot["gross"]),
                money_cell(lot.get("increased", "0.00")),
                money_cell(lot["released"]),
                money_cell(lot["net"]),
                share_cell(lot["percent_of_cap"]),
            ]
            for lot in figures["lots"]
        ],
        foot=[
            Cell("All lots"),
            number_cell(total["count"]),
            money_cell(total["gross"]),
            money_cell(total.get("increased", "0.00")),
            money_cell(total["released"]),
            money_cell(total["net"]),
            share_cell(figures["percent_committed"]),
        ],
    )


def lots_by_year(figures: dict) -> Table:
    """What each scheme year left committed in each lot."""
    numbers = [lot["lot"] for lot in figures["lots"]]
    return Table(
        caption="Net, by scheme year and lot",
        headings=headings(
            "Scheme year",
            *(f"Lot {number}" for number in numbers),
            "All lots",
            numeric=" " + "n" * (len(numbers) + 1),
        ),
        rows=[
            [
                Cell(f"{day(year['first_day'])} to {day(year['last_day'])}"),
                *(money_cell(lot["net"]) for lot in year["lots"]),
                money_cell(year["net"]),
            ]
            for year in figures["years"]
        ],
        foot=[
            Cell("To date"),
            *(money_cell(lot["net"]) for lot in figures["lots"]),
            money_cell(figures["committed"]),
        ],
    )


def term(figures: dict) -> list[str]:
    """The days that bound the scheme, in sentences (CR 1, CR 2)."""
    days = figures["term"]
    extended = days["extension_ends"]
    return [
        f"The scheme has run since {day(days['operational_from'])}. Its initial term of five years "
        f"ends on {day(days['initial_term_ends'])}.",
        f"The option to extend it has been exercised to {day(extended)}."
        if extended
        else "The option to extend it by not more than two years has not been exercised.",
        f"By law no new contract is awarded after {day(days['statutory_end'])}; as things stand "
        f"the last day for an award is {day(days['last_award_day'])}.",
    ]


def by_month(figures: dict) -> Table:
    """The points of the picture: a row a month of the scheme year, a column a year."""
    points = {date(point["on"]): point["committed"] for point in figures["series"][1:]}
    by_place = {(day.year, day.month): text for day, text in points.items()}
    firsts = [date(year["first_day"]) for year in figures["years"]]
    return Table(
        caption="Committed, net, at the end of each month of the scheme year",
        headings=headings(
            "Month",
            *(f"{first.year}-{(first.year + 1) % 100}" for first in firsts),
            numeric=" " + "n" * len(firsts),
        ),
        rows=[
            [
                Cell(f"{months_after(firsts[0], place):%B}"),
                *(_point(by_place, months_after(first, place)) for first in firsts),
            ]
            for place in range(YEAR)
        ],
    )


def _point(by_place: dict[tuple[int, int], str], month: dt.date) -> Cell:
    text = by_place.get((month.year, month.month))
    return money_cell(text) if text else Cell("", numeric=True)
