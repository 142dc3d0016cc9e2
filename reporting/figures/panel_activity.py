"""What the panel did in a period, for the Children's Services Leadership Team (CR ¶26).

A request is considered on the day a meeting's decision about one of its lines is dated. What
counts are the decisions that were released and that nothing replaced. Requested and approved are
those of lines decided for good, as in reporting.figures.panel_requests, so that the years add up.
"""

import datetime as dt
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from lots.models import RequestCategory
from mdps.core.models import Team
from mdps.core.money import ZERO
from panel.kinds import FINAL
from panel.models import OUTCOMES, AgendaItem, DecisionCondition, PanelDecision, PanelMeeting
from panel.models.reason import Kind
from referrals.models import SupportRequest
from reporting.figures import comparison, panel_budgets, panel_requests, turnaround, urgent
from reporting.figures.comparison import COUNT, DAYS, GBP, PERCENT
from reporting.figures.plain import day_of, head, percent, pounds
from reporting.periods import Period

IS_FINAL = Q(kind__in=FINAL)
SUMS: dict[str, Any] = {
    "requests": Count("line__request", distinct=True),
    "lines": Count("id"),
    "requested": Sum("line__requested_amount", filter=IS_FINAL, default=ZERO),
    "approved": Sum("amount", filter=IS_FINAL, default=ZERO),
}
NO_STATUS, NO_REASON = "Not recorded", "No reason code"
# What is compared with the period before.
COMPARED: comparison.Places = {
    "meetings": (COUNT, ("meetings", "held")),
    "requests": (COUNT, ("considered", "requests")),
    "lines": (COUNT, ("considered", "lines")),
    "requested": (GBP, ("considered", "requested")),
    "approved": (GBP, ("considered", "approved")),
    "percent_approved": (PERCENT, ("considered", "percent_approved")),
    "urgent": (COUNT, ("urgent", "lines")),
    "decided": (COUNT, ("turnaround", "lines")),
    "median_days": (DAYS, ("turnaround", "median_days")),
}


def figures(period: Period, as_at: dt.datetime) -> dict:
    """Everything the report says of `period`, as at `as_at`. The same queries for any length."""
    made, before = decisions(period, as_at), period.before
    now, then = _counted(period, as_at), _counted(before, as_at)
    beside = then if comparison.comparable(period, as_at) else None
    return {
        **head("panel-activity", period, as_at),
        **now,
        "before": head("panel-activity", before, as_at)["period"]
        | then["considered"]
        | {"turnaround": then["turnaround"]},
        "comparison": comparison.figures(COMPARED, now, beside, period=period, as_at=as_at),
        "by_category": _by_category(made),
        "by_team": _by_team(made),
        "by_legal_status": _by_legal_status(made),
        "by_kind": _by_kind(made),
        "deferred": _deferred(made),
        "conditions": _conditions(made, as_at),
        "budgets": panel_budgets.figures(period, as_at),
        "trend": panel_requests.figures(as_at, until=period.last_day),
    }


def _counted(period: Period, as_at: dt.datetime) -> dict[str, Any]:
    """What is counted of a period and of the one before it."""
    return {
        "meetings": _meetings(period, as_at),
        "considered": considered(decisions(period, as_at)),
        "turnaround": turnaround.figures(period, as_at),
        "urgent": urgent.figures(period, as_at),
    }


def decisions(period: Period, as_at: dt.datetime) -> QuerySet[PanelDecision]:
    """The decisions of meetings and chairs in `period` that stand."""
    return PanelDecision.objects.standing().filter(
        decided_on__gte=period.start, decided_on__lt=period.end, decided_on__lte=day_of(as_at)
    )


def considered(made: QuerySet[PanelDecision]) -> dict:
    """Requests, their lines that were considered, and what was requested and approved."""
    return _plain(made.aggregate(**SUMS))


