"""The exempt annex of an annual report, as a PDF made from its frozen figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from mdps.core import rates
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from reporting import pdf
from reporting.documents import annex
from reporting.freeze import canonical
from reporting.models import Report
from reporting.pages.direct_awards import pdf_response
from reporting.queries import reports_visible_to


class ExemptAnnex(Page):
    """For those who read drafts; the same figures give the same bytes."""

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

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report = self.record
        figures = {name: value for name, value in report.figures.items() if name != "corrects"}
        about = pdf.About(report.reference, f"Version {report.version}", annex.MARKING, "EXEMPT")
        content = pdf.render(annex.document(figures), canonical(figures), about)
        name = f"annual-cabinet-{report.period.last_day}-v{report.version}-exempt-annex.pdf"
        return pdf_response(content, name)
