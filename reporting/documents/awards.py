"""The awards of the twelve months: how many, in which lots and categories, the largest."""

from mdps.core.charts import Bar, BarChart, Part
from mdps.core.ui import Cell, Table
from reporting.documents import comparison
from reporting.documents.parts import Block, bars, prose, subheading, table
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
from reporting.documents.sentences import capitalised, contracts, count, were


def blocks(figures: dict) -> list[Block]:
    """The chapter of the annual report."""
    awarded = figures["awarded"]
    if not awarded["count"]:
        return [
            prose("No contract was awarded under the MDPS in the 12 months."),
            *_before(figures),
        ]
    return [
        prose(
            f"{capitalised(contracts(awarded['count']))} worth {gbp(awarded['gross'])} "
            f"{were(awarded['count'])} awarded to "
            f"{count(awarded['suppliers'], 'service provider')} in the 12 months. The mean award "
            f"was {gbp(awarded['mean'])} and the median {gbp(awarded['median'])}."
        ),
        *_before(figures),
        subheading("Awards by lot"),
        bars(_lots_chart(figures)),
        table(_lots(figures)),
        *_by_month(figures),
        subheading("Awards by request category"),
        prose("These are the categories in which the Access to Resources Panel counts requests."),
        table(_categories(figures)),
        *_largest(figures),
        subheading(f"Awards above {short(figures['over_threshold']['threshold'])}"),
        *_above(figures),
    ]


def _before(figures: dict) -> list[Block]:
    """The twelve months before, in words where they can be compared and figure by figure."""
    before, beside = figures["year_before"], comparison.blocks(figures)
    said = prose(
        f"In the 12 months before, {contracts(before['count'])} worth {gbp(before['gross'])} "
        f"{were(before['count'])} awarded."
    )
    is_comparable = not beside or not figures["comparison"]["not_comparable"]
    return [*([said] if is_comparable else []), *beside]


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
        scale=amount(figures["awarded"]["gross"]),
    )


def _lots(figures: dict) -> Table:
    return _split(
        "Awards of the 12 months, by lot",
        "Lot",
        [(Cell(f"Lot {lot['lot']}", hint=lot["name"]), lot) for lot in figures["by_lot"]],
        figures["awarded"],
    )


def _by_month(figures: dict) -> list[Block]:
    """The months of the year by lot. Of reports made before it was counted: nothing."""
    if not figures.get("by_month"):
        return []
    return [
        subheading("Awards by lot and month"),
        bars(_months_chart(figures["by_month"])),
        table(_months(figures)),
    ]


def _months_chart(months: list[dict]) -> BarChart:
    most = max(months, key=lambda month: amount(month["gross"]))
    return BarChart(
        finding=f"Most was awarded in {_month(most)}",
        description="Gross value of the awards of each month, by lot. "
        + "; ".join(f"{_month(month)}: {gbp(month['gross'])}" for month in months),
        bars=[
            Bar(
                _month(month),
                gbp(month["gross"]),
                [
                    Part(f"Lot {lot['lot']}", amount(lot["gross"]), shade)
                    for shade, lot in enumerate(month["lots"])
                ],
            )
            for month in months
        ],
    )


def _month(row: dict) -> str:
    return f"{date(row['month']):%B %Y}"


def _months(figures: dict) -> Table:
    months, lots = figures["by_month"], [row["lot"] for row in figures["by_lot"]]
    return Table(
        caption="Awarded in each month, gross, by lot",
        headings=headings(
            "Month",
            *(f"Lot {lot}" for lot in lots),
            "All lots",
            numeric=" " + "n" * (len(lots) + 1),
        ),
        rows=[
            [
                Cell(_month(month)),
                *(money_cell(lot["gross"]) for lot in month["lots"]),
                money_cell(month["gross"]),
            ]
            for month in months
        ],
        foot=[
            Cell("Total"),
            *(money_cell(row["gross"]) for row in figures["by_lot"]),
            money_cell(figures["awarded"]["gross"]),
        ],
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


def _largest(figures: dict) -> list[Block]:
    """The table, where any of them may be shown."""
    if not figures["largest"]:
        return []
    return [subheading("The largest awards"), table(_largest_table(figures))]


def _largest_table(figures: dict) -> Table:
    awards = figures["largest"]
    return Table(
        caption=f"The {count(len(awards), 'largest award', 'largest awards')} of the 12 months",
        headings=headings("Contract", "Provider", "Service", "Value", numeric="   n"),
        rows=[
            [
                Cell(award["contract"], hint=day(award["on"])),
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
