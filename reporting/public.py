"""Which form of a report a person reads: everything that was counted, or what may be published."""

from dataclasses import dataclass
from typing import cast

from mdps.core.models import PrivateFile, User
from mdps.core.permissions import Permission
from reporting.correct import corrections
from reporting.figures.public_annual import public as public_annual
from reporting.figures.public_monitoring import public as public_monitoring
from reporting.figures.public_panel import public as public_panel
from reporting.models import PublicForm, Report
from reporting.versions import published_before

OF_KIND = {
    Report.Kind.ANNUAL_CABINET: public_annual,
    Report.Kind.MONITORING: public_monitoring,
    Report.Kind.PANEL_ACTIVITY: public_panel,
}
INTERNAL = (
    "Internal: this form has small numbers of children and requests, or commercial detail of "
    "suppliers. It is not to be published or passed on. The form to publish withholds them."
)


@dataclass(frozen=True)
class Form:
    """One form of a made report."""

    figures: dict
    sha256: str
    file: PrivateFile
    is_internal: bool = False


def public_figures(report: Report, figures: dict) -> dict | None:
    """`figures` without small numbers, and what they correct; None where nothing is withheld."""
    before = published_before(report)
    counted = {name: value for name, value in figures.items() if name != "corrects"}
    if before is None or before.figures is None:
        shown = OF_KIND[Report.Kind(report.kind)](counted, None)
        return None if shown == counted else shown
    earlier = public_form(before).figures
    shown = OF_KIND[Report.Kind(report.kind)](counted, earlier)
    if shown == counted and earlier == before.figures:
        return None
    return shown | corrections(report, before, earlier, shown)


def public_form(report: Report) -> Form:
    """What everybody reads who reads published reports."""
    found = PublicForm.objects.select_related("file").filter(pk=report.pk).first()
    return _form(found or report)


def form_for(user: User, report: Report) -> Form:
    """What `user` reads: the internal form, where there is one, only with drafts."""
    shown = public_form(report)
    if Permission.REPORT_READ not in user.permissions or shown.file == report.file:
        return shown
    return _form(report, is_internal=True)


def _form(made: Report | PublicForm, *, is_internal: bool = False) -> Form:
    """Of a report that is made, so that it has both."""
    file = cast(PrivateFile, made.file)
    return Form(made.figures or {}, made.figures_sha256, file, is_internal)
