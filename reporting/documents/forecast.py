"""The forecast of the cap in words and as a table; the picture draws its middle answer."""

import datetime as dt
from decimal import Decimal

from mdps.core.ui import Cell, Table
from mdps.core.words import listed
from reporting.documents.reading import amount, date, day, headings, money_cell

BY = {
    "months_3": "The last 3 months go on",
    "months_12": "The last 12 months go on",
    "season": "The last 12 months, by season",
}
BOUNDS = {
    "initial_term": "the end of the initial term",
    "extension": "the end of the extension",
    "longest_extension": "the end of the longest extension",
    "statutory_end": "the statutory end",
}
EXPLAINED = (
    "A forecast is a straight line of the past: what was committed a day, net, goes on every day.",
    "By season, a year brings as much as the last 12 months did, but each calendar month the share "
    "that it had in the whole scheme years so far; it needs two of them.",
)


def sentence(figures: dict) -> str:
    """What the rate of 12 months comes to, against the terms."""
    answer = _of(figures, "months_12")
    if answer["reached_on"] is None:
        return "At the rate of the last 12 months the cap is never reached."
    reached, early = day(answer["reached_on"]), [BOUNDS[name] for name in answer["before"]]
    if not early:
        return (
            f"At the rate of the last 12 months the cap is reached on {reached}, after the last "
            "day on which anything can be awarded."
        )
    rate = "At the rate of the last 12 months the cap is reached on"
    return f"{rate} {reached}, before {listed(early)}."


def table(figures: dict) -> Table:
    """Each answer: its rate, the day, and the bounds that it does not last to."""
    return Table(
        caption="When the cap is reached",
        headings=headings(
            "If", "Counted since", "Cap reached on", "Before", "Rate, a year", numeric="    n"
        ),
        rows=[
            [
                Cell(BY[answer["by"]]),
                Cell(day(answer["since"])),
                Cell(day(answer["reached_on"]) if answer["reached_on"] else "Never"),
                Cell(listed([BOUNDS[name] for name in answer["before"]]) or "None of the ends"),
                money_cell(answer["a_year"]),
            ]
            for answer in figures["forecast"]["answers"]
        ],
    )


def line(figures: dict) -> tuple[tuple[dt.date, Decimal], ...]:
    """The two points of the forecast in the picture; none where the cap is never reached.

    It goes no further than the last of the ends.
    """
    reached = _of(figures, "months_12")["reached_on"]
    start, committed = date(figures["as_at"]), amount(figures["committed"])
    if reached is None or date(reached) <= start:
        return ()
    last = max(date(each["last_day"]) for each in figures["forecast"]["bounds"])
    end = date(reached)
    if end <= last:
        return ((start, committed), (end, amount(figures["cap"])))
    if last <= start:
        return ()
    gain = (amount(figures["cap"]) - committed) * (last - start).days / (end - start).days
    return ((start, committed), (last, committed + gain))


def _of(figures: dict, by: str) -> dict:
    return next(each for each in figures["forecast"]["answers"] if each["by"] == by)
