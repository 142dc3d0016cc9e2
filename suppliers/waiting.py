"""What waits for whom: applications to assess and to decide, and evidence that expires."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from mdps.core import clock, words, worklist
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.worklist import MOST_READ, Task
from suppliers import comply
from suppliers.models import (
    Admission,
    Application,
    Clarification,
    Evidence,
    PriceProposal,
    RemovalNotice,
)
from suppliers.queries import (
    SOON,
    applications_visible_to,
    expiring,
    notices_visible_to,
    own_supplier,
)
from suppliers.words import expiry

State = Application.State


def _does_the_work(user: User, permission: Permission) -> bool:
    """Whether it is this person's daily work; a commissioning manager decides instead."""
    decides = Permission.ADMISSION_DECIDE in user.permissions
    return permission in user.permissions and not decides


@worklist.source
def to_assess(user: User) -> Iterator[Task]:
    """New applications to whoever assesses; those begun to their assessor."""
    if Permission.APPLICATION_ASSESS not in user.permissions:
        return
    mine = Q(state=State.UNDER_ASSESSMENT, assessor=user)
    if _does_the_work(user, Permission.APPLICATION_ASSESS):
        is_closed = Q(round=None) | Q(round__closes_at__lte=clock.now())
        mine |= Q(state=State.UNDER_ASSESSMENT, assessor=None)
        mine |= Q(state=State.SUBMITTED) & is_closed
    for each in _oldest(Application.objects.filter(mine)):
        begun = each.state == State.UNDER_ASSESSMENT
        yield Task(
            title=str(each),
            url=reverse("suppliers:assess", args=[each.pk]) if begun else each.get_absolute_url(),
            why="You started to assess it"
            if each.assessor_id == user.pk
            else "Its criteria are not judged yet",
            since=each.submitted_on or clock.today(),
            due=each.due_on,
            group="Applications to assess",
            all_url=reverse("suppliers:worklist"),
        )


@worklist.source
def to_decide(user: User) -> Iterator[Task]:
    """Assessed applications, to whoever decides and did not assess."""
    if Permission.ADMISSION_DECIDE not in user.permissions:
        return
    assessed = Application.objects.filter(state=State.RECOMMENDED).exclude(assessor=user)
    for each in _oldest(assessed.select_related("assessor")):
        yield Task(
            title=str(each),
            url=each.get_absolute_url(),
            why=f"Assessed by {each.assessor}, waits for your decision",
            since=each.assessed_on or clock.today(),
            due=each.due_on,
            group="Applications to decide",
            all_url=reverse("suppliers:worklist"),
        )


@worklist.source
def unanswered(user: User) -> Iterator[Task]:
    """To who assesses: questions that the applicant should have answered by now."""
    if Permission.APPLICATION_ASSESS not in user.permissions:
        return
    late = Clarification.objects.filter(
        answered_on=None,
        answer_by__lt=clock.today(),
        application__state=State.CLARIFICATION,
        application__assessor=user,
    ).select_related("application__supplier", "application__lot")
    for each in late.order_by("answer_by", "id")[:MOST_READ]:
        yield Task(
            title=str(each.application),
            url=f"{each.application.get_absolute_url()}#questions",
            why="The provider has not answered your question. Remind it, or enter its answer.",
            since=each.asked_on,
            due=each.answer_by,
            group="Applications to assess",
            all_url=reverse("suppliers:worklist"),
        )


@worklist.source
def criteria_not_shown(user: User) -> Iterator[Task]:
    """To who assesses: suppliers that have not shown in time that they meet new criteria."""
    if not _does_the_work(user, Permission.APPLICATION_ASSESS):
        return
    for version in comply.asking().filter(transition_until__lt=clock.today()):
        for each in comply.yet_to_comply(version)[:MOST_READ]:
            yield Task(
                title=str(each),
                url=version.get_absolute_url(),
                why=f"It has not shown that it meets version {version.number} of the criteria",
                since=version.effective_from,
                due=version.transition_until,
                group="Criteria that were not shown in time",
            )


@worklist.source
def own_criteria(user: User) -> Iterator[Task]:
    """To a provider: new criteria of a lot it is on, until it has shown that it meets them."""
    supplier = own_supplier(user) if Permission.ORGANISATION_READ in user.permissions else None
    if not supplier:
        return
    for admission, version in comply.asked_of(supplier):
        yield Task(
            title=f"Show that you meet the new criteria of {admission.lot.short}",
            url=reverse("join:evidence"),
            why=f"Version {version.number} of the criteria asks it of everybody on the lot",
            since=version.effective_from,
            due=version.transition_until,
            group="Your place on the lots",
        )


@worklist.source
def expiring_evidence(user: User) -> Iterator[Task]:
    """What expires within 60 days, or has, and was not renewed."""
    if not _does_the_work(user, Permission.SUPPLIER_MANAGE):
        return
    today = clock.today()
    for each in expiring(today)[:MOST_READ]:
        yield Task(
            title=f"{each.get_kind_display()} of {each.supplier}",
            url=each.get_absolute_url(),
            why=f"{expiry(each, today)}. Ask for the renewed one.",
            since=(each.expires_on or today) - SOON,
            due=each.expires_on,
            group="Evidence that expires",
        )


