"""What makes a row of the panel's history good. Pure: no database, nothing raised."""

import re
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import NotMoney, gbp, parse_gbp

YEAR = re.compile(r"(\d{4})-(\d{2})")
AMOUNTS = ("amount_requested", "amount_approved")
COLUMNS = ("financial_year", "request_category", *AMOUNTS)


@dataclass(frozen=True)
class Line:
    """A good row."""

    financial_year: str
    category: str
    requested: Decimal
    approved: Decimal


@dataclass(frozen=True)
class Known:
    """What a row is held against: the categories, the first year recorded here, what is there."""

    categories: frozenset[str]
    first_recorded_year: str
    present: dict[tuple[str, str], tuple[Decimal, Decimal]]


def read(values: dict[str, str], known: Known) -> Line | list[str]:
    """The line in the `values` of the columns, or every reason against it."""
    reasons = [*_year(values["financial_year"], known), *_category(values, known)]
    amounts = {}
    for name in AMOUNTS:
        try:
            amounts[name] = parse_gbp(values[name])
        except NotMoney as error:
            reasons.append(f"{name} is “{values[name]}”. {error}.")
    if reasons:
        return reasons
    requested, approved = (amounts[name] for name in AMOUNTS)
    line = Line(values["financial_year"], values["request_category"], requested, approved)
    return _against_present(line, known) or line


def _year(text: str, known: Known) -> list[str]:
    found = YEAR.fullmatch(text)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return [f"“{text}” is not a financial year. Write it like 2019-20."]
    if text >= known.first_recorded_year:
        return [f"{text} is recorded here decision by decision, so it cannot be imported."]
    return []


def _category(values: dict[str, str], known: Known) -> list[str]:
    name = values["request_category"]
    return [] if name in known.categories else [f"“{name}” is not one of the request categories."]


def _against_present(line: Line, known: Known) -> list[str]:
    there = known.present.get((line.financial_year, line.category))
    if there is None or there == (line.requested, line.approved):
        return []
    return [
        f"{line.financial_year} has {gbp(there[0])} requested and {gbp(there[1])} approved for "
        "this category already. What was reported is not changed by an import."
    ]
