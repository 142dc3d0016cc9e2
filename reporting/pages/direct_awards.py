"""The register of direct awards for Audit and Governance: a year a table, as CSV and as PDF."""

import datetime as dt
import re
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from lots.queries import current_scheme
from mdps.core import clock, rates
from mdps.core.financial_years import financial_year
from mdps.core.lists.export import lines_as_csv
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Section
from mdps.core.words import moment
from reporting import pdf
from reporting.documents import direct_awards as words_of_the_register
from reporting.figures import direct_awards
from reporting.figures.plain import one_moment
from reporting.freeze import canonical
from reporting.pages.tabs import TABS

YEAR = re.compile(r"\d{4}-\d{2}")


def years(on: dt.date) -> list[str]:
    """The financial years from the scheme's first to that of the day `on`, newest first."""
    first = current_scheme().operational_from.year
    found = {financial_year(dt.date(year, 4, 1)) for year in range(first, on.year + 1)}
    return sorted((year for year in found if year <= financial_year(on)), reverse=True)


class DirectAwards(Page):
    tabs = TABS
    permissions = (Permission.REPORT_READ,)
    template_name = "pages/figure.html"

    @cached_property
    def registers(self) -> list[dict]:
        as_at = clock.now()
        with one_moment():
            return [direct_awards.figures(year, as_at) for year in years(clock.today())]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("as") != "csv":
            return self.show()
        lines = (
            line for figures in self.registers for line in words_of_the_register.lines(figures)
        )
        return lines_as_csv(words_of_the_register.COLUMNS, lines, name="direct-awards")

    def content(self) -> dict[str, Any]:
        latest, *earlier = self.registers
        return {
            "title": words_of_the_register.sentence(latest),
            "period": words_of_the_register.name(latest),
            "as_at": moment(clock.now()),
            "downloads": [
                *(
                    Link(
                        f"Download {words_of_the_register.name(figures)} (PDF)",
                        reverse("reporting:direct-awards-pdf", args=[figures["financial_year"]]),
                    )
                    for figures in self.registers
                ),
                Link("Download all years (CSV)", "?as=csv"),
            ],
            "table": words_of_the_register.of_year(latest),
            "sections": [
                Section(
                    figures["financial_year"],
                    "components/table.html",
                    {"table": words_of_the_register.of_year(figures)},
                    id=f"year-{figures['financial_year']}",
                )
                for figures in earlier
            ],
            "notes": [*words_of_the_register.PURPOSE, words_of_the_register.NOTE],
        }


class DirectAwardsPDF(Page):
    """The register of one financial year, made as it is asked for."""

    permissions = (Permission.REPORT_READ,)
    rate = rates.EXPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        year = kwargs["year"]
        if not YEAR.fullmatch(year) or year not in years(clock.today()):
            raise Http404(f"“{year}” is no financial year of the scheme.")
        with one_moment():
            figures = direct_awards.figures(year, clock.now())
        content = pdf.render(
            words_of_the_register.document(figures),
            canonical(figures),
            pdf.About(f"DA {year}", words_of_the_register.name(figures)),
        )
        return pdf_response(content, f"direct-awards-{year}.pdf")


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A document that is made as it is asked for, to download."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
