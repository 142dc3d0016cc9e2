"""Background work of referrals."""

from celery import shared_task

from mdps.core import clock
from referrals.lapse import lapse_expired


@shared_task(name="referrals.lapse_expired", ignore_result=True)
def lapse() -> None:
    """Lapse the approvals that ended. Beat runs it every night."""
    lapse_expired(on=clock.today())
