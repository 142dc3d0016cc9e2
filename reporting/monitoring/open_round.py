"""Opening a round: each supplier with a package in the half year gets a return."""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from lots.queries import current_scheme
from mdps.core import audit, notices, working_days
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from mdps.core.words import count, day
from reporting.models import MonitoringReturn, MonitoringRound
from reporting.monitoring.open_rules import RULES, Opening
from reporting.monitoring.prefill import Figures, prefilled
from reporting.periods import ENDS_OF_A_HALF, HALF, Period, ending, last_complete
from suppliers.models import Supplier

Found = dict[Supplier, Figures]
WEEK_OF_WORK = 5


def due_day(on: dt.date) -> dt.date:
    """The last day for the returns that are asked for on `on`: 20 working days later by default.

    Where the bank holidays of that year are not known yet, as many weeks of five working days.
    """
    days = settings.MDPS_MONITORING_DAYS
    try:
        return working_days.add(on, days)
    except working_days.NotKnownYet:
        return on + dt.timedelta(weeks=-(-days // WEEK_OF_WORK))


def round_of(period: Period) -> MonitoringRound | None:
    """The round of `period`, where it was opened."""
    return MonitoringRound.objects.filter(period_start=period.start).first()


@transaction.atomic
def open_round(
    last_day: dt.date, *, due_on: dt.date | None = None, by: User | None, on: dt.date
) -> MonitoringRound:
    """Open the round of the half year that ends with `last_day`, and tell every supplier in it.

    One that is open already is returned as it is, also when two open it at once. `by` None is the
    system itself.

    Raises Forbidden, or Refused when the half year is not over, or nobody delivered in it.
    """
    if by:
        require(by, Permission.MONITORING_MANAGE)
    period = ending(last_day, months=HALF)
    if already := round_of(period):
        return already
    due_on = due_on or due_day(on)
    found = prefilled(period, on=on)
    if refusals := refusals_against(last_day, found, due_on=due_on, on=on):
        raise Refused(refusals)
    try:
        with transaction.atomic():
            opened = MonitoringRound.objects.create(
                period_start=period.start,
                period_end=period.end,
                opened_on=on,
                opened_by=by,
                due_on=due_on,
            )
    except IntegrityError:  # somebody opened it in this moment, and was first
        return MonitoringRound.objects.get(period_start=period.start)
    MonitoringReturn.objects.bulk_create(
        MonitoringReturn(round=opened, supplier=supplier, figures=figures)
        for supplier, figures in found.items()
    )
    audit.record(
        "monitoring.opened",
        opened,
        by=by,
        period=period.words,
        suppliers=count(len(found), "supplier"),
    )
    tell(opened, opened.returns.all())
    return opened


def refusals_against(
    last_day: dt.date, found: Found, *, due_on: dt.date, on: dt.date
) -> list[Refusal]:
    """Why the round to `last_day` cannot be opened on the day `on`. One query."""
    return ask(
        RULES,
        Opening(
            last_day=last_day,
            on=on,
            began=current_scheme().operational_from,
            due_on=due_on,
            suppliers=len(found),
        ),
    )


def open_due(on: dt.date) -> MonitoringRound | None:
    """Open the round of the latest half year that is over, where it is not open yet.

    None where nobody had a package in it. Safe to run twice, at once and after missed days.
    """
    period = last_complete(ENDS_OF_A_HALF, months=HALF, on=on)
    if period.last_day < current_scheme().operational_from or round_of(period):
        return None
    try:
        return open_round(period.last_day, by=None, on=on)
    except Refused:
        return None


def tell(opened: MonitoringRound, asked: QuerySet[MonitoringReturn]) -> None:
    """The people of every supplier that is asked: for what, until when."""
    said = f"Your monitoring return for {opened.period.words} is due on {day(opened.due_on)}"
    returns = asked.prefetch_related("supplier__accounts__user").order_by("supplier__name")
    for each in returns:
        people = [account.user for account in each.supplier.accounts.all()]
        notices.tell(people, said, url=each.get_absolute_url())
