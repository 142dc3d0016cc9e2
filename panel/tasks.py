"""The panel's background work: thin tasks that may run twice, by beat every morning."""

from celery import shared_task

from mdps.core import clock
from panel.remind import remind
from panel.warn import warn_of_ends


@shared_task(name="panel.remind", ignore_result=True)
def remind_all() -> None:
    """What is due soon, said once."""
    remind(on=clock.today())


@shared_task(name="panel.warn_of_ends", ignore_result=True)
def warn() -> None:
    """Warn of approvals that end soon."""
    warn_of_ends(on=clock.today())
