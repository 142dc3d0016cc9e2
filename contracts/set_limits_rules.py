"""The rules of setting which routes are allowed, and the figures that awards are measured by."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import day


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Something that holds from `effective_from` on; `already` where that day has one."""

    effective_from: dt.date
    today: dt.date
    already: bool


@dataclass(frozen=True, kw_only=True)
class Band(Setting):
    """The values, GBP ex VAT, that a route is allowed for; no `to_value` means no upper end."""

    from_value: Decimal
    to_value: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Figures(Setting):
    """The thresholds of procurement law, GBP ex VAT."""

    published_above: Decimal
    contracts_finder_above: Decimal
    light_touch_above: Decimal


def begins_today_or_later(facts: Setting) -> Refusal | None:
    """It begins today or later, so that what was awarded stays as it was allowed."""
    if facts.effective_from >= facts.today:
        return None
    return Refusal(
        "in-the-past",
        f"{day(facts.effective_from)} is in the past. Enter {day(facts.today)} or a later day.",
        field="effective_from",
    )


def is_the_only_one_of_its_day(facts: Setting) -> Refusal | None:
    """Nothing else was set for the same day."""
    if not facts.already:
        return None
    return Refusal(
        "already-set",
        f"One is set from {day(facts.effective_from)} already. Enter another day.",
        field="effective_from",
    )


def band_runs_upward(facts: Band) -> Refusal | None:
    """The upper end is not below the lower one."""
    if facts.to_value is None or facts.to_value >= facts.from_value:
        return None
    return Refusal(
        "band-backwards",
        f"{gbp(facts.to_value)} is below {gbp(facts.from_value)}. Enter a higher upper end, or "
        "leave it empty.",
        field="to_value",
    )


def thresholds_run_upward(facts: Figures) -> Refusal | None:
    """Publication, Contracts Finder and the light-touch regime follow one another.

    Equal is allowed.
    """
    if facts.published_above <= facts.contracts_finder_above <= facts.light_touch_above:
        return None
    return Refusal(
        "thresholds-backwards",
        f"Contracts are published above {gbp(facts.published_above)}, notified above "
        f"{gbp(facts.contracts_finder_above)} and of the light-touch regime above "
        f"{gbp(facts.light_touch_above)}. None of these can be below the one before it.",
        "PCR 2015",
        field="contracts_finder_above",
    )


LIMITS = (begins_today_or_later, is_the_only_one_of_its_day, thresholds_run_upward)
ROUTE = (begins_today_or_later, is_the_only_one_of_its_day, band_runs_upward)
