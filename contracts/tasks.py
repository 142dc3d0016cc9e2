"""Background work of contracts: thin tasks that may run twice."""

from celery import shared_task

from contracts import safeguards
from contracts.accept import start_due
from contracts.bring_back import bring_back_due
from mdps.core import clock


@shared_task(name="contracts.start_due", ignore_result=True)
def start_call_offs() -> None:
    """Let accepted call-offs run whose first day has come. Run by beat in the night."""
    start_due(on=clock.today())


@shared_task(name="contracts.bring_back_due", ignore_result=True)
def bring_back() -> None:
    """Bring packages that end soon back to the panel. Run by beat every morning."""
    bring_back_due(on=clock.today())


@shared_task(name="contracts.escalate_safeguards", ignore_result=True)
def escalate_safeguards() -> None:
    """Tell of call-offs about which nobody decided on the day their supplier was suspended."""
    safeguards.escalate(on=clock.today())
