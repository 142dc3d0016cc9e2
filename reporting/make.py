"""Making a report: the worker's work. Safe to run twice, at once or after a crash."""

import datetime as dt
import gc
import logging
from contextlib import suppress

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from mdps.core import anchors, audit, replica, stores
from reporting import jobs, pdf
from reporting.changes import AUDIT_HEAD
from reporting.correct import corrected
from reporting.documents import annex
from reporting.documents.parts import Document
from reporting.freeze import canonical, sha256
from reporting.gather import gather
from reporting.jobs import Claim, Lost, Printed, Public
from reporting.kinds import KINDS, Kind
from reporting.models import Report
from reporting.public import INTERNAL, public_figures

log = logging.getLogger(__name__)

SOMETHING_BROKE = "Something went wrong while the report was made. Try again, or tell support."
TOO_LONG = "It took longer than 20 minutes, so it was ended. Try again, or tell support."
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
    shown = public_figures(report, figures)
    internal = Printed(
        _laid_out(report, kind, figures, marking=INTERNAL if shown else ""),
        file_name(report, kind, "-internal" if shown else ""),
    )
    public = (
        Public(shown, Printed(_laid_out(report, kind, shown), file_name(report, kind)))
        if shown
        else None
    )
    exempt = exempt_annex(report, figures)
    jobs.step(claim, 2)
    jobs.finish(claim, internal, public=public, annex=exempt)


def _laid_out(report: Report, kind: Kind, figures: dict, *, marking: str = "") -> bytes:
    about = pdf.About(report.reference, f"Version {report.version}", marking)
    return _rendered(kind.document(figures), figures, about)


def _rendered(document: Document, figures: dict, about: pdf.About) -> bytes:
    """The PDF. What its layout leaves, parts that refer to each other, is cleared away at once:
    otherwise it stays while the next form is laid out."""
    content = pdf.render(document, canonical(figures), about)
    gc.collect()
    return content


def exempt_annex(report: Report, figures: dict) -> Printed | None:
    """The commercial detail of an annual report, marked on each page; None of another kind."""
    if "by_supplier" not in figures or report.kind != Report.Kind.ANNUAL_CABINET:
        return None
    about = pdf.About(report.reference, f"Version {report.version}", annex.MARKING, "EXEMPT")
    shown = annex.figures_of(figures)
    content = _rendered(annex.document(shown), shown, about)
    kind = KINDS[Report.Kind(report.kind)]
    return Printed(content, file_name(report, kind, "-exempt-annex"))


def freeze(claim: Claim, report: Report, kind: Kind) -> dict:
    """Compute the figures as at now and write them with their hash, once: a worker that takes
    over goes on with them. Where there is a replica, the audit trail says which database was read.
    Raises Lost."""

    def figures(as_at: dt.datetime) -> dict:
        return corrected(report, kind.figures(report.period, as_at)) | audit_head()

    found = gather(figures)
    with transaction.atomic():
        jobs.write(
            claim, as_at=found.as_at, figures=found.figures, figures_sha256=sha256(found.figures)
        )
        if replica.is_named():
            audit.record("report.gathered", report, by=None, source=found.source)
    return found.figures


def audit_head() -> dict[str, str]:
    """The head of the audit trail as it is now, to be printed and kept with the report."""
    newest = anchors.newest()
    return {AUDIT_HEAD: str(newest)} if newest else {}


def file_name(report: Report, kind: Kind, form: str = "") -> str:
    """`annual-cabinet-2026-05-31-v1.pdf`; `form` is `-internal` where there is one to publish,
    or `-exempt-annex`."""
    return f"{kind.slug}-{report.period.last_day}-v{report.version}{form}.pdf"


def sentence(error: Exception) -> str:
    """What the person who asked for the report is told of an error."""
    if isinstance(error, SoftTimeLimitExceeded):
        return TOO_LONG
    return NO_ROOM if stores.is_full(error) else SOMETHING_BROKE
