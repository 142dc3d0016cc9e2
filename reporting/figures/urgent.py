"""Urgent approvals between meetings, and what the next meeting made of them."""

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Q, Sum

from mdps.core.money import ZERO
from panel.models import PanelDecision
from reporting.figures.plain import day_of, pounds
from reporting.periods import Period

Kind = PanelDecision.Kind


def figures(period: Period, as_at: dt.datetime) -> dict:
    """Those of `period`, by what had become of them by the day of `as_at`. One query."""
    ratified, overturned = (Q(_settled(kind, as_at)) for kind in (Kind.RATIFY, Kind.OVERTURN))
    waiting = ~ratified & ~overturned
    sums = PanelDecision.objects.filter(
        route=PanelDecision.Route.URGENT,
        decided_on__gte=period.start,
        decided_on__lt=period.end,
        decided_on__lte=day_of(as_at),
    ).aggregate(
        lines=Count("id"),
        ratified=Count("id", filter=ratified),
        overturned=Count("id", filter=overturned),
        waiting=Count("id", filter=waiting),
        amount_overturned=Sum("amount", filter=overturned, default=ZERO),
        amount_waiting=Sum("amount", filter=waiting, default=ZERO),
        amount=Sum("amount", default=ZERO),  # last: those above are of the column
    )
    return {
        name: pounds(value) if name.startswith("amount") else value for name, value in sums.items()
    }


def _settled(kind: str, as_at: dt.datetime) -> Exists:
    """Whether a meeting has said so, of the line of an urgent decision, and released it."""
    return Exists(
        PanelDecision.objects.standing().filter(
            line=OuterRef("line"), kind=kind, decided_on__lte=day_of(as_at)
        )
    )
