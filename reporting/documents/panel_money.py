"""The panel's budgets as a table of the activity report."""

from mdps.core.ui import Cell, Table
from reporting.documents.parts import Block, prose, table
from reporting.documents.reading import amount, gbp, headings, money_cell

COLUMNS = ("amount", "reserved", "committed", "spent", "left")


def blocks(figures: dict) -> list[Block]:
    """The chapter: each budget, and those that are overspent in a sentence."""
    budgets = figures["budgets"]
    if not budgets:
        return [prose("No budget is set for the period.")]
    over = [budget for budget in budgets if amount(budget["left"]) < 0]
    said = [
        f"{budget['fund']}, {budget['team']}, {budget['financial_year']}: "
        f"{gbp(budget['left'])} is left."
        for budget in over
    ]
    return [
        prose(*said) if said else prose("No budget is overspent."),
        table(
            Table(
                caption="Budgets at the end of the period",
                headings=headings(
                    "Budget", "Amount", "Reserved", "Committed", "Spent", "Left", numeric=" nnnnn"
                ),
                rows=[
                    [
                        Cell(budget["fund"], hint=f"{budget['team']}, {budget['financial_year']}"),
                        *(money_cell(budget[column]) for column in COLUMNS),
                    ]
                    for budget in budgets
                ],
            )
        ),
    ]
