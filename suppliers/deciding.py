"""What the rules of deciding ask about applications, as they stand now."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q

from mdps.core.models import User
from suppliers.admit_rules import Deciding
from suppliers.criteria import findings
from suppliers.models import Admission, Application, Clarification, ConflictDeclaration, Judgement


def facts_for(applications: Iterable[Application], *, by: User, on: dt.date) -> dict[int, Deciding]:
    """The facts about each of `applications`, by its id. Four queries, however many."""
    asked = list(applications)
    found, until = findings(asked), _admitted_until(asked, on)
    conflicts = dict(
        ConflictDeclaration.objects.filter(application__in=asked, person=by).values_list(
            "application", "reason"
        )
    )
    questions = dict(
        Clarification.objects.filter(application__in=asked, answered_on=None)
        .values_list("application")
        .annotate(count=Count("id"))
        .order_by()
    )
    return {
        each.pk: Deciding(
            reference=each.reference,
            state=each.state,
            assessor=each.assessor_id,
            decider=by.pk,
            on=on,
            assessed_on=each.assessed_on,
            failed=tuple(
                judgement.criterion.text
                for judgement in found.get(each.pk, [])
                if judgement.outcome == Judgement.Outcome.FAIL
            ),
            admitted_until=until.get((each.supplier_id, each.lot_id)),
            conflict=conflicts.get(each.pk, ""),
            open_questions=questions.get(each.pk, 0),
        )
        for each in asked
    }


def facts(application: Application, *, by: User, on: dt.date) -> Deciding:
    """The facts about one application."""
    return facts_for([application], by=by, on=on)[application.pk]


def _admitted_until(applications: list[Application], on: dt.date) -> dict[tuple[int, int], dt.date]:
    """Until when each supplier is on its lot already, where that reaches the day `on`."""
    reaching = Admission.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=on),
        supplier__in={each.supplier_id for each in applications},
    )
    ends = reaching.values_list("supplier", "lot", "ended_on")
    return {(supplier, lot): ended_on or dt.date.max for supplier, lot, ended_on in ends}
