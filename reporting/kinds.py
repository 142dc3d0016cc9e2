"""The kinds of report: how long their period is, where its figures come from, how it reads."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from reporting.documents import annual_cabinet as annual_document
from reporting.documents import monitoring as monitoring_document
from reporting.documents import panel_activity as panel_document
from reporting.documents.parts import Document
from reporting.figures import annual_cabinet, monitoring, panel_activity
from reporting.models import Report
from reporting.periods import (
    ENDS_OF_A_HALF,
    ENDS_OF_A_YEAR,
    HALF,
    MONTH,
    ONE_DAY,
    YEAR,
    Period,
    ending,
    last_complete,
)
from reporting.request_rules import Asked


@dataclass(frozen=True)
class Kind:
    """`slug` names it on the command line and in files. One of `any_days` may be of any period."""

    slug: str
    months: int
    ends: tuple[tuple[int, int], ...]
    figures: Callable[[Period, dt.datetime], dict]
    document: Callable[[dict], Document]
    any_days: bool = False

    def last_complete(self, on: dt.date) -> Period:
        """The latest period of the scheme's calendar that was over before the day `on`."""
        return last_complete(self.ends, months=self.months, on=on)

    def asked(
        self, last_day: dt.date, *, on: dt.date, began: dt.date, first_day: dt.date | None = None
    ) -> Asked:
        """What the rules ask about a period that ends with `last_day`."""
        first_day = first_day if self.any_days else None
        return Asked(last_day, self.months, on, began, self.last_complete(on), first_day)

    def ending(self, last_day: dt.date, first_day: dt.date | None = None) -> Period:
        """The period from `first_day` to `last_day`; without it the usual one to a month's end."""
        if first_day:
            return Period(first_day, last_day + ONE_DAY)
        return ending(last_day, months=self.months)


KINDS = {
    Report.Kind.ANNUAL_CABINET: Kind(
        "annual-cabinet",
        YEAR,
        ENDS_OF_A_YEAR,
        annual_cabinet.figures,
        annual_document.document,
    ),
    Report.Kind.MONITORING: Kind(
        "monitoring",
        HALF,
        ENDS_OF_A_HALF,
        monitoring.figures,
        monitoring_document.document,
    ),
    Report.Kind.PANEL_ACTIVITY: Kind(
        "panel-activity",
        MONTH,
        (),
        panel_activity.figures,
        panel_document.document,
        any_days=True,
    ),
}


def document_of(report: Report, figures: dict) -> Document:
    """What a made report says, from the frozen figures of one of its forms."""
    return KINDS[Report.Kind(report.kind)].document(figures)
