"""The job of making a report: claimed by one worker, kept alive, finished by its token only.

Celery's message is a nudge. The row decides: `claim` takes what is queued, in one conditional
UPDATE that gives out a fencing token; a heartbeat says that the worker lives; `requeue` takes
back what has shown no sign of life. Whoever lost the token can write nothing any more.
"""

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, QuerySet

from mdps.core import audit, clock, files, notices, outbox, states
from mdps.core.models import PrivateFile
from reporting.freeze import sha256
from reporting.models import ExemptAnnex, PublicForm, Report
from reporting.subscriptions import subscribers

log = logging.getLogger(__name__)

STEPS = ("Gathering the figures", "Laying out the pages", "Storing the report")
MOST_ATTEMPTS = 3
LOST_AFTER = dt.timedelta(seconds=settings.MDPS_REPORT_LOST_AFTER)
BEAT = LOST_AFTER / 6
GAVE_UP = "The report was started three times and never finished. Try again, or tell support."

State = Report.State
PDF = "application/pdf"


class Lost(Exception):
    """The job was taken back and given to another worker; this one must write nothing more."""


@dataclass(frozen=True)
class Claim:
    """The right to make one report, for as long as the row holds this token."""

    report_id: int
    token: UUID

    @property
    def row(self) -> QuerySet[Report]:
        """The report, while it is still ours."""
        return Report.objects.filter(pk=self.report_id, token=self.token, state=State.RUNNING)


@dataclass(frozen=True)
class Printed:
    """A PDF and the name that people download it by."""

    pdf: bytes
    name: str

    def store(self) -> PrivateFile:
        return files.store(self.pdf, name=self.name, content_type=PDF)


@dataclass(frozen=True)
class Public:
    """The form of a report that is published, where it withholds something."""

    figures: dict
    printed: Printed


def send(report: Report) -> None:
    """Have a worker told of a queued report, after commit. To be called in a transaction."""
    outbox.put("report", report=report.pk)


@transaction.atomic
def claim(report_id: int) -> Claim | None:
    """Take a queued report, or None if somebody else has it or it is made. One winner of many."""
    token = uuid4()
    won = Report.objects.filter(pk=report_id, state=State.QUEUED).update(
        state=State.RUNNING,
        token=token,
        heartbeat_at=clock.now(),
        attempts=F("attempts") + 1,
        step=STEPS[0],
        steps_done=0,
        steps_all=len(STEPS),
    )
    if not won:
        return None
    report = Report.objects.get(pk=report_id)
    audit.record("report.running", report, by=None, attempt=report.attempts)
    return Claim(report_id, token)


def write(claim: Claim, **changes: object) -> None:
    """Write to the report while it is ours, and show a sign of life. Raises Lost."""
    if not claim.row.update(heartbeat_at=clock.now(), **changes):
        raise Lost


def step(claim: Claim, number: int) -> None:
    """Say that step `number` (from 0) begins. Raises Lost."""
    write(claim, step=STEPS[number], steps_done=number)


@contextmanager
def heartbeat(claim: Claim) -> Iterator[None]:
    """Show a sign of life every BEAT while the block runs, by a thread of its own.

    One that cannot be written (the row is locked, the database restarts) is left out; the next is
    tried on a new connection.
    """
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT.total_seconds()):
            try:
                claim.row.update(heartbeat_at=clock.now())
            except (OperationalError, InterfaceError):
                log.warning("Report %s: a sign of life was left out", claim.report_id)
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@transaction.atomic
def finish(
    claim: Claim, printed: Printed, *, public: Public | None = None, annex: Printed | None = None
) -> Report:
    """Store the PDF, the form to publish where it differs and the exempt annex where there is one,
    and make the report a draft. Locks the row; raises Lost and stores nothing."""
    report = _held(claim)
    file = printed.store()
    if public:
        PublicForm.objects.create(
            report=report,
            figures=public.figures,
            figures_sha256=sha256(public.figures),
            file=public.printed.store(),
        )
    if annex:
        ExemptAnnex.objects.create(report=report, file=annex.store())
    states.move(report, State.DRAFT, by=None, file=file, token=None, step="", steps_done=len(STEPS))
    notices.tell(subscribers(report), f"{report} is ready", url=report.get_absolute_url())
    return report


@transaction.atomic
def fail(claim: Claim, sentence: str) -> None:
    """Give up, with a sentence for the person who asked. Locks the row; raises Lost."""
    report = _held(claim)
    states.move(report, State.FAILED, by=None, error=sentence, token=None)
    _tell(report, f"{report} could not be made")


def requeue() -> int:
    """Send again what lost its message or its worker; return how many. Safe to run twice at once.

    A report that was begun three times is given up, as FAILED.
    """
    lost = Report.objects.filter(
        state__in=(State.QUEUED, State.RUNNING), heartbeat_at__lt=clock.now() - LOST_AFTER
    )
    return sum(_requeue(pk) for pk in lost.values_list("pk", flat=True))


@transaction.atomic
def _requeue(report_id: int) -> bool:
    report = (
        Report.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(
            pk=report_id,
            state__in=(State.QUEUED, State.RUNNING),
            heartbeat_at__lt=clock.now() - LOST_AFTER,
        )
        .first()
    )
    if report is None:
        return False
    if report.state == State.QUEUED:
        Report.objects.filter(pk=report.pk).update(heartbeat_at=clock.now())
    elif report.attempts >= MOST_ATTEMPTS:
        states.move(report, State.FAILED, by=None, error=GAVE_UP, token=None)
        _tell(report, f"{report} could not be made")
        return False
    else:
        states.move(report, State.QUEUED, by=None, token=None, heartbeat_at=clock.now())
    send(report)
    return True


def _held(claim: Claim) -> Report:
    """The report, locked, if it is still ours. Raises Lost."""
    report = claim.row.select_for_update(of=("self",)).first()
    if report is None:
        raise Lost
    return report


def _tell(report: Report, subject: str) -> None:
    if report.requested_by:
        notices.tell([report.requested_by], subject, url=report.get_absolute_url())
