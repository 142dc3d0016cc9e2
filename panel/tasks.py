"""Background work of the panel."""

from celery import shared_task

from mdps.core import clock
from panel.warn import warn_of_ends


@shared_task(name="panel.warn_of_ends", ignore_result=True)
def warn() -> None:
    """Warn of approvals that end soon. Beat runs it every morning."""
    warn_of_ends(on=clock.today())
