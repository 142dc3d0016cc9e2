"""The cases of the service: what is known of each, and whose time is over."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Greatest

from contracts.models import CallOffContract
from keeping.disposal_rules import Case
from keeping.models import Disposal, Hold
from keeping.periods import PROCUREMENT_YEARS, Due, Known, due, years_after
from referrals.models import SupportRequest

Requests, CallOffs = SupportRequest.State, CallOffContract.State
OVER = (Requests.DECIDED, Requests.WITHDRAWN, Requests.DECLINED)
TOMBSTONE = "DISPOSED-"


def requests_of(reference: str) -> QuerySet[SupportRequest]:
    """Every request of a case, in the order of their ids."""
    return SupportRequest.objects.filter(case_reference=reference).order_by("id")


def whose_time_is_over(on: dt.date) -> Iterator[tuple[str, Due]]:
    """The cases that are due on the day `on`, by their references. Two queries."""
    # No period is shorter than this; what is younger need not be looked at.
    oldest = years_after(on, -PROCUREMENT_YEARS)
    for reference, known in _known(SupportRequest.objects.all()):
        if known.last_on <= oldest and (found := due(known)).on <= on:
            yield reference, found


def about(
    reference: str, *, on: dt.date, reason: str = "A reason", same_person: bool = False
) -> Case:
    """The facts of one case for the rules. Five queries."""
    requests = requests_of(reference)
    contracts = CallOffContract.objects.filter(
        line__request__in=requests, state__in=CallOffContract.LIVE
    )
    running = (each.reference for each in requests.exclude(state__in=OVER))
    known = dict(_known(requests))
    found = due(known[reference]) if known else Due(dt.date.max, "")
    return Case(
        reference=reference,
        requests=requests.count(),
        due_on=found.on,
        due_because=found.words,
        running=(*running, *(each.reference for each in contracts)),
        holds=tuple(hold.get_kind_display().lower() for hold in holds_of(reference)),
        on=on,
        proposed_already=Disposal.objects.filter(
            case_reference=reference, state=Disposal.State.PROPOSED
        ).exists(),
        reason=reason,
        same_person=same_person,
    )


def holds_of(reference: str) -> QuerySet[Hold]:
    """The holds on a case that are not lifted."""
    return Hold.objects.filter(case_reference=reference, lifted_on=None).order_by("id")


def _known(requests: QuerySet[SupportRequest]) -> Iterable[tuple[str, Known]]:
    """Each case of `requests`, by reference. A draft counts from its first day."""
    rows = (
        requests.exclude(case_reference__startswith=TOMBSTONE)
        .order_by("case_reference")
        .values("case_reference")
        .annotate(
            count=Count("id"),
            statuses=ArrayAgg("legal_status", distinct=True),
            bases=ArrayAgg("legal_basis", distinct=True),
            born=Max("year_of_birth"),
            last=Greatest(
                Max("state_since"),
                Max("created_on"),
                Max(
                    "lines__contracts__ends_on",
                    filter=~Q(lines__contracts__state=CallOffs.UNAWARDED),
                ),
            ),
        )
    )
    for row in rows:
        yield (
            row["case_reference"],
            Known(frozenset(row["statuses"]), frozenset(row["bases"]), row["born"], row["last"]),
        )
