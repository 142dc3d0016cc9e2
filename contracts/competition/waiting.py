"""What waits for whom about mini-competitions."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from contracts.competition.queries import invitations_visible_to
from contracts.competition.steps import has_closed, next_step
from contracts.models import Competition, CompetitionInvitation, Quote
from mdps.core import clock, worklist
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.words import count
from mdps.core.worklist import Task, Waiting

State = Competition.State


@worklist.source(Permission.CONTRACT_AWARD)
def competitions(user: User) -> Iterator[Waiting]:
    """Competitions on which an officer has something to do now, and open questions."""
    now, today = clock.now(), clock.today()
    unanswered = Count(
        "invitations__questions",
        filter=Q(invitations__questions__isnull=False, invitations__questions__answered=None),
    )
    running = (
        Competition.objects.filter(state__in=Competition.RUNNING)
        .exclude(line__request__requester=user)
        .select_related("service", "winner")
        .annotate(unanswered=unanswered)
        .order_by("closes_at", "id")
    )

    def tasks(each: Any) -> Iterator[Task]:
        is_open = each.state == State.OPEN and not has_closed(each, now)
        if is_open and not each.unanswered:
            return
        questions = count(each.unanswered, "question waits", "questions wait")
        yield Task(
            title=f"{each.reference} for {each.service.name}",
            url=each.get_absolute_url(),
            why=f"{questions} for an answer." if is_open else next_step(each, now, today),
            since=each.state_since,
            due=_day(each.closes_at) if is_open else None,
            group="Mini-competitions",
            all_url=reverse("contracts:competitions"),
        )

    yield Waiting(running, tasks)


@worklist.source(Permission.QUOTE_GIVE)
def invitations(user: User) -> Iterator[Waiting]:
    """Invitations that a supplier's people have not answered with a quote."""
    given = Quote.objects.filter(invitation=OuterRef("pk"), replaced_by=None, is_withdrawal=False)
    waiting = invitations_visible_to(user).filter(
        ~Exists(given), competition__state=State.OPEN, closes_at__gte=clock.now()
    )

    def tasks(each: CompetitionInvitation) -> Iterator[Task]:
        yield Task(
            title=f"Quote in {each.reference} for {each.competition.service.name}",
            url=each.get_absolute_url(),
            why="You are invited to quote, with every other supplier of the lot.",
            since=each.competition.state_since,
            due=_day(each.closes_at),
            group="Invitations to quote",
            all_url=reverse("contracts:invitations"),
        )

    yield Waiting(waiting.order_by("closes_at", "id"), tasks)


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(clock.LONDON).date()
