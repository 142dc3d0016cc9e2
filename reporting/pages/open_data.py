"""Open data to download: contracts and spend by quarter, and everything as OCDS."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from lots.queries import current_scheme
from mdps.core import clock, rates
from mdps.core.lists.export import lines_as_csv
from mdps.core.pages import Page
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Link, Table
from mdps.core.words import day, moment
from reporting.documents.reading import headings
from reporting.figures.plain import one_moment
from reporting.open_data import ocds, register, spend
from reporting.open_data.quarters import NotAQuarter, over, quarter
from reporting.pages.tabs import TABS
from reporting.periods import Period


class OpenData(Page):
    """What can be downloaded: a row for each quarter that is over, the newest first."""

    tabs = TABS
    permissions = (Permission.REPORT_READ,)
    template_name = "pages/figure.html"

    def content(self) -> dict[str, Any]:
        began, today = current_scheme().operational_from, clock.today()
        return {
            "title": "Open data about contracts and spend",
            "period": f"Since {day(began)}",
            "as_at": moment(clock.now()),
            "downloads": [Link("Download as OCDS (JSON)", reverse("reporting:open-ocds"))],
            "table": Table(
                caption="By quarter",
                headings=headings("Quarter", "Contracts above £5,000", "Spend above £500"),
                rows=[_row(name) for name in over(began, today)],
                empty="The first quarter is not over yet. Its files are here on the day after.",
            ),
            "notes": [
                "For the Local Government Transparency Code 2015. A contract is in the quarter of "
                "its award, with what it came to at the end of the quarter; a payment is in the "
                "quarter in which it was paid. Amounts exclude VAT, which the council recovers.",
                "A contract is named by its lot and its service. Nothing points to a child or a "
                "family, and no address of anybody is in the files.",
            ],
        }


class QuarterFile(Page):
    """One of the files of a quarter that is over."""

    permissions = (Permission.REPORT_READ,)
    rate = rates.EXPORT
    source: Any
    file = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        period = self._period(kwargs["quarter"])
        with one_moment():
            lines = list(self.source.lines(period))
        return lines_as_csv(
            self.source.COLUMNS, lines, name=f"{self.file}-{kwargs['quarter']}".lower()
        )

    def _period(self, text: str) -> Period:
        try:
            period = quarter(text)
        except NotAQuarter as error:
            raise Http404(str(error)) from error
        if text not in over(current_scheme().operational_from, clock.today()):
            raise Http404(f"{period.words} is not a quarter of the scheme that is over.")
        return period


class Register(QuarterFile):
    source, file = register, "contracts-register"


class Spend(QuarterFile):
    source, file = spend, "spend-over-500"


class OCDS(Page):
    """The releases up to today."""

    permissions = (Permission.REPORT_READ,)
    rate = rates.EXPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with one_moment():
            package = ocds.package(clock.now())
        return HttpResponse(
            ocds.as_json(package),
            content_type="application/json",
            headers={
                "Content-Disposition": f'attachment; filename="ocds-{clock.today()}.json"',
                "Cache-Control": "private, no-store",
            },
        )


def _row(name: str) -> list[Cell]:
    return [
        Cell(quarter(name).words, hint=name),
        Cell("Download contracts (CSV)", url=reverse("reporting:open-register", args=[name])),
        Cell("Download spend (CSV)", url=reverse("reporting:open-spend", args=[name])),
    ]
