"""Asking a supplier about its application while it is assessed, and its answer.

While a question is open the council's time to decide stands still (suppliers.working_time).
"""

import datetime as dt

from django.db import transaction

from lots.models import SelectionCriterion
from mdps.core import audit, notices, states, working_days
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.assess import assessor as facts_of
from suppliers.assess import refusals_against_assessor
from suppliers.assess_rules import ASSESSOR
from suppliers.clarify_rules import ANSWER, ASK, Answering, Asking, is_being_assessed
from suppliers.criteria import criteria_of
from suppliers.decision_time import reckon
from suppliers.locks import lock
from suppliers.models import Application, Clarification
from suppliers.queries import people_of

State = Application.State
USUAL = 5  # working days for an answer, where the assessor names no other day


def refusals_against_asking(application: Application, *, by: User) -> list[Refusal]:
    """Why `by` cannot ask anything about the application now."""
    asking = Asking(reference=application.reference, state=application.state, question="")
    return [*refusals_against_assessor(application, by=by), *ask([is_being_assessed], asking)]


@transaction.atomic
def put_question(
    application: Application,
    *,
    question: str,
    criterion: SelectionCriterion | None = None,
    answer_by: dt.date | None = None,
    by: User,
    on: dt.date,
) -> Clarification:
    """Ask the supplier; until every question is answered the time of the decision stands still.

    `criterion` is what it is about, None for the whole; `answer_by` the last day on which we
    expect the answer, five working days on unless another is named. Locks the application.

    Raises Forbidden, or Refused if it is not being assessed or `by` has a conflict of interest.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    enforce(ASSESSOR, facts_of(application, by=by))
    expected = answer_by or working_days.add(on, USUAL)
    is_ours = criterion is None or criteria_of(application).filter(pk=criterion.pk).exists()
    asking = Asking(
        reference=application.reference,
        state=application.state,
        question=question,
        on=on,
        answer_by=expected,
        is_of_its_version=is_ours,
    )
    enforce(ASK, asking)
    if application.state != State.CLARIFICATION:
        states.move(application, State.CLARIFICATION, by=by)
    asked = Clarification.objects.create(
        application=application,
        criterion=criterion,
        question=question.strip(),
        asked_by=by,
        asked_on=on,
        answer_by=expected,
    )
    audit.record("application.asked", application, by=by)
    notices.tell(
        people_of(application.supplier),
        f"We have a question about {application.reference}",
        url=application.get_own_url(),
    )
    return asked


@transaction.atomic
def answer(
    asked: Clarification, *, text: str, by: User, on: dt.date, by_email: bool = False
) -> None:
    """Answer a question; with the last one the assessment goes on, and the assessor is told.

    The supplier's people answer; with `by_email` an officer enters what came by e-mail. The day
    the decision is due is reckoned anew. Locks the application.

    Raises Forbidden, or Refused if it was answered or waits no longer.
    """
    application = asked.application
    if by_email:
        require(by, Permission.APPLICATION_ASSESS, on=application)
    else:
        require(by, Permission.APPLICATION_MAKE, on=application.supplier)
    lock(application)
    asked.refresh_from_db(fields=["answer", "answered_by", "answered_on"])
    enforce(ANSWER, answering(asked, text, on=on))
    asked.answer, asked.answered_by, asked.answered_on = text.strip(), by, on
    asked.by_email = by_email
    asked.save(update_fields=["answer", "answered_by", "answered_on", "by_email"])
    audit.record("application.answered", application, by=by)
    if application.clarifications.filter(answered_on=None).exists():
        return
    states.move(application, State.UNDER_ASSESSMENT, by=by)
    reckon(application)
    assessor = application.assessor
    notices.tell(
        [assessor] if assessor and assessor != by else [],
        f"{application.reference}: {application.supplier} answered",
        url=application.get_absolute_url(),
    )


def answering(asked: Clarification, text: str, *, on: dt.date | None = None) -> Answering:
    """What the rules of an answer ask about."""
    return Answering(
        reference=asked.application.reference,
        state=asked.application.state,
        answer=text,
        answered_on=asked.answered_on,
        asked_on=asked.asked_on,
        on=on,
    )
