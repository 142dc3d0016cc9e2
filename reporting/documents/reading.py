"""Reading frozen figures: their plain text as amounts, days and cells."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from mdps.core import cells, money, words
from mdps.core.ui import Cell, Heading
from reporting.figures.small import WITHHELD

HELD = Cell("Withheld", numeric=True, raw=WITHHELD)
NOT_SHOWN = "an amount that is withheld"


class Opened(str):
    """A figure, as it stands in the figures, that knows the page of the rows behind it."""

    url: str

    def __new__(cls, value: str, url: str) -> "Opened":
        made = super().__new__(cls, value)
        made.url = url
        return made


class OpenedNumber(int):
    """The same of a count."""

    url: str

    def __new__(cls, value: int, url: str) -> "OpenedNumber":
        made = super().__new__(cls, value)
        made.url = url
        return made


def opens(value: object) -> str:
    """The page of the rows behind a figure; nothing where it does not know it, as on paper."""
    return value.url if isinstance(value, Opened | OpenedNumber) else ""


def amount(text: str) -> Decimal:
    """`1234.50` as a number."""
    return Decimal(text)


def gbp(text: str) -> str:
    """`1234.50` as £1,234.50."""
    return NOT_SHOWN if text == WITHHELD else money.gbp(Decimal(text))


def short(text: str) -> str:
    """`10500000.00` as £10.5m."""
    return money.gbp_short(Decimal(text))


def date(text: str) -> dt.date:
    """`2026-05-31` as a day."""
    return dt.date.fromisoformat(text)


def day(text: str) -> str:
    """`2026-05-31` as 31 May 2026."""
    return words.day(date(text))


def moment(text: str) -> str:
    """`2026-11-23T09:00:00+00:00` as 23 November 2026 at 9am."""
    return words.moment(dt.datetime.fromisoformat(text))


def period(figures: dict) -> str:
    """1 June 2025 to 31 May 2026."""
    return f"{day(figures['period']['first_day'])} to {day(figures['period']['last_day'])}"


def incomplete(figures: dict) -> str:
    """What is said of figures whose period was not over; nothing of others."""
    last_day = figures.get("period", {}).get("last_day", "")
    if figures["as_at"][:10] > last_day:
        return ""
    return (
        f"Incomplete: the period runs to {day(last_day)}, and only what was recorded by "
        f"{moment(figures['as_at'])} is counted. It is not to be published."
    )


def money_cell(text: str, *, url: str = "") -> Cell:
    """An amount in a table; `url`, or the figure itself, leads to what is behind it."""
    if text == WITHHELD:
        return HELD
    return cells.money(Decimal(text), url=url or opens(text))


def share_cell(text: str) -> Cell:
    """A share in a table: 57.0%."""
    if text == WITHHELD:
        return HELD
    return Cell(f"{text}%", numeric=True, raw=Decimal(text))


def number_cell(count: int | str, *, url: str = "") -> Cell:
    """A count in a table; `url`, or the figure itself, leads to what is behind it."""
    return HELD if isinstance(count, str) else cells.number(count, url=url or opens(count))


def headings(*texts: str, numeric: str = "") -> Sequence[Heading]:
    """Headings of a table; those whose place in `numeric` is marked with `n` are of figures."""
    return [
        Heading(text, numeric=mark == "n")
        for text, mark in zip(texts, numeric.ljust(len(texts)), strict=True)
    ]