@worklist.source
def own_questions(user: User) -> Iterator[Task]:
    """To a provider: what the council asked about its applications."""
    if Permission.ORGANISATION_READ not in user.permissions:
        return
    asked = Clarification.objects.filter(
        application__in=applications_visible_to(user),
        application__state=State.CLARIFICATION,
        answered_on=None,
    )
    for each in asked.select_related("application__lot").order_by("asked_on", "id")[:MOST_READ]:
        yield Task(
            title=f"Answer our question about {each.application.lot.short}",
            url=reverse("join:answer", args=[each.pk]),
            why=f"{each.application.reference} waits for your answer",
            since=each.asked_on,
            group="Your applications",
        )


@worklist.source
def own_drafts(user: User) -> Iterator[Task]:
    """To a provider: the application that it has begun and not submitted. One task for all lots."""
    if Permission.ORGANISATION_READ not in user.permissions:
        return
    drafts = applications_visible_to(user).filter(state=State.DRAFT).select_related("lot")
    if begun := list(drafts.order_by("lot__number")[:MOST_READ]):
        lots = words.listed([draft.lot.short for draft in begun])
        yield Task(
            title=f"Finish your application for {lots}",
            url=reverse("join:tasks"),
            why="It is saved, and not submitted yet",
            since=min(draft.started_on or clock.today() for draft in begun),
            group="Your applications",
        )


@worklist.source
def to_verify(user: User) -> Iterator[Task]:
    """What suppliers on a lot have sent in, to whoever keeps the register."""
    if not _does_the_work(user, Permission.SUPPLIER_MANAGE):
        return
    on_a_lot = Admission.objects.filter(supplier=OuterRef("supplier"), ended_on=None)
    sent = Evidence.objects.filter(Exists(on_a_lot), check_made=None).select_related("supplier")
    for each in sent.order_by("offered_on", "id")[:MOST_READ]:
        yield Task(
            title=str(each),
            url=each.get_absolute_url(),
            why="It was sent in and is not verified yet",
            since=each.offered_on,
            group="Evidence to verify",
        )


@worklist.source
def removals_to_decide(user: User) -> Iterator[Task]:
    """Notices of removal whose statement is made, or whose time has passed, to whoever decides."""
    if Permission.ADMISSION_DECIDE not in user.permissions:
        return
    today = clock.today()
    heard = Q(state=RemovalNotice.State.STATED)
    heard |= Q(state=RemovalNotice.State.GIVEN, statement_until__lt=today)
    found = RemovalNotice.objects.filter(heard).select_related(
        "admission__supplier", "admission__lot"
    )
    for each in found.order_by("statement_until", "id")[:MOST_READ]:
        yield Task(
            title=f"Removal of {each.admission}",
            url=each.get_absolute_url(),
            why="The supplier has made its statement"
            if each.statement
            else f"Its time for a statement ended on {words.day(each.statement_until)}",
            since=each.stated_on or each.statement_until,
            group="Removals to decide",
        )


@worklist.source
def own_notices(user: User) -> Iterator[Task]:
    """To a provider: the notice of removal that it can answer."""
    if Permission.ORGANISATION_READ not in user.permissions:
        return
    found = notices_visible_to(user).filter(
        state=RemovalNotice.State.GIVEN, statement_until__gte=clock.today()
    )
    for each in found.select_related("admission__supplier", "admission__lot")[:MOST_READ]:
        yield Task(
            title=f"Notice of removal from {each.admission.lot.short}",
            url=each.get_absolute_url(),
            why=f"You can make a statement until {words.day(each.statement_until)}",
            since=each.given_on,
            due=each.statement_until,
            group="Your place on the lots",
        )


@worklist.source
def prices_to_answer(user: User) -> Iterator[Task]:
    """Proposed prices, to whoever keeps the rate cards."""
    if not _does_the_work(user, Permission.SUPPLIER_MANAGE):
        return
    found = PriceProposal.objects.filter(state=PriceProposal.State.OPEN)
    for each in found.select_related("supplier", "service").order_by("proposed_on", "id")[
        :MOST_READ
    ]:
        yield Task(
            title=f"{each.reference}: {each}",
            url=each.get_absolute_url(),
            why="The provider proposes a price and waits for your answer",
            since=each.proposed_on,
            due=each.effective_from,
            group="Proposed prices",
            all_url=reverse("suppliers:proposals"),
        )


@worklist.source
def own_evidence(user: User) -> Iterator[Task]:
    """To a provider: what of its own expires within 60 days, or has, and was not renewed."""
    if Permission.ORGANISATION_READ not in user.permissions:
        return
    today = clock.today()
    for each in expiring(today).filter(supplier__accounts__user=user)[:MOST_READ]:
        yield Task(
            title=each.get_kind_display(),
            url=f"{reverse('join:evidence')}?renews={each.pk}",
            why=f"{expiry(each, today)}. Send in the renewed one.",
            since=(each.expires_on or today) - SOON,
            due=each.expires_on,
            group="Your evidence that expires",
        )


def _oldest(applications: QuerySet[Application]) -> QuerySet[Application]:
    return applications.select_related("supplier", "lot").order_by("submitted_on", "id")[:MOST_READ]
