"""The figures of a monitoring round: returns, ratings, outcomes, equality, actions (CR ¶18, ¶25).

What suppliers say counts once it is submitted. Numbers of families from 1 to 4 are withheld, and
with them whatever they could be worked out from (reporting.figures.small); numbers of suppliers,
appointments and actions are not.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, Subquery

from reporting.figures.plain import day_of
from reporting.figures.small import EVERYTHING, WITHHELD, cut, is_small, withhold
from reporting.models import MonitoringReturn, MonitoringRound, SupplierRating
from reporting.monitoring.equality import CHARACTERISTICS, STEPS, Characteristic, key
from reporting.monitoring.marks import ended_in, ratings_of, summed
from reporting.monitoring.queries import latest_grade
from reporting.monitoring.questions import KEPT, MET
from reporting.monitoring.rate_package import MARKS, QUESTIONS
from reporting.periods import Period

State = MonitoringReturn.State
SAID = (State.SUBMITTED, State.ACCEPTED)
OUTCOMES = (
    ("achieved", "Achieved"),
    ("partly", "Partly achieved"),
    ("not_achieved", "Not achieved"),
)
NOT_RATED = "Not rated"
DELIVERY = (
    "ordered",
    "delivered_in_period",
    "missed",
    "on_time",
    "late",
    "at_the_card",
    "below_the_card",
    "above_the_card",
)
FAMILIES = ("on_time", "late", "at_the_card", "below_the_card", "above_the_card")


def figures(period: Period, as_at: dt.datetime) -> dict[str, Any] | None:
    """Everything about the round of `period`, as recorded now; None where none was opened.

    What is overdue is so on the day of `as_at`. Seven queries.
    """
    of = MonitoringRound.objects.filter(period_start=period.start).first()
    if of is None:
        return None
    found = list(
        of.returns.select_related("supplier")
        .annotate(grade=Subquery(latest_grade()))
        .order_by("supplier__name", "id")
    )
    on = day_of(as_at)
    said = [each for each in found if each.state in SAID]
    return {
        "opened_on": str(of.opened_on),
        "due_on": str(of.due_on),
        "returns": _returns(of, found, on),
        "ratings": _ratings(found),
        "by_supplier": [_supplier(each) for each in found],
        "delivery": _delivery(found),
        "outcomes": _outcomes(said),
        "safety": _safety(said),
        "standards": _standards(said),
        "social_value": _social_value(said),
        "marks": _marks(period),
        "actions": _actions(of, on),
        "equality": [_equality(said, each) for each in CHARACTERISTICS],
    }


def _returns(of: MonitoringRound, found: list[Any], on: dt.date) -> dict[str, int]:
    late = of.due_on < on
    waits = [each for each in found if each.state in MonitoringReturn.WITH_PROVIDER]
    return {
        "asked": len(found),
        "received": sum(each.submitted_on is not None for each in found),
        "accepted": sum(each.state == State.ACCEPTED for each in found),
        "overdue": len(waits) if late else 0,
    }


def _ratings(found: list[Any]) -> list[dict[str, Any]]:
    """How many suppliers have each rating, the best first."""
    grades = [each.grade for each in found]
    rows = [
        {"rating": grade.label, "suppliers": grades.count(grade.value)}
        for grade in SupplierRating.Grade
    ]
    return [*rows, {"rating": NOT_RATED, "suppliers": grades.count(None)}]


def _supplier(each: Any) -> dict[str, str]:
    rated = SupplierRating.Grade(each.grade).label if each.grade else NOT_RATED
    return {
        "supplier": each.supplier.name,
        "return": State(each.state).label,
        "rating": rated,
    }


def _delivery(found: list[Any]) -> dict[str, Any]:
    """The sums of what was known when the round was opened."""
    sums = {name: sum(each.figures["totals"][name] for each in found) for name in DELIVERY}
    small = any(is_small(sums[name]) for name in FAMILIES)
    return sums | (dict.fromkeys(FAMILIES, WITHHELD) if small else {})


def _outcomes(said: list[Any]) -> list[dict[str, Any]]:
    """How the packages that ended came out, by what their suppliers say."""
    counts = {words: _sum(said, "outcomes", name) for name, words in OUTCOMES}
    rows = [{"outcome": words, "packages": number} for words, number in counts.items()]
    return withhold(rows, "outcome", cut(counts), ("packages",))


def _safety(said: list[Any]) -> dict[str, Any]:
    """Concerns and complaints; a part is withheld with the whole it belongs to."""
    concerns = _sum(said, "safeguarding", "concerns"), _sum(said, "safeguarding", "referred")
    complaints = _sum(said, "complaints", "received"), _sum(said, "complaints", "upheld")
    return {
        **_pair(("concerns", "referred"), concerns),
        **_pair(("complaints", "upheld"), complaints),
    }


def _pair(names: tuple[str, str], counts: tuple[int, int]) -> dict[str, Any]:
    """A count and a part of it, unless one of them or the rest is small."""
    whole, part = counts
    if any(map(is_small, (whole, part, whole - part))):
        return dict.fromkeys(names, WITHHELD)
    return dict(zip(names, counts, strict=True))


def _standards(said: list[Any]) -> list[dict[str, Any]]:
    """For each lot how often its standards were met, partly or not: suppliers times standards."""
    found: dict[int, dict[str, int]] = {}
    for each in said:
        for of in each.figures["standards"]:
            answers = each.answers.get(f"standards-{of['lot']}", {})
            row = found.setdefault(of["lot"], {name: 0 for name, _ in MET})
            for clause in of["clauses"]:
                given = answers.get(f"standard_{clause['number']}")
                if given in row:
                    row[given] += 1
    return [{"lot": lot, **found[lot]} for lot in sorted(found)]


def _social_value(said: list[Any]) -> list[dict[str, Any]]:
    """How many suppliers kept what they had committed themselves to (CR ¶22)."""
    given = [each.answers.get("social-value", {}).get("kept") for each in said]
    return [{"commitment": words, "suppliers": given.count(name)} for name, words in KEPT]


def _marks(period: Period) -> dict[str, Any]:
    """What social workers say of packages that ended: nothing while fewer than five are rated."""
    found = summed(list(ratings_of(period)), ended=ended_in(period).count())
    if found.rated < 5:
        return {"rated": WITHHELD if found.rated else 0, "questions": []}
    return {
        "rated": found.rated,
        "questions": [{"question": text, **_given(found.given[name])} for name, text in QUESTIONS],
    }


def _given(counts: dict[int, int]) -> dict[str, Any]:
    """How often each mark was given; small numbers are withheld, with company."""
    named = {word.lower().replace(" ", "_"): counts[mark] for mark, word in MARKS}
    held = cut(named)
    return {
        name: WITHHELD if held is EVERYTHING or name in held else count
        for name, count in named.items()
    }


def _actions(of: MonitoringRound, on: dt.date) -> dict[str, int]:
    rows: Any = of.returns.aggregate(
        set=Count("actions"),
        done=Count("actions", filter=Q(actions__done_on__isnull=False)),
        overdue=Count("actions", filter=Q(actions__done_on=None, actions__due_on__lt=on)),
    )
    return rows


def _equality(said: list[Any], of: Characteristic) -> dict[str, Any]:
    """Who asked, got and completed, by the groups of one characteristic (CR ¶18)."""
    rows: list[dict[str, Any]] = [{"group": words} for _, words in of.groups]
    for step, _ in STEPS:
        counts = {words: _sum(said, of.part_slug, key(group, step)) for group, words in of.groups}
        for row in rows:
            row[step] = counts[row["group"]]
        rows = withhold(rows, "group", cut(counts), (step,))
    return {"characteristic": of.title, "groups": rows}


def _sum(said: Iterable[Any], part: str, name: str) -> int:
    return sum(each.answers.get(part, {}).get(name) or 0 for each in said)
