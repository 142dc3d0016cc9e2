"""Facts and locks that the steps of a report share: comment, review, sign off, publish."""

import datetime as dt
from collections.abc import Callable, Sequence

from mdps.core import clock
from mdps.core.models import User
from mdps.core.rules import Refusal, Refused, ask
from reporting.models import Commentary, Report
from reporting.public import public_form, published_beside, tells
from reporting.step_rules import Step
from reporting.versions import latest_made, overlapping

Rules = Sequence[Callable[[Step], Refusal | None]]


def refusals_against(rules: Rules, report: Report, *, by: User, on: dt.date) -> list[Refusal]:
    """Why `by` cannot take the step of `rules` with this version on the day `on`."""
    return ask(rules, facts(report, by=by, on=on))


def facts(report: Report, *, by: User, on: dt.date) -> Step:
    """What the rules ask about a version and the person."""
    to_publish = report.state == Report.State.SIGNED_OFF
    return Step(
        state=report.state,
        version=report.version,
        latest=latest_made(report),
        as_at=report.as_at.astimezone(clock.LONDON).date(),
        on=on,
        overlapping=overlapping(report) if to_publish else "",
        tells=to_publish and tells(public_form(report).figures, published_beside(report)),
        not_over=None if report.is_complete else report.period.last_day,
        by_author=Commentary.objects.filter(report=report, written_by=by).exists(),
    )


def begin(rules: Rules, report: Report, *, by: User, on: dt.date) -> None:
    """Lock the report, read it anew and hold it to `rules`. In a transaction; raises Refused."""
    Report.objects.select_for_update(of=("self",)).only("pk").get(pk=report.pk)
    report.refresh_from_db()
    if refusals := refusals_against(rules, report, by=by, on=on):
        raise Refused(refusals)
