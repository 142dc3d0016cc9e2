"""Acts on reports: make one, try one again, publish one."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Link, Row
from reporting.forms import PublishForm, ReportForm, RetryForm
from reporting.kinds import document_of
from reporting.models import Report
from reporting.publish import publish, versions
from reporting.queries import reports_visible_to
from reporting.request import request_report
from reporting.retry import retry


class MakeReport(ActionPage):
    permission = Permission.REPORT_MAKE
    form_class = ReportForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Make a report",
            "lead": "The figures are frozen as at the moment they are gathered. Leadership, "
            "finance and auditors can read the draft; team managers read it once it is published.",
            "back": Link("Reports", reverse("reporting:list")),
        }

    def form_options(self) -> dict[str, Any]:
        return {"on": clock.today()}

    def act(self, form: ReportForm) -> str:
        period = form.period
        report = request_report(
            form.cleaned_data["kind"],
            period_start=period.start,
            period_end=period.end,
            by=self.user,
            on=clock.today(),
        )
        return reverse("reporting:progress", args=[report.pk])


class ReportAct(ActionPage):
    """An act on one report that needs no more than a yes."""

    permission = Permission.REPORT_MAKE

    def find(self, pk: int) -> Report:
        return get_object_or_404(self.reports, pk=pk)

    @property
    def reports(self) -> QuerySet[Report]:
        return reports_visible_to(self.user)

    @property
    def cancel(self) -> Link:
        return Link("Cancel", self.record.get_absolute_url())


class PublishReport(ReportAct):
    form_class = PublishForm

    def content(self) -> dict[str, Any]:
        report = self.record
        return {
            "title": "Publish this report",
            "caption": report.reference,
            "lead": f"{report.title}, version {report.version}.",
            "figures": [
                Row(figure.label, Cell(figure.value, hint=figure.note, numeric=True))
                for figure in _key_figures(report)
            ],
            "consequences": [
                "Leadership, finance and the auditors are told, and team managers can read it.",
                *(
                    f"Version {earlier.version} is superseded."
                    for earlier in versions(report).defer("figures").order_by("version")
                    if earlier.pk != report.pk and earlier.state != Report.State.SUPERSEDED
                ),
            ],
            "warning": "A published report cannot be taken back. A correction is a new version.",
            "cancel": self.cancel,
        }

    def act(self, form: PublishForm) -> str:
        publish(self.record, by=self.user, on=clock.today())
        self.say(f"{self.record.get_kind_display()} for {self.record.period.words} is published")
        return self.record.get_absolute_url()


class RetryReport(ReportAct):
    form_class = RetryForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Try again to make this report",
            "caption": self.record.reference,
            "lead": f"{self.record.title}, version {self.record.version}.",
            "consequences": ["Its figures are gathered anew, as at now."],
            "cancel": self.cancel,
        }

    def act(self, form: RetryForm) -> str:
        retry(self.record, by=self.user)
        return reverse("reporting:progress", args=[self.record.pk])


def _key_figures(report: Report) -> Any:
    if not report.is_made:
        return []
    return document_of(report).key_figures
