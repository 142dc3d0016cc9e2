"""Making a report: the worker's work. Safe to run twice, at once or after a crash."""

import errno
import logging
from contextlib import suppress

from mdps.core import clock
from reporting import jobs, pdf
from reporting.correct import corrected
from reporting.figures.plain import one_moment
from reporting.freeze import canonical, sha256
from reporting.jobs import Claim, Lost
from reporting.kinds import KINDS, Kind
from reporting.models import Report

log = logging.getLogger(__name__)

SOMETHING_BROKE = "Something went wrong while the report was made. Try again, or tell support."
NO_ROOM = "There is no room left to store the report. Tell support; nothing is lost."


def make(report_id: int) -> None:
    """Make a queued report: freeze its figures, lay out its PDF, store it as a draft.

    Does nothing if the report is not queued. A failure is written to the report as a sentence
    and raised again for the operator.
    """
    claim = jobs.claim(report_id)
    if claim is None:
        return
    try:
        with jobs.heartbeat(claim):
            _make(claim)
    except Lost:
        log.warning("Report %s was given to another worker meanwhile", report_id)
    except Exception as error:
        with suppress(Lost):
            jobs.fail(claim, sentence(error))
        raise


def _make(claim: Claim) -> None:
    report = Report.objects.get(pk=claim.report_id)
    kind = KINDS[Report.Kind(report.kind)]
    figures = report.figures or freeze(claim, report, kind)
    jobs.step(claim, 1)
    about = pdf.About(report.reference, f"Version {report.version}")
    content = pdf.render(kind.document(figures), canonical(figures), about)
    jobs.step(claim, 2)
    jobs.finish(claim, pdf=content, name=file_name(report, kind))


def freeze(claim: Claim, report: Report, kind: Kind) -> dict:
    """Compute the figures as at now and write them with their hash, once: a worker that takes
    over goes on with them. Raises Lost."""
    as_at = clock.now()
    with one_moment():
        figures = corrected(report, kind.figures(report.period, as_at))
    jobs.write(claim, as_at=as_at, figures=figures, figures_sha256=sha256(figures))
    return figures


def file_name(report: Report, kind: Kind) -> str:
    """`annual-cabinet-2026-05-31-v1.pdf`."""
    return f"{kind.slug}-{report.period.last_day}-v{report.version}.pdf"


def sentence(error: Exception) -> str:
    """What the person who asked for the report is told of an error."""
    no_room = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return NO_ROOM if no_room else SOMETHING_BROKE
