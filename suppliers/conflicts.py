"""Declaring a conflict of interest in an application: it bars from assessing and deciding it."""

from django.db import transaction

from mdps.core import audit, clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, Refused
from suppliers.locks import lock
from suppliers.models import Application, ConflictDeclaration

State = Application.State
NO_REASON = Refusal("no-reason", "Enter what the conflict is.", field="reason")


@transaction.atomic
def declare_conflict(application: Application, *, reason: str, by: User) -> ConflictDeclaration:
    """Declare that `by` has an interest in the application; it stays declared (reg 84).

    What they had in hand goes to somebody else, and what they had assessed goes back under
    assessment; those who assess are told. A second declaration gives the first. Locks the
    application.

    Raises Forbidden, or Refused without a reason.
    """
    require(by, Permission.APPLICATION_ASSESS)
    lock(application)
    if not reason.strip():
        raise Refused([NO_REASON])
    declared, is_new = ConflictDeclaration.objects.get_or_create(
        application=application,
        person=by,
        defaults={"reason": reason.strip(), "declared_at": clock.now()},
    )
    if not is_new:
        return declared
    audit.record("application.conflict", application, by=by)
    if application.assessor_id == by.pk and application.state in Application.OPEN:
        _hand_over(application, by=by)
    return declared


def _hand_over(application: Application, *, by: User) -> None:
    """Take the application from its assessor."""
    if application.state == State.RECOMMENDED:
        states.move(application, State.UNDER_ASSESSMENT, by=by, assessor=None, assessed_on=None)
    else:
        application.assessor = None
        application.save(update_fields=["assessor"])
    others = User.objects.holding(*holders_of(Permission.APPLICATION_ASSESS)).exclude(pk=by.pk)
    notices.tell(
        others,
        f"{application.reference}: {by.name} has a conflict, so somebody else assesses it",
        url=application.get_absolute_url(),
    )
