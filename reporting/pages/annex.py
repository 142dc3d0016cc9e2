"""The exempt annex of an annual report: the stored file; of an older report it is made anew."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from mdps.core import files, rates
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from reporting import make
from reporting.models import ExemptAnnex, Report
from reporting.pages.direct_awards import pdf_response
from reporting.queries import reports_visible_to


class ExemptAnnexFile(Page):
    """For those who read drafts."""

    permissions = (Permission.REPORT_READ,)
    rate = rates.EXPORT

    def find(self, pk: int) -> Report:
        return get_object_or_404(
            reports_visible_to(self.user),
            pk=pk,
            kind=Report.Kind.ANNUAL_CABINET,
            figures__has_key="by_supplier",
            state__in=Report.MADE,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        report = self.record
        if kept := ExemptAnnex.objects.select_related("file").filter(pk=report.pk).first():
            return files.download(kept.file)
        made = make.exempt_annex(report, report.figures)
        assert made is not None  # noqa: S101 - found by its kind and figures
        return pdf_response(made.pdf, made.name)
