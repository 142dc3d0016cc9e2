"""Publishing a report: the version that everybody who may read reports sees from then on."""

import datetime as dt

from django.db import transaction
from django.db.models import Max, QuerySet

from mdps.core import clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import RoleKey
from mdps.core.rules import Refusal, Refused, ask
from reporting.models import Report
from reporting.publish_rules import RULES, Publication

State = Report.State
MADE = (State.DRAFT, State.PUBLISHED, State.SUPERSEDED)
TOLD = (RoleKey.LEADERSHIP, RoleKey.FINANCE_OFFICER, RoleKey.AUDITOR)


def versions(report: Report) -> QuerySet[Report]:
    """The made versions of the same kind and period."""
    return Report.objects.filter(
        kind=report.kind,
        period_start=report.period_start,
        period_end=report.period_end,
        state__in=MADE,
    )


def refusals_against_publishing(report: Report, *, on: dt.date) -> list[Refusal]:
    """Why this version cannot be published on the day `on`."""
    latest = versions(report).aggregate(latest=Max("version"))["latest"] or report.version
    as_at = report.as_at.astimezone(clock.LONDON).date()
    return ask(RULES, Publication(report.state, report.version, latest, as_at, on))


@transaction.atomic
def publish(report: Report, *, by: User, on: dt.date) -> None:
    """Publish a draft; earlier versions are superseded. Tells leadership, finance and auditors.

    Locks every version of the same kind and period, oldest first.

    Raises Forbidden, or Refused if it is not the latest draft or `on` is before its figures.
    """
    require(by, Permission.REPORT_MAKE, on=report)
    earlier = list(versions(report).order_by("version").select_for_update(of=("self",)))
    report.refresh_from_db()
    if refusals := refusals_against_publishing(report, on=on):
        raise Refused(refusals)
    for version in earlier:
        if version.pk != report.pk and version.state != State.SUPERSEDED:
            states.move(version, State.SUPERSEDED, by=by)
    states.move(report, State.PUBLISHED, by=by, published_by=by, published_at=clock.now())
    notices.tell(
        User.objects.holding(*TOLD),
        f"{report.get_kind_display()} for {report.period.words} was published",
        url=report.get_absolute_url(),
    )
