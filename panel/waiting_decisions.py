"""What of decisions waits for whom: urgent ones to ratify, in principle to endorse, conditions.

Urgent decisions that are not ratified stand on everybody's home page who has to do with them: the
panel, whoever decided, and the commissioners, who may be buying on them.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.urls import reverse

from mdps.core import clock, worklist
from mdps.core.financial_years import financial_year
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Permission, can
from mdps.core.words import day
from mdps.core.worklist import Task, Waiting
from panel import packages
from panel.chairing import may_chair
from panel.conditions import ROLES_THAT_TICK, may_tick
from panel.models import Budget, Custodian, DecisionCondition, PackageReview, PanelDecision
from panel.queries import to_endorse, urgent_to_ratify
from referrals.models import FundingSource

RATIFIERS = (
    Permission.PANEL_DECIDE,
    Permission.MEETING_MANAGE,
    Permission.URGENT_DECIDE,
    Permission.CONTRACT_AWARD,
)


@worklist.source(*RATIFIERS)
def urgent_decisions(user: User) -> Iterator[Waiting]:
    """Urgent approvals that no meeting has ratified or overturned yet."""

    def tasks(decision: PanelDecision) -> Iterator[Task]:
        request = decision.line.request
        yield Task(
            title=f"{request.reference}: {decision.line.service.name}",
            url=request.get_absolute_url(),
            why=f"{gbp(decision.amount)} approved urgently by {decision.decided_by.name}; the next "
            "panel meeting ratifies or overturns it",
            since=decision.decided_on,
            group="Urgent decisions to be ratified",
        )

    yield Waiting(urgent_to_ratify(), tasks)


@worklist.source()
def decisions_in_principle(user: User) -> Iterator[Waiting]:
    """To chairs and deputies: what a meeting without them agreed in principle; not their own."""
    if not can(user, Permission.PANEL_DECIDE) or not may_chair(user):
        return
    own = Q(line__request__requester=user) | Q(
        line__request__endorser=user, line__request__endorser__isnull=False
    )

    def tasks(decision: PanelDecision) -> Iterator[Task]:
        request = decision.line.request
        yield Task(
            title=f"Endorse {request.reference}: {decision.line.service.name}",
            url=reverse("panel:endorse", args=[decision.pk]),
            why=f"{gbp(decision.amount)} agreed in principle on {day(decision.decided_on)}",
            since=decision.decided_on,
            due=request.needed_by,
            group="To endorse",
        )

    yield Waiting(to_endorse().exclude(own), tasks)


@worklist.source()
def conditions_to_tick(user: User) -> Iterator[Waiting]:
    """Conditions that must be ticked before an award, to whoever holds their role."""
    if not set(user.roles).intersection(ROLES_THAT_TICK):
        return
    waiting = DecisionCondition.objects.filter(
        before_award=True,
        met_on=None,
        role__in=user.roles,
        decision__in=PanelDecision.objects.in_force(),
        decision__line__state="approved",
    ).select_related("decision__line__request", "decision__line__service")

    def tasks(condition: DecisionCondition) -> Iterator[Task]:
        if may_tick(condition, user):
            yield Task(
                title=f"{condition.decision.line.request.reference}: {condition.words}",
                url=reverse("panel:condition", args=[condition.pk]),
                why="Tick it as met: nothing can be awarded before",
                since=condition.decision.decided_on,
                due=condition.decision.line.approved_until,
                group="Conditions to be met",
            )

    yield Waiting(waiting.order_by("id"), tasks)


@worklist.source(Permission.PANEL_DECIDE)
def packages_to_review(user: User) -> Iterator[Waiting]:
    """To the panel: packages that end soon and no meeting has reviewed yet."""

    def tasks(review: PackageReview) -> Iterator[Task]:
        yield Task(
            title=f"Review {review.contract_reference} of {review.line.request.reference}",
            url=review.get_absolute_url(),
            why=f"The package ends on {day(review.ends_on)}",
            since=review.brought_on,
            due=review.ends_on,
            group="Packages that end soon",
        )

    yield Waiting(packages.open_reviews(), tasks)


@worklist.source(Permission.BUDGET_MANAGE)
def budgets_without_custodian(user: User) -> Iterator[Waiting]:
    """To those who manage budgets: budgets of this year for which nobody answers."""
    today = clock.today()
    year = financial_year(today)
    budgets = Budget.objects.filter(financial_year=year).select_related("team")

    def tasks(budget: Budget) -> Iterator[Task]:
        yield Task(
            title=f"Name a custodian of the {budget.reference}",
            url=reverse("panel:custodian", args=[budget.pk]),
            why="Nothing can be approved from it until somebody answers for it",
            since=today,
            group="Budgets",
        )

    yield Waiting(budgets.exclude(custodians__in=_in_office(today)).order_by("id"), tasks)


@worklist.source(Permission.BUDGET_MANAGE)
def funds_without_budget(user: User) -> Iterator[Waiting]:
    """To the same: the funds of this year without a budget. What is read is who asks, with the
    funds that have one."""
    year = financial_year(clock.today())
    budgets = Budget.objects.filter(financial_year=year, team=None)

    def tasks(with_funds: Any) -> Iterator[Task]:
        for fund in FundingSource:
            if fund not in with_funds.funds:
                yield Task(
                    title=f"Set the {fund.label} for {year}",
                    url=reverse("panel:set-budget"),
                    why="Without it nothing can be approved",
                    since=clock.today(),
                    group="Budgets",
                )

    itself = User.objects.filter(pk=user.pk)
    yield Waiting(itself.annotate(funds=ArraySubquery(budgets.values("fund"))), tasks)


def _in_office(on: dt.date) -> QuerySet[Custodian]:
    return Custodian.objects.filter(starts_on__lte=on).exclude(ends_on__lt=on)
