"""What of monitoring waits for whom: a provider's returns, and those to read or to chase."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from contracts.models import CallOffContract
from mdps.core import clock, worklist
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.words import shortened
from mdps.core.worklist import Task, Waiting
from reporting.models import (
    MonitoringAction,
    MonitoringReturn,
    MonitoringRound,
    SupplierRating,
)
from reporting.monitoring.act import overdue as overdue_action
from reporting.monitoring.queries import (
    actions_visible_to,
    latest_grade,
    overdue,
    returns_visible_to,
)
from reporting.monitoring.rate_package import to_rate
from suppliers.models import Admission

State = MonitoringReturn.State
LINE = 80


def _reads_returns(user: User) -> bool:
    """Whether it is this person's daily work; a commissioning manager decides instead."""
    decides = Permission.ADMISSION_DECIDE in user.permissions
    return Permission.MONITORING_MANAGE in user.permissions and not decides


@worklist.source()
def own_returns(user: User) -> Iterator[Waiting]:
    """To a provider: its returns until they are submitted, and again when they come back."""
    may_read_all = Permission.MONITORING_READ in user.permissions
    if may_read_all or Permission.RETURN_COMPLETE not in user.permissions:
        return
    found = returns_visible_to(user).filter(state__in=MonitoringReturn.WITH_PROVIDER)

    def tasks(each: MonitoringReturn) -> Iterator[Task]:
        back = each.state == State.RETURNED
        yield Task(
            title=f"Monitoring return for {each.round.period.words}",
            url=reverse("monitoring:tasks", args=[each.pk]),
            why="The council has questions about it" if back else "The council asks how it went",
            since=each.round.opened_on,
            due=each.round.due_on,
            group="Your monitoring returns",
        )

    yield Waiting(found.order_by("round__due_on", "id"), tasks)


@worklist.source()
def to_read(user: User) -> Iterator[Waiting]:
    """To commissioners: submitted returns, to be accepted or sent back."""
    if not _reads_returns(user):
        return
    submitted = MonitoringReturn.objects.filter(state=State.SUBMITTED)

    def tasks(each: MonitoringReturn) -> Iterator[Task]:
        yield Task(
            title=str(each),
            url=each.get_absolute_url(),
            why="It was submitted and waits to be read",
            since=each.submitted_on or clock.today(),
            group="Monitoring returns to read",
            all_url=f"{reverse('monitoring:returns')}?state={State.SUBMITTED}",
        )

    yield Waiting(_found(submitted.order_by("submitted_on", "id")), tasks)


@worklist.source()
def to_chase(user: User) -> Iterator[Waiting]:
    """To commissioners: returns that are overdue."""
    if not _reads_returns(user):
        return
    late = MonitoringReturn.objects.filter(overdue(clock.today()))

    def tasks(each: MonitoringReturn) -> Iterator[Task]:
        yield Task(
            title=str(each),
            url=each.get_absolute_url(),
            why="The provider has not returned it. Ask for it, or enter it from its e-mail.",
            since=each.round.opened_on,
            due=each.round.due_on,
            group="Monitoring returns overdue",
            all_url=f"{reverse('monitoring:returns')}?overdue=yes",
        )

    yield Waiting(_found(late.order_by("round__due_on", "id")), tasks)


@worklist.source(Permission.ADMISSION_DECIDE)
def to_decide(user: User) -> Iterator[Waiting]:
    """To commissioning managers: suppliers of the latest round that are on a lot still, though
    they are rated Inadequate or have left an action undone. Until they are rated better, what was
    to be done is done, they are suspended, or the next round is opened."""
    undone = MonitoringAction.objects.filter(
        overdue_action(clock.today()), of_return=OuterRef("pk")
    )
    on_a_lot = Admission.objects.filter(
        state=Admission.State.ADMITTED, supplier=OuterRef("supplier")
    )
    latest = MonitoringRound.objects.order_by("-period_end").values("pk")[:1]
    found = (
        MonitoringReturn.objects.filter(round__in=latest)
        .annotate(grade=Subquery(latest_grade()))
        .filter(Q(grade=SupplierRating.Grade.INADEQUATE) | Exists(undone), Exists(on_a_lot))
    )

    def tasks(each: Any) -> Iterator[Task]:
        inadequate = each.grade == SupplierRating.Grade.INADEQUATE
        yield Task(
            title=str(each),
            url=each.get_absolute_url(),
            why="It is rated Inadequate: decide whether to suspend it"
            if inadequate
            else "An action is overdue: decide whether to suspend it",
            since=each.round.opened_on,
            group="Suppliers to decide about after monitoring",
        )

    yield Waiting(_found(found.order_by("supplier__name", "id")), tasks)


def _found(returns: QuerySet[Any]) -> QuerySet[Any]:
    return returns.select_related("supplier", "round").defer("figures", "answers_words")


@worklist.source(Permission.RETURN_COMPLETE)
def own_actions(user: User) -> Iterator[Waiting]:
    """To the owner of an action, at the council or at the provider, until it is done."""
    found = actions_visible_to(user).filter(owner=user, done_on=None)

    def tasks(each: MonitoringAction) -> Iterator[Task]:
        yield Task(
            title=f"{each.reference}: {shortened(each.text, LINE)}",
            url=reverse("monitoring:done", args=[each.pk]),
            why=f"It is yours, after the monitoring of {each.of_return.supplier}",
            since=each.set_on,
            due=each.due_on,
            group="Monitoring actions",
        )

    yield Waiting(found.order_by("due_on", "id"), tasks)


@worklist.source()
def packages_to_rate(user: User) -> Iterator[Waiting]:
    """To a social worker: packages that have ended, until they are rated or half a year is over."""

    def tasks(each: CallOffContract) -> Iterator[Task]:
        yield Task(
            title=f"{each.reference}: {each.service} by {each.delivered_by}",
            url=reverse("monitoring:rate-package", args=[each.pk]),
            why="It has ended. Say how it went: it takes less than a minute.",
            since=each.state_since,
            group="Packages to rate",
            all_url=f"{reverse('monitoring:packages')}?rated=no",
        )

    yield Waiting(to_rate(user, clock.today()).order_by("state_since", "id"), tasks)
