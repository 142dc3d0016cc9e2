"""How long decisions took: the chapter of the panel's activity, with its picture."""

from mdps.core.charts import Bar, BarChart, Part
from mdps.core.ui import Cell, Table
from reporting.documents.parts import Block, bars, note, prose, table
from reporting.documents.reading import amount, headings, number_cell, opens
from reporting.documents.sentences import count
from reporting.figures.small import WITHHELD

NOW, BEFORE = "In the period", "In the period before"
WAITS = (("median", "median_days"), ("longest", "longest_days"))


def blocks(figures: dict) -> list[Block]:
    """The wait of half of the lines and the longest, beside those of the period before."""
    found, before = figures["turnaround"], figures["before"]["turnaround"]
    if not found["lines"]:
        return [prose("No line was decided for good in the period.")]
    return [
        prose(
            f"Of {count(found['lines'], 'line')} decided for good, half had waited "
            f"{days(found['median_days'])} or less since the request was submitted, and the "
            f"longest {days(found['longest_days'])}."
        ),
        *([_waited_before(before)] if is_comparable(figures) else []),
        *([bars(_chart(figures)), table(_table(figures))] if _is_told(found) else []),
        note("Working days: Monday to Friday without the bank holidays of England and Wales."),
    ]


def is_comparable(figures: dict) -> bool:
    """Whether something may be said of the period before; older reports say it always."""
    return not figures.get("comparison", {}).get("not_comparable")


def days(wait: str | int | None) -> str:
    """`1 working day`, `4.5 working days`, `none`."""
    if wait is None:
        return "none"
    if wait == WITHHELD:
        return "a time that is withheld"
    text = str(wait).removesuffix(".0")
    return f"{text} working day" if text == "1" else f"{text} working days"


def _shown(figures: dict) -> dict[str, dict]:
    """The waits of the period, and of the one before where the two can be compared."""
    before = figures["before"]["turnaround"]
    told = {BEFORE: before} if is_comparable(figures) and _is_told(before) else {}
    return {NOW: figures["turnaround"]} | told


def _chart(figures: dict) -> BarChart:
    shown = _shown(figures)
    drawn = [
        Bar(f"{words}, {name}", days(of[key]), [Part("Working days", amount(str(of[key])), shade)])
        for name, key in WAITS
        for shade, (words, of) in enumerate(shown.items())
    ]
    return BarChart(
        finding=f"Half of the lines had waited {days(shown[NOW]['median_days'])} or less",
        description="; ".join(f"{bar.label}: {bar.text}" for bar in drawn) + ".",
        bars=drawn,
    )


def _table(figures: dict) -> Table:
    return Table(
        caption="Working days from a request's submission to the decision about its lines",
        headings=headings("When", "Lines", "Median", "Longest", numeric=" nnn"),
        rows=[
            [Cell(words), number_cell(of["lines"]), *(_days_cell(of[key]) for _, key in WAITS)]
            for words, of in _shown(figures).items()
        ],
    )


def _days_cell(wait: str | int) -> Cell:
    return Cell(str(wait), url=opens(wait), numeric=True, raw=amount(str(wait)))


def _is_told(waits: dict) -> bool:
    return waits["median_days"] not in (None, WITHHELD)


def _waited_before(before: dict) -> Block:
    return prose(
        f"In the period before the median was {days(before['median_days'])} and the longest "
        f"{days(before['longest_days'])}, of {count(before['lines'], 'line')}."
        if before["lines"]
        else "In the period before no line was decided for good."
    )
