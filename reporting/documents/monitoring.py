"""The six-monthly monitoring report in words (CR ¶25)."""

from mdps.core.charts import Bar, BarChart, Part
from mdps.core.ui import Cell, Table
from reporting.documents import comparison, corrections, people, returns
from reporting.documents.parts import (
    Block,
    Chapter,
    Document,
    KeyFigure,
    bars,
    note,
    prose,
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
)
from reporting.documents.sentences import capitalised, count, number

MOST_BARS = 5
EVENTS = {
    "admitted": "Admitted",
    "suspended": "Suspended",
    "removed": "Removed",
    "withdrawn": "Left of its own accord",
}


def document(figures: dict) -> Document:
    """The report that these figures make."""
    return Document(
        title="Six-monthly monitoring report",
        series="Modified Dynamic Purchasing System",
        scheme="Professional services in children’s social care",
        period=period(figures),
        as_at=day(figures["as_at"][:10]),
        as_at_moment=moment(figures["as_at"]),
        key_figures=_key_figures(figures),
        chapters=[
            Chapter("Purpose of report", _purpose(figures)),
            Chapter("Packages of support", [*_packages(figures), *comparison.blocks(figures)]),
            Chapter("Service providers with work", _with_work(figures)),
            *returns.chapters(figures),
            Chapter("Evidence that expires next", _evidence(figures)),
            Chapter("Admissions, suspensions and removals", _changes(figures)),
            *corrections.chapters(figures),
        ],
    )


def _key_figures(figures: dict) -> list[KeyFigure]:
    packages, expiring = figures["packages"], figures["evidence_expiring"]
    return [
        KeyFigure(
            "Packages live", capitalised(number(packages["live"])), "At the end of the half year"
        ),
        KeyFigure("Packages ended", capitalised(number(packages["ended"])), "In the half year"),
        KeyFigure(
            "Awarded in the half year",
            gbp(figures["awarded"]["gross"]),
            f"{count(figures['awarded']['count'], 'contract')}, gross",
        ),
        KeyFigure(
            "Evidence to renew",
            str(len(expiring["items"])),
            f"By {day(expiring['last_day'])}",
        ),
    ]


def _purpose(figures: dict) -> list[Block]:
    return [
        prose(
            "To show what the service providers on the Modified Dynamic Purchasing System (MDPS) "
            f"delivered in the six months from {period(figures)}, as Cabinet was told that "
            "contracts are monitored every six months (paragraph 25 of the report of 10 November "
            "2021)."
        ),
        note(
            "All amounts are in pounds sterling and exclude VAT. A package is live from its first "
            "to its last day of delivery; one whose whole value was released is not counted. A "
            "suspension that has ended since is not listed."
        ),
    ]


def _packages(figures: dict) -> list[Block]:
    packages = figures["packages"]
    return [
        prose(
            f"{count(packages['live'], 'package')} of support ran on beyond the half year and "
            f"{count(packages['ended'], 'package')} ended in it."
        ),
        table(
            Table(
                caption="Packages, by lot",
                headings=headings("Lot", "Live at the end", "Ended", numeric=" nn"),
                rows=[
                    [
                        Cell(f"Lot {lot['lot']}", hint=lot["name"]),
                        number_cell(lot["live"]),
                        number_cell(lot["ended"]),
                    ]
                    for lot in packages["lots"]
                ],
                foot=[
                    Cell("All lots"),
                    number_cell(packages["live"]),
                    number_cell(packages["ended"]),
                ],
            )
        ),
    ]


def _with_work(figures: dict) -> list[Block]:
    rows, awarded = figures["by_supplier"], figures["awarded"]
    if not rows:
        return [prose("No provider had a package of support in the half year.")]
    return [
        prose(
            f"{count(len(rows), 'provider')} had work in the half year or received some: "
            f"{count(awarded['count'], 'contract')} worth {gbp(awarded['gross'])} were awarded "
            "in it."
        ),
        *([bars(_chart(rows, awarded))] if awarded["count"] else []),
        table(
            Table(
                caption="Service providers with work, by what they were awarded",
                headings=headings(
                    "Provider",
                    "Awards",
                    "Awarded, gross",
                    "Released",
                    "Net",
                    "Live",
                    "Ended",
                    numeric=" nnnnnn",
                ),
                rows=[
                    [
                        Cell(row["supplier"]),
                        number_cell(row["count"]),
                        money_cell(row["gross"]),
                        money_cell(row["released"]),
                        money_cell(row["net"]),
                        number_cell(row["live"]),
                        number_cell(row["ended"]),
                    ]
                    for row in rows
                ],
                foot=[
                    Cell("Total"),
                    number_cell(awarded["count"]),
                    money_cell(awarded["gross"]),
                    money_cell(awarded["released"]),
                    money_cell(awarded["net"]),
                    number_cell(figures["packages"]["live"]),
                    number_cell(figures["packages"]["ended"]),
                ],
            )
        ),
    ]


def _chart(rows: list[dict], awarded: dict) -> BarChart:
    shown = [row for row in rows if row["count"]][:MOST_BARS]
    first = shown[0]
    return BarChart(
        finding=f"{first['supplier']} was awarded the most: {gbp(first['gross'])} of "
        f"{gbp(awarded['gross'])}",
        description="Gross value of the awards of the half year, provider by provider, at most "
        f"{MOST_BARS}. " + "; ".join(f"{row['supplier']}: {gbp(row['gross'])}" for row in shown),
        bars=[
            Bar(row["supplier"], gbp(row["gross"]), [Part("Awarded", amount(row["gross"]), 0)])
            for row in shown
        ],
        scale=amount(awarded["gross"]),
    )


def _evidence(figures: dict) -> list[Block]:
    expiring = figures["evidence_expiring"]
    until = f"from {day(expiring['first_day'])} to {day(expiring['last_day'])}"
    if not expiring["items"]:
        return [prose(f"No evidence of a provider on the MDPS expires {until}.")]
    return [
        prose(
            f"{count(len(expiring['items']), 'item')} of evidence "
            f"{'expire' if len(expiring['items']) > 1 else 'expires'} {until}."
        ),
        table(
            Table(
                caption="Evidence that expires in the next half year",
                headings=headings("Last valid day", "Provider", "Evidence"),
                rows=[
                    [Cell(day(item["expires_on"])), Cell(item["supplier"]), Cell(item["kind"])]
                    for item in expiring["items"]
                ],
            )
        ),
    ]


def _changes(figures: dict) -> list[Block]:
    events = figures["events"]
    found = [
        prose(people.sentence(figures["suppliers"])),
        table(people.by_lot(figures["suppliers"])),
    ]
    if not events:
        return found
    return [
        *found,
        table(
            Table(
                caption="What happened in the half year",
                headings=headings("Day", "Provider", "Lot", "What happened"),
                rows=[
                    [
                        Cell(day(event["on"])),
                        Cell(event["supplier"]),
                        Cell(f"Lot {event['lot']}"),
                        Cell(EVENTS[event["event"]]),
                    ]
                    for event in events
                ],
            )
        ),
    ]
