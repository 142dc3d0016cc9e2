"""What waits for a provider: its applications, its place on the lots, and its evidence."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.urls import reverse

from lots.models import Lot, LotVersion
from mdps.core import clock, words, worklist
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.worklist import Task, Waiting
from suppliers import comply
from suppliers.models import Application, Clarification, Evidence, RemovalNotice, Supplier
from suppliers.queries import SOON, applications_visible_to, expiring, notices_visible_to
from suppliers.words import expiry


@worklist.source(Permission.ORGANISATION_READ)
def own_criteria(user: User) -> Iterator[Waiting]:
    """To a provider: new criteria of a lot it is on, until it has shown that it meets them."""

    def tasks(version: LotVersion) -> Iterator[Task]:
        yield Task(
            title=f"Show that you meet the new criteria of {version.lot.short}",
            url=reverse("join:evidence"),
            why=f"Version {version.number} of the criteria asks it of everybody on the lot",
            since=version.effective_from,
            due=version.transition_until,
            group="Your place on the lots",
        )

    own = Supplier.objects.filter(accounts__user=user)
    yield Waiting(comply.asked_of(own), tasks)


@worklist.source(Permission.ORGANISATION_READ)
def own_questions(user: User) -> Iterator[Waiting]:
    """To a provider: what the council asked about its applications."""
    asked = Clarification.objects.filter(
        application__in=applications_visible_to(user),
        application__state=Application.State.CLARIFICATION,
        answered_on=None,
    )

    def tasks(each: Clarification) -> Iterator[Task]:
        yield Task(
            title=f"Answer our question about {each.application.lot.short}",
            url=reverse("join:answer", args=[each.pk]),
            why=f"{each.application.reference} waits for your answer",
            since=each.asked_on,
            group="Your applications",
        )

    yield Waiting(asked.select_related("application__lot").order_by("asked_on", "id"), tasks)


@worklist.source(Permission.ORGANISATION_READ)
def own_drafts(user: User) -> Iterator[Waiting]:
    """To a provider: the application that it has begun and not submitted. One task for all lots."""
    drafts = applications_visible_to(user).filter(state=Application.State.DRAFT)
    lots = ArraySubquery(drafts.order_by("lot__number").values("lot__number"))

    def tasks(first: Any) -> Iterator[Task]:
        names = words.listed([Lot(number=number).short for number in first.lots])
        yield Task(
            title=f"Finish your application for {names}",
            url=reverse("join:tasks"),
            why="It is saved, and not submitted yet",
            since=first.started_on or clock.today(),
            group="Your applications",
        )

    yield Waiting(drafts.annotate(lots=lots).order_by("started_on", "id")[:1], tasks)


@worklist.source(Permission.ORGANISATION_READ)
def own_notices(user: User) -> Iterator[Waiting]:
    """To a provider: the notice of removal that it can answer."""
    found = notices_visible_to(user).filter(
        state=RemovalNotice.State.GIVEN, statement_until__gte=clock.today()
    )

    def tasks(each: RemovalNotice) -> Iterator[Task]:
        yield Task(
            title=f"Notice of removal from {each.admission.lot.short}",
            url=each.get_absolute_url(),
            why=f"You can make a statement until {words.day(each.statement_until)}",
            since=each.given_on,
            due=each.statement_until,
            group="Your place on the lots",
        )

    yield Waiting(found.select_related("admission__supplier", "admission__lot"), tasks)


@worklist.source(Permission.ORGANISATION_READ)
def own_evidence(user: User) -> Iterator[Waiting]:
    """To a provider: what of its own expires within 60 days, or has, and was not renewed."""
    today = clock.today()

    def tasks(each: Evidence) -> Iterator[Task]:
        yield Task(
            title=each.get_kind_display(),
            url=f"{reverse('join:evidence')}?renews={each.pk}",
            why=f"{expiry(each, today)}. Send in the renewed one.",
            since=(each.expires_on or today) - SOON,
            due=each.expires_on,
            group="Your evidence that expires",
        )

    yield Waiting(expiring(today).filter(supplier__accounts__user=user), tasks)
