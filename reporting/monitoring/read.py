"""Reading a submitted return: it is accepted, or goes back to the provider with questions."""

import datetime as dt

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask, enforce
from reporting.models import MonitoringReturn, ReturnQuestion
from reporting.monitoring.answer import lock
from reporting.monitoring.submit_rules import READ, Submitting
from suppliers.queries import people_of

State = MonitoringReturn.State
NO_QUESTION = Refusal("no-question", "Enter what is still to be answered.", field="text")


def refusals_against_reading(record: MonitoringReturn) -> list[Refusal]:
    """Why the return cannot be accepted or sent back now."""
    return ask(READ, _facts(record))


@transaction.atomic
def send_back(record: MonitoringReturn, *, text: str, by: User, on: dt.date) -> ReturnQuestion:
    """Send the return back with questions; its people are told and can change every answer.

    Locks the return. Raises Forbidden, or Refused unless it is submitted and something is asked.
    """
    require(by, Permission.MONITORING_MANAGE)
    lock(record)
    enforce(READ, _facts(record))
    if not text.strip():
        raise Refused([NO_QUESTION])
    asked = ReturnQuestion.objects.create(
        of_return=record, text=text.strip(), asked_by=by, asked_on=on
    )
    states.move(record, State.RETURNED, by=by)
    _tell(record, "Questions about your monitoring return")
    return asked


@transaction.atomic
def accept(record: MonitoringReturn, *, by: User, on: dt.date) -> None:
    """Accept the return as complete; its people are told. It says nothing about how they did.

    Locks the return. Raises Forbidden, or Refused unless it is submitted.
    """
    require(by, Permission.MONITORING_MANAGE)
    lock(record)
    enforce(READ, _facts(record))
    states.move(record, State.ACCEPTED, by=by, accepted_by=by, accepted_on=on)
    _tell(record, "Your monitoring return is accepted")


def _tell(record: MonitoringReturn, said: str) -> None:
    notices.tell(
        people_of(record.supplier),
        f"{said} for {record.round.period.words}",
        url=record.get_absolute_url(),
    )


def _facts(record: MonitoringReturn) -> Submitting:
    return Submitting(reference=record.reference, state=record.state)
