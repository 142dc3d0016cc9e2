"""Requests and approvals by category and year: the table of CR ¶8, and the years since."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mdps.core import clock
from mdps.core.lists.export import harmless
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Section
from mdps.core.words import moment
from reporting.documents import panel_requests as words_of_the_panel
from reporting.figures import panel_requests
from reporting.figures.plain import one_moment
from reporting.pages.tabs import TABS

COLUMNS = ("financial_year", "request_category", "amount_requested", "amount_approved", "basis")


class PanelRequests(Page):
    tabs = TABS
    permissions = (Permission.FIGURES_READ,)
    template_name = "pages/figure.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.as_at = clock.now()
        with one_moment():
            self.figures = panel_requests.figures(self.as_at)
        return _as_csv(self.figures) if request.GET.get("as") == "csv" else self.show()

    def content(self) -> dict[str, Any]:
        figures = self.figures
        years = figures["years"]
        chart = {"chart": words_of_the_panel.chart(figures)}
        return {
            "title": words_of_the_panel.finding(figures),
            "period": f"{years[0]['financial_year']} to {years[-1]['financial_year']}"
            if years
            else "",
            "as_at": moment(self.as_at),
            "downloads": [Link("Download as CSV", "?as=csv")],
            "chart": Section("", "components/chart_bars.html", chart) if years else None,
            "table": words_of_the_panel.by_year(figures),
            "sections": [
                Section(
                    year["financial_year"],
                    "components/table.html",
                    {"table": words_of_the_panel.of_year(year, reverse("reporting:panel-lines"))},
                    id=f"year-{year['financial_year']}",
                )
                for year in reversed(years)
            ],
            "notes": words_of_the_panel.notes(figures),
        }


def _as_csv(figures: dict) -> HttpResponse:
    """A line for each year and category, in the columns that an import reads, and its basis."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="panel-requests-by-category.csv"'
    response["Cache-Control"] = "private, no-store"
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for year in figures["years"]:
        for row in year["categories"]:
            values = (row["category"], row["requested"], row["approved"], year["basis"])
            writer.writerow([harmless(value) for value in (year["financial_year"], *values)])
    return response
