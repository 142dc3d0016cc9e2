"""What waits for those who award and for those who record authorities."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from contracts.models import CabinetRequest, CallOffContract, PackageSafeguard, StandingAuthority
from contracts.queries import lines_to_award, past_their_end
from contracts.safeguards import open_safeguards
from contracts.tables import meet_url
from mdps.core import clock, worklist
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Permission
from mdps.core.words import day
from mdps.core.worklist import Task, Waiting
from panel.models import PanelDecision
from referrals.models import RequestLine

SOON = dt.timedelta(days=30)


@worklist.source()
def approved_lines(user: User) -> Iterator[Waiting]:
    """Approved lines, those whose approval ends first at the top."""
    lines = lines_to_award(user, clock.today()).order_by("approved_until", "id")

    def tasks(line: RequestLine) -> Iterator[Task]:
        yield Task(
            title=f"{'Award' if line.service.lot_id else 'Buy'} {line.service.name} "
            f"for {line.request.reference}",
            url=meet_url(line),
            why=f"{gbp(line.approved_left)} of the panel's approval is not awarded yet.",
            since=line.request.state_since,
            due=line.approved_until,
            group="Approved and not yet awarded",
            all_url=reverse("contracts:to-award"),
        )

    yield Waiting(lines, tasks)


@worklist.source(Permission.CONTRACT_AWARD)
def awarded_and_overturned(user: User) -> Iterator[Waiting]:
    """Call-offs that are not over, awarded on an urgent approval that the panel overturned.

    They stay here until somebody un-awards, ends or completes them.
    """
    overturned = PanelDecision.objects.standing().filter(kind=PanelDecision.Kind.OVERTURN)
    latest = overturned.filter(line=OuterRef("line")).order_by("-pk")
    found = (
        CallOffContract.objects.filter(
            line__in=overturned.values("line"), state__in=CallOffContract.LIVE
        )
        .annotate(overturned_on=Subquery(latest.values("decided_on")[:1]))
        .select_related("line", "supplier")
    )

    def tasks(contract: Any) -> Iterator[Task]:
        yield Task(
            title=f"Decide what becomes of {contract.reference}, {contract.supplier}",
            url=contract.get_absolute_url(),
            why="The panel overturned the urgent approval it was awarded on: un-award it, end it "
            "early, or agree with the chair to let it run.",
            since=contract.overturned_on,
            group="Awarded and overturned",
        )

    yield Waiting(found.order_by("id"), tasks)


@worklist.source(Permission.CONTRACT_AWARD)
def over_and_not_completed(user: User) -> Iterator[Waiting]:
    """Call-offs whose last day is over, the longest over at the top.

    What they did not deliver stays committed under the cap until somebody completes them.
    """
    found = CallOffContract.objects.filter(past_their_end(clock.today()))

    def tasks(contract: CallOffContract) -> Iterator[Task]:
        yield Task(
            title=f"{contract.reference}, {contract.supplier}",
            url=contract.get_absolute_url(),
            why=f"Its last day was {day(contract.ends_on)}. What was not delivered counts against "
            "the cap until it is completed.",
            since=contract.ends_on,
            group="Call-offs past their last day",
            all_url=f"{reverse('contracts:list')}?over=yes",
        )

    yield Waiting(found.select_related("supplier").order_by("ends_on", "id"), tasks)


@worklist.source(Permission.AUTHORITY_MANAGE)
def cabinet_requests(user: User) -> Iterator[Waiting]:
    """Requests whose notice is to be published, or whose decision may be there."""
    may_decide = Q(earliest_on=None) | Q(earliest_on__lte=clock.today())
    found = CabinetRequest.objects.filter(may_decide, state__in=CabinetRequest.OPEN)

    def tasks(asked: CabinetRequest) -> Iterator[Task]:
        since = f"may decide from {day(asked.earliest_on)}" if asked.earliest_on else "needs notice"
        yield Task(
            title=f"{'Record the decision on' if asked.notice_on else 'Publish the notice of'} "
            f"{asked.reference}",
            url=reverse("contracts:cabinet-request", args=[asked.pk]),
            why=f"Cabinet is asked for up to {gbp(asked.value)} and {since}.",
            since=asked.state_since,
            due=asked.meeting_on,
            group="Cabinet decisions",
            all_url=reverse("contracts:cabinet-requests"),
        )

    yield Waiting(found.order_by("id"), tasks)


@worklist.source(Permission.AUTHORITY_MANAGE)
def ending_authorities(user: User) -> Iterator[Waiting]:
    """Standing authorities that end within 30 days, where the holder has no later one.

    Which lots and values the later one covers is for the commissioning manager to judge.
    """
    today = clock.today()
    later = StandingAuthority.objects.filter(
        holder=OuterRef("holder"), ends_on__gt=OuterRef("ends_on")
    )
    ending = StandingAuthority.objects.filter(
        ~Exists(later), ends_on__range=(today, today + SOON), holder__is_active=True
    )

    def tasks(authority: StandingAuthority) -> Iterator[Task]:
        yield Task(
            title=f"Renew {authority.reference} of {authority.holder}",
            url=reverse("contracts:authorities"),
            why=f"It ends on {day(authority.ends_on)}; nothing can be awarded under it after.",
            since=authority.starts_on,
            due=authority.ends_on,
            group="Authorities that end soon",
        )

    yield Waiting(ending.select_related("holder"), tasks)


@worklist.source(Permission.CONTRACT_AWARD)
def suspended_packages(user: User) -> Iterator[Waiting]:
    """Call-offs whose supplier is suspended for safeguarding, to their owner. What was not chosen
    on the day also to the commissioning managers."""
    today = clock.today()
    mine = Q(owner=user, choice__in=("", *FOLLOWED))
    if Permission.ADMISSION_DECIDE in user.permissions:
        mine |= Q(choice="", due_on__lt=today)

    def tasks(each: PackageSafeguard) -> Iterator[Task]:
        yield Task(
            title=f"{each.contract.reference} of {each.contract.delivered_by}",
            url=each.contract.get_absolute_url() if each.choice else each.get_absolute_url(),
            why=_why_safeguard(each, today),
            since=each.due_on,
            due=None if each.choice else each.due_on,
            group="Call-offs of suspended suppliers",
            all_url=reverse("contracts:safeguards"),
        )

    yield Waiting(open_safeguards().filter(mine).order_by("due_on", "id"), tasks)


def _why_safeguard(safeguard: PackageSafeguard, today: dt.date) -> str:
    if safeguard.choice:
        return FOLLOWED[PackageSafeguard.Choice(safeguard.choice)]
    if safeguard.due_on < today:
        return (
            f"Nobody chose on {day(safeguard.due_on)} what becomes of it. "
            f"{safeguard.owner} owns the choice."
        )
    return "Its supplier is suspended. Choose today what becomes of it."


FOLLOWED = {
    PackageSafeguard.Choice.TRANSFER: "To be transferred: move it to another supplier.",
    PackageSafeguard.Choice.END: "To be ended: end it early.",
}
