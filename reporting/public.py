"""Which form of a report a person reads: everything that was counted, or what may be published."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from mdps.core.models import PrivateFile, User
from mdps.core.permissions import Permission
from reporting.correct import corrections
from reporting.figures.disclosure import Cell, blanked, told
from reporting.figures.public_annual import public as public_annual
from reporting.figures.public_monitoring import public as public_monitoring
from reporting.figures.public_panel import public as public_panel
from reporting.figures.public_panel import without_what_is_told
from reporting.figures.published_cells import cells_of
from reporting.models import PublicForm, Report
from reporting.versions import published_before

OF_KIND = {
    Report.Kind.ANNUAL_CABINET: public_annual,
    Report.Kind.MONITORING: public_monitoring,
    Report.Kind.PANEL_ACTIVITY: public_panel,
}
# Kinds whose counts are of the same things, so that one report tells of another.
RELATED = (
    (Report.Kind.ANNUAL_CABINET, Report.Kind.MONITORING),
    (Report.Kind.PANEL_ACTIVITY,),
)
# What goes first where something could be worked out: the period before, then what is counted
# since the beginning, then every number of families.
LEVELS: tuple[tuple[str, ...], ...] = (
    ("comparison", "year_before", "before"),
    ("comparison", "year_before", "before", "to_date", "trend"),
    (),
)
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
    """`figures` without small numbers, and what they correct; None where nothing is withheld.

    Also withheld is what would tell, together with all that is published, a number that is
    withheld here or there."""
    before = published_before(report)
    counted = {name: value for name, value in figures.items() if name != "corrects"}
    if before is None or before.figures is None:
        shown = OF_KIND[Report.Kind(report.kind)](counted, None)
        shown = untold(shown, published_beside(report))
        return None if shown == counted else shown
    earlier = public_form(before).figures
    shown = OF_KIND[Report.Kind(report.kind)](counted, earlier)
    shown = untold(shown, published_beside(report))
    if shown == counted and earlier == before.figures:
        return None
    return shown | corrections(report, before, earlier, shown)


def related(kind: str) -> tuple[Report.Kind, ...]:
    """The kinds whose counts are of the same things as those of `kind`, itself among them."""
    return next(kinds for kinds in RELATED if kind in kinds)


def published_beside(report: Report) -> list[dict]:
    """What is published of other periods, and of kinds that count the same things. Two queries."""
    published = Report.objects.filter(kind__in=related(report.kind), state=Report.State.PUBLISHED)
    others = published.exclude(
        kind=report.kind, period_start=report.period_start, period_end=report.period_end
    )
    found = others.select_related("public_form").order_by("period_end", "pk")
    forms = [getattr(each, "public_form", each) for each in found]
    return [each.figures for each in forms if each.figures]


def tells(shown: dict, others: Iterable[dict]) -> bool:
    """Whether a form, published beside the forms `others`, would tell a number that is withheld in
    any of them, and that these do not tell already."""
    return bool(told([cells_of(shown)], beside=map(cells_of, others)))


def untold(shown: dict, others: list[dict]) -> dict:
    """`shown` with as much more withheld as it takes so that it tells nothing beside `others`, and
    every number of families where that is not enough."""
    levels = iter(LEVELS)
    while tells(shown, others) and (sections := next(levels, None)) is not None:
        cells = cells_of(shown).cells
        shown = blanked(shown, [cell.way for cell in cells if _is_in(cell, sections)])
        if shown["report"] == "panel-activity":
            shown = without_what_is_told(shown)
    return shown


def _is_in(cell: Cell, sections: tuple[str, ...]) -> bool:
    return not sections or cell.way[0] in sections


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
