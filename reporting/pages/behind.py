"""The rows behind the figures of a report: lists of the service, narrowed to its period."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from lots.models import Lot, RequestCategory
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Section
from reporting.models import Report


def behind(report: Report, user: User) -> Section | None:
    """The lists that `user` may open; None where there is none. What they show is as it is now,
    while the figures are as at their moment."""
    links = list(_links(report, user))
    if not links:
        return None
    return Section("The rows behind the figures", "components/downloads.html", {"downloads": links})


def _links(report: Report, user: User) -> Iterator[Link]:
    if report.kind == Report.Kind.PANEL_ACTIVITY:
        if Permission.FIGURES_READ in user.permissions:
            yield _link("Every line decided in the period", "reporting:panel-lines", report)
            for category in RequestCategory.objects.all():
                yield _link(
                    f"Lines decided: {category.short_name}",
                    "reporting:panel-lines",
                    report,
                    category=category.position,
                )
    elif Permission.CONTRACT_READ in user.permissions:
        yield _link("Every call-off awarded in the period", "contracts:list", report)
        for lot in Lot.objects.all():
            yield _link(f"Call-offs awarded: {lot.short}", "contracts:list", report, lot=lot.pk)


def _link(text: str, name: str, report: Report, **more: object) -> Link:
    days = {"since": report.period_start, "until": report.period.last_day}
    return Link(text, f"{reverse(name)}?{urlencode(days | more)}")
