"""What waits for whom in the council: applications, criteria, evidence, removals and prices."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from lots.models import LotVersion
from mdps.core import clock, words, worklist
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.worklist import Task, Waiting
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
    expiring,
)
from suppliers.words import expiry

State = Application.State


def _does_the_work(user: User, permission: Permission) -> bool:
    """Whether it is this person's daily work; a commissioning manager decides instead."""
    decides = Permission.ADMISSION_DECIDE in user.permissions
    return permission in user.permissions and not decides


@worklist.source(Permission.APPLICATION_ASSESS)
def to_assess(user: User) -> Iterator[Waiting]:
    """New applications to whoever assesses; those begun to their assessor."""
    mine = Q(state=State.UNDER_ASSESSMENT, assessor=user)
    if _does_the_work(user, Permission.APPLICATION_ASSESS):
        is_closed = Q(round=None) | Q(round__closes_at__lte=clock.now())
        mine |= Q(state=State.UNDER_ASSESSMENT, assessor=None)
        mine |= Q(state=State.SUBMITTED) & is_closed

    def tasks(each: Application) -> Iterator[Task]:
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

    yield Waiting(_oldest(Application.objects.filter(mine)), tasks)


@worklist.source(Permission.ADMISSION_DECIDE)
def to_decide(user: User) -> Iterator[Waiting]:
    """Assessed applications, to whoever decides and did not assess."""
    assessed = Application.objects.filter(state=State.RECOMMENDED).exclude(assessor=user)

    def tasks(each: Application) -> Iterator[Task]:
        yield Task(
            title=str(each),
            url=each.get_absolute_url(),
            why=f"Assessed by {each.assessor}, waits for your decision",
            since=each.assessed_on or clock.today(),
            due=each.due_on,
            group="Applications to decide",
            all_url=reverse("suppliers:worklist"),
        )

    yield Waiting(_oldest(assessed.select_related("assessor")), tasks)


@worklist.source(Permission.APPLICATION_ASSESS)
def unanswered(user: User) -> Iterator[Waiting]:
    """To who assesses: questions that the applicant should have answered by now."""
    late = Clarification.objects.filter(
        answered_on=None,
        answer_by__lt=clock.today(),
        application__state=State.CLARIFICATION,
        application__assessor=user,
    ).select_related("application__supplier", "application__lot")

    def tasks(each: Clarification) -> Iterator[Task]:
        yield Task(
            title=str(each.application),
            url=f"{each.application.get_absolute_url()}#questions",
            why="The provider has not answered your question. Remind it, or enter its answer.",
            since=each.asked_on,
            due=each.answer_by,
            group="Applications to assess",
            all_url=reverse("suppliers:worklist"),
        )

    yield Waiting(late.order_by("answer_by", "id"), tasks)


@worklist.source()
def criteria_not_shown(user: User) -> Iterator[Waiting]:
    """To who assesses: suppliers that have not shown in time that they meet new criteria. Asks
    which lots have such criteria. One query."""
    if not _does_the_work(user, Permission.APPLICATION_ASSESS):
        return
    for version in comply.asking().filter(transition_until__lt=clock.today()):
        late = comply.yet_to_comply(version)
        yield Waiting(late, partial(_not_shown_in_time, version=version))


def _not_shown_in_time(admission: Admission, *, version: LotVersion) -> Iterator[Task]:
    yield Task(
        title=str(admission),
        url=version.get_absolute_url(),
        why=f"It has not shown that it meets version {version.number} of the criteria",
        since=version.effective_from,
        due=version.transition_until,
        group="Criteria that were not shown in time",
    )


@worklist.source()
def expiring_evidence(user: User) -> Iterator[Waiting]:
    """What expires within 60 days, or has, and was not renewed."""
    if not _does_the_work(user, Permission.SUPPLIER_MANAGE):
        return
    today = clock.today()

    def tasks(each: Evidence) -> Iterator[Task]:
        yield Task(
            title=f"{each.get_kind_display()} of {each.supplier}",
            url=each.get_absolute_url(),
            why=f"{expiry(each, today)}. Ask for the renewed one.",
            since=(each.expires_on or today) - SOON,
            due=each.expires_on,
            group="Evidence that expires",
        )

    yield Waiting(expiring(today), tasks)


@worklist.source()
def to_verify(user: User) -> Iterator[Waiting]:
    """What suppliers on a lot have sent in, to whoever keeps the register."""
    if not _does_the_work(user, Permission.SUPPLIER_MANAGE):
        return
    on_a_lot = Admission.objects.filter(supplier=OuterRef("supplier"), ended_on=None)
    sent = Evidence.objects.filter(Exists(on_a_lot), check_made=None).select_related("supplier")

    def tasks(each: Evidence) -> Iterator[Task]:
        yield Task(
            title=str(each),
            url=each.get_absolute_url(),
            why="It was sent in and is not verified yet",
            since=each.offered_on,
            group="Evidence to verify",
        )

    yield Waiting(sent.order_by("offered_on", "id"), tasks)


@worklist.source(Permission.ADMISSION_DECIDE)
def removals_to_decide(user: User) -> Iterator[Waiting]:
    """Notices of removal whose statement is made, or whose time has passed, to whoever decides."""
    today = clock.today()
    heard = Q(state=RemovalNotice.State.STATED)
    heard |= Q(state=RemovalNotice.State.GIVEN, statement_until__lt=today)
    found = RemovalNotice.objects.filter(heard).select_related(
        "admission__supplier", "admission__lot"
    )

    def tasks(each: RemovalNotice) -> Iterator[Task]:
        yield Task(
            title=f"Removal of {each.admission}",
            url=each.get_absolute_url(),
            why="The supplier has made its statement"
            if each.statement
            else f"Its time for a statement ended on {words.day(each.statement_until)}",
            since=each.stated_on or each.statement_until,
            group="Removals to decide",
        )

    yield Waiting(found.order_by("statement_until", "id"), tasks)


@worklist.source()
def prices_to_answer(user: User) -> Iterator[Waiting]:
    """Proposed prices, to whoever keeps the rate cards."""
    if not _does_the_work(user, Permission.SUPPLIER_MANAGE):
        return
    found = PriceProposal.objects.filter(state=PriceProposal.State.OPEN)

    def tasks(each: PriceProposal) -> Iterator[Task]:
        yield Task(
            title=f"{each.reference}: {each}",
            url=each.get_absolute_url(),
            why="The provider proposes a price and waits for your answer",
            since=each.proposed_on,
            due=each.effective_from,
            group="Proposed prices",
            all_url=reverse("suppliers:proposals"),
        )

    yield Waiting(found.select_related("supplier", "service").order_by("proposed_on", "id"), tasks)


def _oldest(applications: QuerySet[Application]) -> QuerySet[Application]:
    return applications.select_related("supplier", "lot").order_by("submitted_on", "id")
