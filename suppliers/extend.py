"""Extending the council's time to decide from 10 to 15 working days, once (reg 34)."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.words import day
from suppliers.decision_time import reckon
from suppliers.extend_rules import EXTEND, POSSIBLE, Extending
from suppliers.locks import lock
from suppliers.models import Application
from suppliers.queries import people_of


def refusals_against_extend(application: Application, *, on: dt.date) -> list[Refusal]:
    """Why the council's time cannot be extended on the day `on`."""
    return ask(POSSIBLE, _facts(application, reason="", on=on))


@transaction.atomic
def extend(application: Application, *, reason: str, by: User, on: dt.date) -> None:
    """Give the council 15 working days instead of 10, and tell the applicant until when.

    Locks the application. Raises Forbidden, or Refused if it is decided, extended already or
    overdue, or no reason is given.
    """
    require(by, Permission.APPLICATION_ASSESS, on=application)
    lock(application)
    enforce(EXTEND, _facts(application, reason=reason, on=on))
    application.extended_on, application.extended_by = on, by
    application.extension_reason = reason.strip()
    application.save(update_fields=["extended_on", "extended_by", "extension_reason"])
    reckon(application)
    audit.record("application.extended", application, by=by, until=application.due_on)
    notices.tell(
        people_of(application.supplier),
        f"{application.reference}: we need more time, until {day(application.due_on)}",
        url=application.get_own_url(),
    )


def _facts(application: Application, *, reason: str, on: dt.date) -> Extending:
    return Extending(
        reference=application.reference,
        state=application.state,
        due_on=application.due_on,
        on=on,
        reason=reason,
        extended_on=application.extended_on,
        stands_still=application.state == Application.State.CLARIFICATION,
    )
