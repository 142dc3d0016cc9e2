"""Rating a supplier in a round: a commissioner's judgement, with reasons, as a paper too."""

import datetime as dt

from django.db import transaction

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from reporting.models import MonitoringReturn, SupplierRating
from reporting.monitoring.answer import lock
from reporting.monitoring.rate_rules import POSSIBLE, RATE, Rating
from reporting.monitoring.supplier_report import write_report
from suppliers.queries import people_of

Grade = SupplierRating.Grade


def refusals_against_rating(record: MonitoringReturn, *, on: dt.date) -> list[Refusal]:
    """Why the supplier cannot be rated on the day `on`."""
    return ask(POSSIBLE, _facts(record, "", on))


@transaction.atomic
def rate(
    record: MonitoringReturn, *, grade: str, reasons: str, by: User, on: dt.date
) -> SupplierRating:
    """Rate the supplier; a later rating replaces the earlier one, which stays on record.

    The monitoring report of the supplier is frozen with it, and its people are told. Locks the
    return. Raises Forbidden, or Refused before the return is accepted or overdue.
    """
    require(by, Permission.MONITORING_MANAGE)
    lock(record)
    enforce(RATE, _facts(record, reasons.strip(), on))
    rated = SupplierRating.objects.create(
        of_return=record, grade=Grade(grade), reasons=reasons.strip(), rated_by=by, rated_on=on
    )
    audit.record("monitoring.rated", record, by=by, grade=rated.get_grade_display())
    write_report(rated, by=by)
    notices.tell(
        people_of(record.supplier),
        f"How the council rates your half year, {record.round.period.words}",
        url=record.get_absolute_url(),
    )
    return rated


def _facts(record: MonitoringReturn, reasons: str, on: dt.date) -> Rating:
    late = record.state in MonitoringReturn.WITH_PROVIDER and record.round.due_on < on
    return Rating(reference=record.reference, state=record.state, overdue=late, reasons=reasons)
