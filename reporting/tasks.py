"""Background work: thin tasks that carry an id and may run twice."""

from celery import shared_task

from mdps.core import clock
from reporting import jobs, schedule
from reporting.make import make
from reporting.monitoring import act, add_missing, open_round, rate_package, remind

SOFT_LIMIT, LIMIT = 1200, 1500  # seconds: first it may say so, then it is killed


@shared_task(
    name="reporting.make", ignore_result=True, soft_time_limit=SOFT_LIMIT, time_limit=LIMIT
)
def make_report(report_id: int) -> None:
    """Make one report."""
    make(report_id)


@shared_task(name="reporting.requeue", ignore_result=True)
def requeue() -> None:
    """Send again what was lost. Run by beat."""
    jobs.requeue()


@shared_task(name="reporting.open_monitoring", ignore_result=True)
def open_monitoring() -> None:
    """Open the monitoring round of the half year that has ended, and ask whoever has turned up
    since it was opened. Run by beat."""
    open_round.open_due(on=clock.today())
    add_missing.add_missing(clock.today())


@shared_task(name="reporting.remind_of_returns", ignore_result=True)
def remind_of_returns() -> None:
    """Remind of returns and actions before, on and after the day they are due: once each."""
    remind.remind(on=clock.today())
    act.remind(on=clock.today())


@shared_task(name="reporting.ask_for_ratings", ignore_result=True)
def ask_for_ratings() -> None:
    """Ask social workers how the packages went that have ended: once each."""
    rate_package.ask_for_ratings(on=clock.today())


@shared_task(name="reporting.begin_due", ignore_result=True)
def begin_due() -> None:
    """Queue the reports that are due by their schedule. Run by beat."""
    schedule.begin_due(on=clock.today())
