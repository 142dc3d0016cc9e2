"""Publishing a report: the version that everybody who may read reports sees from then on."""

import datetime as dt

from django.db import transaction

from mdps.core import clock, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import RoleKey
from mdps.core.rules import Refused
from reporting.models import Report
from reporting.public import related
from reporting.step_rules import PUBLISH
from reporting.steps import refusals_against
from reporting.versions import made

State = Report.State
TOLD = (RoleKey.LEADERSHIP, RoleKey.FINANCE_OFFICER, RoleKey.AUDITOR)


@transaction.atomic
def publish(report: Report, *, by: User, on: dt.date) -> None:
    """Publish what is signed off; earlier versions are superseded. Tells leadership, finance and
    auditors.

    Locks every made report of the kinds that count the same things, in the order of their ids: no
    other is published while this one is held against what is published.

    Raises Forbidden, or Refused if it is not the latest version, not signed off, or `on` is before
    its figures, or if it would tell what is withheld.
    """
    require(by, Permission.REPORT_MAKE, on=report)
    beside = Report.objects.filter(kind__in=related(report.kind), state__in=Report.MADE)
    list(beside.order_by("pk").select_for_update().values_list("pk"))
    earlier = list(made(report).order_by("version"))
    report.refresh_from_db()
    if refusals := refusals_against(PUBLISH, report, by=by, on=on):
        raise Refused(refusals)
    for version in earlier:
        if version.pk != report.pk and version.state != State.SUPERSEDED:
            states.move(version, State.SUPERSEDED, by=by)
    states.move(report, State.PUBLISHED, by=by, published_by=by, published_at=clock.now())
    what = "was published" if report.version == 1 else f"was published, version {report.version}"
    notices.tell(
        User.objects.holding(*TOLD),
        f"{report.get_kind_display()} for {report.period.words} {what}",
        url=report.get_absolute_url(),
    )
