"""Asking a supplier about its application while it is assessed, and its answer."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.clarify_rules import ANSWER, ASK, Answering, Asking, is_being_assessed
from suppliers.locks import lock
from suppliers.models import Application, Clarification
from suppliers.queries import people_of

State = Application.State


def refusals_against_asking(application: Application) -> list[Refusal]:
    """Why nothing can be asked about the application now."""
    return ask([is_being_assessed], _asking(application, ""))


@transaction.atomic
def put_question(
    application: Application, *, question: str, by: User, on: dt.date
) -> Clarification:
    """Ask the supplier; until every question is answered the time of the decision stands still.

    Locks the application. Raises Forbidden, or Refused if it is not being assessed.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    enforce(ASK, _asking(application, question))
    if application.state != State.CLARIFICATION:
        states.move(application, State.CLARIFICATION, by=by)
    asked = Clarification.objects.create(
        application=application, question=question.strip(), asked_by=by, asked_on=on
    )
    audit.record("application.asked", application, by=by)
    notices.tell(
        people_of(application.supplier),
        f"We have a question about {application.reference}",
        url=application.get_own_url(),
    )
    return asked


@transaction.atomic
def answer(asked: Clarification, *, text: str, by: User, on: dt.date) -> None:
    """Answer a question; with the last one the assessment goes on, and the assessor is told.

    Locks the application. Raises Forbidden, or Refused if it was answered or waits no longer.
    """
    application = asked.application
    require(by, Permission.APPLICATION_MAKE, on=application.supplier)
    lock(application)
    lock(asked)
    enforce(ANSWER, answering(asked, text))
    asked.answer, asked.answered_by, asked.answered_on = text.strip(), by, on
    asked.save(update_fields=["answer", "answered_by", "answered_on"])
    audit.record("application.answered", application, by=by)
    if application.clarifications.filter(answered_on=None).exists():
        return
    states.move(application, State.UNDER_ASSESSMENT, by=by)
    assessors = [application.assessor] if application.assessor else []
    notices.tell(
        assessors,
        f"{application.reference}: {application.supplier} answered",
        url=application.get_absolute_url(),
    )


def answering(asked: Clarification, text: str) -> Answering:
    """What the rules of an answer ask about."""
    return Answering(
        reference=asked.application.reference,
        state=asked.application.state,
        answer=text,
        answered_on=asked.answered_on,
    )


def _asking(application: Application, question: str) -> Asking:
    return Asking(reference=application.reference, state=application.state, question=question)
