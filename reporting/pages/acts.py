"""Acts on the job of a report: make one, stop one, try one again."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from reporting.cancel import cancel
from reporting.forms import CancelForm, ReportForm, RetryForm
from reporting.models import Report
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
            correction=form.cleaned_data["correction"],
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


class CancelReport(ReportAct):
    form_class = CancelForm

    def content(self) -> dict[str, Any]:
        return {
            "title": "Stop making this report",
            "caption": self.record.reference,
            "lead": f"{self.record.title}, version {self.record.version}.",
            "consequences": [
                "What was gathered so far is not kept as a report.",
                "The report can be asked for again, as a further version.",
            ],
            "cancel": Link("Cancel", reverse("reporting:progress", args=[self.record.pk])),
        }

    def act(self, form: CancelForm) -> str:
        cancel(self.record, by=self.user)
        return self.record.get_absolute_url()
