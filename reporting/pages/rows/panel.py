"""The rows behind the panel's activity."""

from collections.abc import Iterator, Mapping
from typing import Any

from lots.models import RequestCategory
from panel.models import Budget
from reporting.figures.panel_budgets import EVERYBODY
from reporting.figures.panel_requests import AS_REPORTED
from reporting.models import Report
from reporting.pages.rows.rows import (
    BUDGET_LINES,
    CONDITIONS,
    DECIDED,
    MEETINGS,
    URGENT,
    WAITS,
    Behind,
    By,
    Rows,
    beside,
    days_of,
    each,
)

Of = Mapping[str, Any]


def panel(report: Report, figures: dict) -> Iterator[Behind]:
    """Every figure that has rows of its own."""
    days, before = days_of(report.period, figures), days_of(report.period.before, figures)
    categories = {category.name: category.position for category in RequestCategory.objects.all()}
    yield from each("Meetings", ("meetings",), _meetings(days))
    yield from each("Considered", ("considered",), _considered(days))
    yield from each("How long decisions took", ("turnaround",), _waits(days))
    yield from each("Urgent", ("urgent",), _urgent(days))
    yield from each("The period before", ("before",), _considered(before))
    yield from each("The period before, waits", ("before", "turnaround"), _waits(before))
    yield from _split(figures, days, categories)
    yield from each("Conditions", ("conditions",), _conditions(days))
    yield from _budgets(figures["budgets"], days)
    yield from _trend(figures["trend"], categories)
    yield from beside(figures, _compared(days), _compared(before))


def _meetings(of: Of) -> dict[str, tuple[str, Rows]]:
    held = {**of, "began": "yes"}
    return {
        "held": ("held", Rows(MEETINGS, held)),
        "cancelled": ("cancelled", Rows(MEETINGS, {**of, "state": "cancelled"})),
        "decided": ("items decided", Rows(MEETINGS, held, By.SUM, "Decided")),
        "not_reached": ("items not reached", Rows(MEETINGS, held, By.SUM, "Not reached")),
    }


def _considered(of: Of) -> dict[str, tuple[str, Rows]]:
    return {
        "requests": ("requests", Rows(DECIDED, of, By.DIFFERENT, "Request")),
        "lines": ("lines", Rows(DECIDED, of)),
        **_amounts(of),
    }


def _amounts(of: Of) -> dict[str, tuple[str, Rows]]:
    """Of lines that were decided for good."""
    final = {**of, "final": "yes"}
    return {
        "requested": ("requested", Rows(DECIDED, final, By.SUM, "Requested")),
        "approved": ("approved", Rows(DECIDED, final, By.SUM, "Approved")),
    }


def _waits(of: Of) -> dict[str, tuple[str, Rows]]:
    return {
        "lines": ("lines", Rows(WAITS, of)),
        "median_days": ("median", Rows(WAITS, of, By.MEDIAN, "Working days")),
        "longest_days": ("longest", Rows(WAITS, of, By.LONGEST, "Working days")),
    }


def _urgent(of: Of) -> dict[str, tuple[str, Rows]]:
    found = {
        "lines": ("lines", Rows(URGENT, of)),
        "amount": ("amount", Rows(URGENT, of, By.SUM, "Approved")),
    }
    for name in ("ratified", "overturned", "waiting"):
        became = {**of, "became": name}
        found[name] = (name, Rows(URGENT, became))
        if name != "ratified":
            found[f"amount_{name}"] = (f"amount {name}", Rows(URGENT, became, By.SUM, "Approved"))
    return found


def _split(figures: dict, days: Of, categories: Mapping[str, int]) -> Iterator[Behind]:
    """By category, team, decision and reason. Not by legal status: which child has which is not
    shown line by line."""
    for place, row in enumerate(figures["by_category"]):
        of = {**days, "category": categories[row["category"]]}
        yield from each(row["category"], ("by_category", place), _considered(of))
    for place, row in enumerate(figures["by_team"]):
        rows = _considered({**days, "team": row["team"]})
        yield from each(row["team"], ("by_team", place), rows)
    for place, row in enumerate(figures["by_kind"]):
        of = {**days, "kind": row["kind"]}
        final = {**of, "final": "yes"}
        rows = {
            "lines": ("lines", Rows(DECIDED, of)),
            "approved": ("approved", Rows(DECIDED, final, By.SUM, "Approved")),
        }
        yield from each(row["words"], ("by_kind", place), rows)
    for place, row in enumerate(figures["deferred"]):
        of = {**days, "kind": "defer", "reason": row["reason"]}
        way = ("deferred", place, "lines")
        yield Behind(f"Deferred, {row['reason'].lower()}", way, Rows(DECIDED, of))


def _conditions(of: Of) -> dict[str, tuple[str, Rows]]:
    return {
        "conditions": ("all", Rows(CONDITIONS, of)),
        **{
            name: (words, Rows(CONDITIONS, {**of, "state": name}))
            for name, words in (
                ("met", "met"),
                ("open_before_award", "open, before an award"),
                ("open_while_running", "open, while it runs"),
            )
        },
    }


def _budgets(rows: list[dict], days: Of) -> Iterator[Behind]:
    """The lines that something was held for by the end of the period."""
    budgets = {
        (of.get_fund_display(), of.financial_year, of.team.name if of.team else EVERYBODY): of.pk
        for of in Budget.objects.select_related("team")
    }
    for place, row in enumerate(rows):
        budget = budgets[row["fund"], row["financial_year"], row["team"]]
        for name in ("reserved", "committed", "spent"):
            of = {"held": name, "until": days["until"]}
            lines = Rows(BUDGET_LINES, of, By.SUM, name.capitalize(), record=budget)
            yield Behind(f"{row['fund']}, {row['team']}: {name}", ("budgets", place, name), lines)


def _trend(figures: dict, categories: Mapping[str, int]) -> Iterator[Behind]:
    """The years since the scheme began; those before are as they were reported to Cabinet."""
    for place, year in enumerate(figures["years"]):
        if year["basis"] == AS_REPORTED:
            continue
        of = {"year": year["financial_year"], "until": figures["as_at"]}
        way, words = ("trend", "years", place), year["financial_year"]
        yield from each(words, way, _amounts(of))
        for number, row in enumerate(year["categories"]):
            at = (*way, "categories", number)
            rows = _amounts({**of, "category": categories[row["category"]]})
            yield from each(f"{words}, {row['category']}", at, rows)


def _compared(of: Of) -> dict[str, Rows]:
    considered, waits = _considered(of), _waits(of)
    return {
        "meetings": _meetings(of)["held"][1],
        **{name: rows for name, (_, rows) in considered.items()},
        "urgent": _urgent(of)["lines"][1],
        "decided": waits["lines"][1],
        "median_days": waits["median_days"][1],
    }
