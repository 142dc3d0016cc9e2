"""Background work of suppliers, started by beat."""

from celery import shared_task

from mdps.core import clock
from suppliers import (
    evidence_reminders,
    invite,
    invite_contact,
    keep_standing,
    round_reminders,
    sign_up,
)


@shared_task(name="suppliers.follow_invitations", ignore_result=True)
def follow_invitations() -> None:
    """Remind the invited who have not answered, and end what is over."""
    invite.remind(on=clock.today())


@shared_task(name="suppliers.forget_sign_ups", ignore_result=True)
def forget_sign_ups() -> None:
    """Delete sign-ups and invitations of contacts that ended a month ago."""
    sign_up.forget(on=clock.today())
    invite_contact.forget_contacts(on=clock.today())


@shared_task(name="suppliers.tell_of_rounds", ignore_result=True)
def tell_of_rounds() -> None:
    """Say that a round closes soon, or has closed."""
    round_reminders.remind(at=clock.now())


@shared_task(name="suppliers.keep_standing", ignore_result=True)
def follow_the_days() -> None:
    """Begin and end suspensions, and let withdrawals take effect, as their days come."""
    keep_standing.keep(on=clock.today())


@shared_task(name="suppliers.remind_of_evidence", ignore_result=True)
def remind_of_evidence() -> None:
    """Remind of evidence that expires in 60, 30 or 7 days, or has expired: once each."""
    evidence_reminders.remind(on=clock.today())
