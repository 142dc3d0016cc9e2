"""The cap on one page: a sentence, a picture and the table behind it (CR 4)."""

from typing import Any

from mdps.core import clock
from mdps.core.pages import Page
from mdps.core.ui import Section
from mdps.core.words import day, moment
from reporting.documents import cap as words_of_the_cap
from reporting.documents import forecast as words_of_the_forecast
from reporting.documents.reading import date
from reporting.figures import cap
from reporting.figures.plain import one_moment
from reporting.pages.tabs import TABS
from reporting.slots import SEE_THE_CAP


class CapPage(Page):
    tabs = TABS
    permissions = SEE_THE_CAP
    template_name = "pages/figure.html"

    def content(self) -> dict[str, Any]:
        as_at = clock.now()
        with one_moment():
            figures = cap.figures(as_at)
        since = day(date(figures["term"]["operational_from"]))
        return {
            "title": words_of_the_cap.finding(figures),
            "period": f"Since {since}",
            "as_at": moment(as_at),
            "chart": Section(
                "",
                "reporting/burn_up.html",
                {
                    "chart": words_of_the_cap.burn_up(figures),
                    "caption": words_of_the_cap.against_plan(figures),
                },
            ),
            "table": words_of_the_cap.by_year(figures),
            "sections": [
                _table("When the cap is reached", words_of_the_forecast.table(figures)),
                _table("By lot", words_of_the_cap.by_lot(figures)),
                _table("By year and lot", words_of_the_cap.lots_by_year(figures)),
            ],
            "notes": [
                words_of_the_forecast.sentence(figures),
                *words_of_the_forecast.EXPLAINED,
                *words_of_the_cap.term(figures),
                "Amounts exclude VAT. Gross is what was awarded; net is what stays committed after "
                "releases. Spot purchases outside the scheme do not count.",
            ],
        }


def _table(title: str, table: Any) -> Section:
    return Section(title, "components/table.html", {"table": table})