def _plain(row: dict) -> dict:
    return {
        "requests": row["requests"],
        "lines": row["lines"],
        "requested": pounds(row["requested"]),
        "approved": pounds(row["approved"]),
        "percent_approved": percent(row["approved"], row["requested"]),
    }


def _by(made: QuerySet[PanelDecision], key: str) -> dict[Any, dict]:
    rows: Any = made.order_by().values(of=F(key)).annotate(**SUMS)
    return {row["of"]: _plain(row) for row in rows}


NOTHING = _plain(dict.fromkeys(("requests", "lines"), 0) | {"requested": ZERO, "approved": ZERO})


def _by_category(made: QuerySet[PanelDecision]) -> list[dict]:
    found = _by(made, "line__request__category")
    return [
        {"category": category.name} | found.get(category.pk, NOTHING)
        for category in RequestCategory.objects.all()
    ]


def _by_team(made: QuerySet[PanelDecision]) -> list[dict]:
    """Teams with a request that was considered, by name."""
    found = _by(made, "line__request__team")
    return [
        {"team": team.name} | found[team.pk]
        for team in Team.objects.filter(pk__in=found).order_by("name")
    ]


def _by_legal_status(made: QuerySet[PanelDecision]) -> list[dict]:
    found = _by(made, "line__request__legal_status")
    statuses = [*SupportRequest.LegalStatus.choices, ("", NO_STATUS)]
    return [
        {"legal_status": words} | found.get(status, NOTHING)
        for status, words in statuses
        if status or status in found
    ]


def _by_kind(made: QuerySet[PanelDecision]) -> list[dict]:
    """Each kind of decision, with the lines it was made about and what it approved."""
    rows: Any = made.order_by().values("kind").annotate(lines=Count("id"), approved=Sum("amount"))
    found = {row["kind"]: row for row in rows}
    nothing = {"lines": 0, "approved": ZERO}
    return [
        {
            "kind": kind.value,
            "words": OUTCOMES[kind],
            "lines": found.get(kind, nothing)["lines"],
            "approved": pounds(found.get(kind, nothing)["approved"] if kind in FINAL else ZERO),
        }
        for kind in Kind
    ]


def _deferred(made: QuerySet[PanelDecision]) -> list[dict]:
    """Why lines were deferred, the most frequent reason first."""
    rows: Any = (
        made.filter(kind=Kind.DEFER)
        .order_by()
        .values(reason=F("reason_code__words"))
        .annotate(lines=Count("id"))
        .order_by("-lines", "reason")
    )
    return [{"reason": row["reason"] or NO_REASON, "lines": row["lines"]} for row in rows]


def _conditions(made: QuerySet[PanelDecision], as_at: dt.datetime) -> dict:
    """The conditions of the period's approvals, and those that were met by the day of `as_at`."""
    is_open = Q(met_on=None) | Q(met_on__gt=day_of(as_at))
    return DecisionCondition.objects.filter(decision__in=made.values("id")).aggregate(
        conditions=Count("id"),
        met=Count("id", filter=~is_open),
        open_before_award=Count("id", filter=is_open & Q(before_award=True)),
        open_while_running=Count("id", filter=is_open & Q(before_award=False)),
    )


def _meetings(period: Period, as_at: dt.datetime) -> dict:
    """Meetings that began, and what stood on their agendas."""
    held = PanelMeeting.objects.filter(
        held_on__gte=period.start, held_on__lt=period.end, held_on__lte=day_of(as_at)
    )
    began = Q(state__in=(PanelMeeting.State.OPEN, PanelMeeting.State.CLOSED))
    items = AgendaItem.objects.filter(meeting__in=held.filter(began))
    return held.aggregate(
        held=Count("id", filter=began),
        cancelled=Count("id", filter=Q(state=PanelMeeting.State.CANCELLED)),
    ) | items.aggregate(
        decided=Count("id", filter=Q(state=AgendaItem.State.CLOSED)),
        not_reached=Count("id", filter=Q(state=AgendaItem.State.NOT_REACHED)),
    )
