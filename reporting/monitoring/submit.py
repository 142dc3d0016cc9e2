"""Submitting a return: by the provider in its account, or by an officer from its e-mail."""

import datetime as dt

from django.core.files.base import File
from django.db import transaction

from mdps.core import notices, states, uploads
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, ask, enforce
from reporting.models import MonitoringReturn
from reporting.monitoring.answer import lock
from reporting.monitoring.asked import parts_of
from reporting.monitoring.questions import is_complete
from reporting.monitoring.submit_rules import POSSIBLE, SUBMIT, Submitting


def missing(record: MonitoringReturn) -> tuple[str, ...]:
    """The titles of the parts that are not complete."""
    return tuple(
        part.title for part in parts_of(record.figures) if not is_complete(part, record.answers)
    )


def refusals_against_submit(record: MonitoringReturn) -> list[Refusal]:
    """What is missing before the return can be submitted, but the officer's paper."""
    return ask(POSSIBLE, _facts(record))


def is_officer(user: User) -> bool:
    """Whether `user` enters returns for providers."""
    return Permission.MONITORING_MANAGE in user.permissions


@transaction.atomic
def submit(record: MonitoringReturn, *, paper: File | None = None, by: User, on: dt.date) -> None:
    """Submit the return and tell the commissioners; its answers stand still from now on.

    `paper` is the provider's e-mail or letter, where an officer has entered it. Locks the return.

    Raises Forbidden, or Refused with everything that is missing.
    """
    require(by, Permission.RETURN_COMPLETE, on=record)
    lock(record)
    enforce(SUBMIT, _facts(record, by_officer=is_officer(by), has_paper=paper is not None))
    kept = uploads.keep(paper) if paper is not None and is_officer(by) else record.paper
    states.move(
        record,
        MonitoringReturn.State.SUBMITTED,
        by=by,
        submitted_on=on,
        submitted_by=by,
        paper=kept,
    )
    notices.tell(
        User.objects.holding(*holders_of(Permission.MONITORING_MANAGE)),
        f"{record.reference}: {record.supplier} submitted its monitoring return",
        url=record.get_absolute_url(),
    )


def _facts(
    record: MonitoringReturn, *, by_officer: bool = False, has_paper: bool = False
) -> Submitting:
    return Submitting(
        reference=record.reference,
        state=record.state,
        missing=missing(record),
        by_officer=by_officer,
        has_paper=has_paper,
    )
