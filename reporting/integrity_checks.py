"""Reports against the hash that was taken of their figures when they were made."""

from collections.abc import Iterator

from mdps.core import anchors
from mdps.core.integrity import check
from reporting.changes import AUDIT_HEAD
from reporting.freeze import sha256
from reporting.models import PublicForm, Report


@check("Reports")
def each_has_the_figures_that_were_made() -> Iterator[str]:
    """The figures of the report, and of its public form where it has one."""
    for report in Report.objects.exclude(figures=None).order_by("pk").iterator():
        if report.figures_sha256 and sha256(report.figures or {}) != report.figures_sha256:
            yield f"The figures of {report} (report {report.pk}) are not those that were made."
    for form in PublicForm.objects.select_related("report").order_by("pk").iterator():
        if sha256(form.figures) != form.figures_sha256:
            yield f"The public figures of {form.report} are not those that were made."


@check("Audit trail")
def it_has_the_head_that_each_report_printed() -> Iterator[str]:
    """Whoever makes the chain anew cannot make it fit what a report that was given out says."""
    printed = {
        anchor: report.reference
        for report in Report.objects.exclude(figures=None).order_by("pk").iterator()
        if (anchor := anchors.said((report.figures or {}).get(AUDIT_HEAD, "")))
    }
    for missing in anchors.against(printed):
        yield (
            f"Report {printed[missing]} printed seal {missing.number} as {missing.head[:12]}…, and "
            "the database has no such seal."
        )
