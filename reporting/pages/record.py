"""One report: its progress while it is made, its figures on the page, and its files."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mdps.core import cells, files, timeline
from mdps.core.lists.export import XLSX
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Identity, Link, Progress, Row, Section
from mdps.core.words import moment
from reporting.documents.parts import Document
from reporting.documents.reading import incomplete
from reporting.freeze import as_csv, as_xlsx, canonical
from reporting.kinds import document_of
from reporting.models import Report
from reporting.pages.actions import actions
from reporting.pages.behind import behind, linked
from reporting.pages.rows import rows_behind
from reporting.pages.said import said
from reporting.public import INTERNAL, Form, form_for, public_form
from reporting.queries import READERS, reports_visible_to

State = Report.State
LIST = Link("Reports", "/reports/")


class OneReport(Page):
    """A page about a report that the user may see."""

    permissions = READERS

    def find(self, pk: int) -> Report:
        return get_object_or_404(reports_visible_to(self.user), pk=pk)


class ReportProgress(OneReport):
    """How far it has come; once made, the way to download it."""

    template_name = "pages/progress.html"

    def content(self) -> dict[str, Any]:
        report = self.record
        return {
            "title": report.title,
            "back": LIST,
            "progress": _progress(report),
            "links": self._onward(report),
        }

    def _onward(self, report: Report) -> list[Link]:
        if _is_over(report):
            return [Link("See the report", report.get_absolute_url())]
        if Permission.REPORT_MAKE not in self.user.permissions:
            return []
        return [Link("Stop making it", reverse("reporting:cancel", args=[report.pk]))]


class ReportPage(OneReport):
    """The figures of a made report; one that is being made is shown on its progress page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_over(self.record):
            return redirect("reporting:progress", self.record.pk)
        return self.show()

    def content(self) -> dict[str, Any]:
        report = self.record
        form = form_for(self.user, report) if report.is_made else None
        return {
            "title": report.title,
            "back": LIST,
            "identity": _identity(report, form),
            "actions": actions(report, self.user),
            "sections": self._sections(report, form) if form else [_why_not(report)],
            "events": timeline.events(report),
        }

    def _sections(self, report: Report, form: Form) -> list[Section]:
        rows = rows_behind(report, form.figures, self.user)
        document = document_of(report, linked(form.figures, rows))
        return [
            *said(report, self.user),
            *_figures(report, form, document),
            *behind(document, form.figures, rows),
        ]


class DownloadPDF(OneReport):
    """The stored file: it is the record."""

    def find(self, pk: int) -> Report:
        return get_object_or_404(
            reports_visible_to(self.user).select_related("file"), pk=pk, file__isnull=False
        )

    @property
    def form(self) -> Form:
        """The form that was asked for; whoever reads no drafts gets the public one."""
        if self.request.GET.get("form") == "public":
            return public_form(self.record)
        return form_for(self.user, self.record)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return files.download(self.form.file)


class DownloadAttached(DownloadPDF):
    """The frozen figures as they are attached to the PDF too, in one of their forms."""

    ending = ""
    content_type = ""
    written: Callable[[dict], bytes | str]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form
        name = form.file.name.replace(".pdf", self.ending)
        return HttpResponse(
            type(self).written(form.figures),
            content_type=self.content_type,
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "private, no-store",
            },
        )


class DownloadFigures(DownloadAttached):
    """As JSON."""

    ending, content_type, written = ".json", "application/json", staticmethod(canonical)


class DownloadTable(DownloadAttached):
    """As CSV."""

    ending, content_type, written = ".csv", "text/csv; charset=utf-8", staticmethod(as_csv)


class DownloadWorkbook(DownloadAttached):
    """As an Excel workbook."""

    ending, content_type, written = ".xlsx", XLSX, staticmethod(as_xlsx)


def _is_over(report: Report) -> bool:
    """Whether nothing is being done to make it any more."""
    return report.state not in (State.QUEUED, State.RUNNING)


def _progress(report: Report) -> Progress:
    tag = cells.state_tag(report)
    if report.is_made:
        download = Link("Download the report (PDF)", reverse("reporting:pdf", args=[report.pk]))
        return Progress("The report is made.", tag, 100, finished=True, download=download)
    if _is_over(report):
        return Progress(report.error, tag, finished=True)
    if report.state == State.QUEUED:
        return Progress("A worker takes it up in a moment.", tag)
    step = f"Step {report.steps_done + 1} of {report.steps_all}: {report.step.lower()}."
    return Progress(step, tag, 100 * report.steps_done // max(report.steps_all, 1))


def _identity(report: Report, form: Form | None) -> Identity:
    return Identity(
        reference=f"{report.reference}, version {report.version}",
        title=report.get_kind_display(),
        tag=cells.state_tag(report),
        holder=report.period.words,
        facts=[
            Row(figure.label, figure.value)
            for figure in (document_of(report, form.figures).key_figures[:3] if form else [])
        ],
    )


def _figures(report: Report, form: Form, document: Document) -> list[Section]:
    return [
        *_incomplete(form),
        *([_internal(report)] if form.is_internal else []),
        Section(
            "",
            "reporting/files.html",
            {
                "downloads": [
                    Link("Download the report (PDF)", reverse("reporting:pdf", args=[report.pk])),
                    Link(
                        "Download its figures (JSON)",
                        reverse("reporting:figures", args=[report.pk]),
                    ),
                    Link("Download its figures (CSV)", reverse("reporting:csv", args=[report.pk])),
                    Link(
                        "Download its figures (Excel)",
                        reverse("reporting:xlsx", args=[report.pk]),
                    ),
                ],
                "frozen": f"Figures as at {moment(report.as_at)}, ex VAT.",
                "sha256": form.sha256,
            },
        ),
        *(
            Section(
                chapter.title, "reporting/chapter.html", {"blocks": chapter.blocks}, id=chapter.id
            )
            for chapter in document.chapters
        ),
    ]


def _incomplete(form: Form) -> list[Section]:
    """The mark of a report whose period was not over."""
    said = incomplete(form.figures)
    return [Section("Incomplete", "components/inset.html", {"text": said})] if said else []


def _internal(report: Report) -> Section:
    """The mark of a form with small numbers, and the way to the one that may be passed on."""
    annex = (
        [Link("Download the exempt annex (PDF)", reverse("reporting:annex", args=[report.pk]))]
        if report.kind == Report.Kind.ANNUAL_CABINET and "by_supplier" in (report.figures or {})
        else []
    )
    public = reverse("reporting:pdf", args=[report.pk]) + "?form=public"
    return Section(
        "For internal use",
        "reporting/internal.html",
        {
            "text": INTERNAL,
            "downloads": [Link("Download the form to publish (PDF)", public), *annex],
        },
    )


def _why_not(report: Report) -> Section:
    return Section("Why it was not made", "components/inset.html", {"text": report.error})
