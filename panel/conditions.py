"""Conditions of an approval: what is still to be met, and ticking one as met.

The award asks `count_unmet`; whoever holds the condition's role ticks it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, QuerySet

from mdps.core import audit, notices
from mdps.core.compiled import Compiled
from mdps.core.models import User
from mdps.core.permissions import Forbidden
from mdps.core.roles import ROLES, RoleKey
from mdps.core.rules import Refusal, Refused, ask
from panel.models import DecisionCondition, PanelDecision
from referrals.models import RequestLine

ROLES_THAT_TICK = (
    RoleKey.COMMISSIONER.value,
    RoleKey.SOCIAL_WORKER.value,
    RoleKey.TEAM_MANAGER.value,
    RoleKey.PANEL_ADMINISTRATOR.value,
    RoleKey.PANEL_CHAIR.value,
)


@dataclass(frozen=True, kw_only=True)
class TickFacts:
    """A condition that somebody wants to tick as met."""

    words: str
    is_met: bool
    is_in_force: bool
    role: str  # in words
    holds_role: bool


def is_not_met_yet(facts: TickFacts) -> Refusal | None:
    """A condition is ticked once."""
    if facts.is_met:
        return Refusal("met-before", "This condition is ticked as met already. Refresh the page.")
    return None


def decision_is_in_force(facts: TickFacts) -> Refusal | None:
    """Only what was released and not replaced has conditions to meet."""
    if not facts.is_in_force:
        return Refusal(
            "not-in-force", "The decision of this condition is not in force. Look at the request."
        )
    return None


RULES = (is_not_met_yet, decision_is_in_force)


def conditions_of(line: RequestLine) -> QuerySet[DecisionCondition]:
    """The conditions in force on `line`, in their order; an urgent decision's hold at once."""
    return (
        DecisionCondition.objects.filter(decision__in=_in_force(line))
        .select_related("decision", "met_by")
        .order_by("id")
    )


def unmet_before_award(line: RequestLine) -> list[DecisionCondition]:
    """What must be ticked as met before anything is awarded or bought for `line`."""
    return list(_unmet(line).select_related("decision", "met_by").order_by("id"))


def count_unmet(line: RequestLine) -> int:
    """How many those are. One query."""
    return len(UNMET.rows(line=line.pk))


def _unmet(line: Any) -> QuerySet[DecisionCondition]:
    decisions = PanelDecision.objects.filter(line=line).in_force()
    return DecisionCondition.objects.filter(decision__in=decisions, before_award=True, met_on=None)


UNMET = Compiled(lambda line: _unmet(line).values_list("id"), line=BigIntegerField())


def may_tick(condition: DecisionCondition, person: User) -> bool:
    """Whether `person` holds the role that ticks it; a social worker only on their own request."""
    if not person.holds(RoleKey(condition.role)):
        return False
    request = condition.decision.line.request
    if condition.role == RoleKey.SOCIAL_WORKER:
        return request.requester_id == person.pk
    if condition.role == RoleKey.TEAM_MANAGER:
        return request.team_id == person.team_id
    return True


@transaction.atomic
def tick(condition: DecisionCondition, *, by: User, on: dt.date) -> None:
    """Say that the condition is met, on the day `on`. Locks its line.

    Raises Forbidden for somebody of another role, Refused if it is met already or not in force.
    """
    if not may_tick(condition, by):
        role = ROLES[condition.role].name.lower()
        raise Forbidden(f"This condition is ticked as met by a {role} of the request.")
    line = condition.decision.line
    RequestLine.objects.select_for_update().get(pk=line.pk)
    condition.refresh_from_db(fields=["met_on", "met_by"])
    if refusals := ask(RULES, _facts(condition, line, by)):
        raise Refused(refusals)
    condition.met_on, condition.met_by = on, by
    condition.save(update_fields=["met_on", "met_by"])
    audit.record("condition.met", line.request, by=by, line=line, condition=condition.pk)
    if not count_unmet(line):
        notices.tell(
            User.objects.holding(RoleKey.COMMISSIONER),
            f"The conditions of {line.reference} are met: it can be awarded",
            url=line.request.get_absolute_url(),
        )


def refusals_against_ticking(condition: DecisionCondition, *, by: User) -> list[Refusal]:
    """Why `by` cannot tick it now; empty means they can."""
    return ask(RULES, _facts(condition, condition.decision.line, by))


def _facts(condition: DecisionCondition, line: RequestLine, by: User) -> TickFacts:
    return TickFacts(
        words=condition.words,
        is_met=condition.met_on is not None,
        is_in_force=_in_force(line).filter(pk=condition.decision_id).exists(),
        role=condition.role_name,
        holds_role=may_tick(condition, by),
    )


def _in_force(line: RequestLine) -> QuerySet:
    """The decisions on `line` whose conditions hold: the one released last, and an urgent one
    until the panel overturns it (ratifying keeps its conditions)."""
    return line.decisions.in_force()
