"""The audit trail: one line for each act, written in the act's own transaction."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models

from mdps.core import clock, origin
from mdps.core.models import AuditEvent

if TYPE_CHECKING:
    from mdps.core.models import User

SYSTEM = "The system"


def subject_type(record: models.Model) -> str:
    """The stable name of a kind of record, like `contracts.calloffcontract`."""
    return record._meta.label_lower


def reference_of(record: models.Model) -> str:
    """The reference of a record where it has one, else its name."""
    return str(getattr(record, "reference", record))[:200]


def record(
    action: str, subject: models.Model, *, by: "User | None", under: str = "", **detail: object
) -> AuditEvent:
    """Write that `by` (None: the system itself) did `action` to `subject`.

    `under` is the authority under which somebody was shown what is said about a child. Where the
    request came from is taken from the request itself.
    `detail` holds small plain facts (ids, references, states, amounts, dates); never what is
    said about a child.
    """
    event = _event(action, subject, by, under, detail)
    event.save()
    return event


def record_each(
    action: str,
    subjects: Iterable[tuple[models.Model, str]],
    *,
    by: "User | None",
    **detail: object,
) -> None:
    """The same of many subjects, each with its authority, in one statement for each thousand."""
    events = [_event(action, subject, by, under, detail) for subject, under in subjects]
    AuditEvent.objects.bulk_create(events, batch_size=1000)


def _event(
    action: str,
    subject: models.Model,
    by: "User | None",
    under: str,
    detail: dict[str, object],
) -> AuditEvent:
    return AuditEvent(
        at=clock.now(),
        actor_id=by.pk if by else None,
        actor=by.name if by else SYSTEM,
        action=action,
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        subject=reference_of(subject),
        detail={key: _plain(value) for key, value in detail.items()},
        address=origin.address(),
        authority=under,
    )


def trail(*subjects: models.Model) -> Iterable[AuditEvent]:
    """Everything recorded about `subjects`, oldest first, in one query."""
    about = models.Q()
    for subject in subjects:
        about |= models.Q(subject_type=subject_type(subject), subject_id=subject.pk)
    return AuditEvent.objects.filter(about).order_by("at", "id")


def _plain(value: object) -> object:
    if isinstance(value, models.Model):
        return reference_of(value)
    if isinstance(value, Decimal | dt.date | dt.datetime):
        return str(value)
    return value
