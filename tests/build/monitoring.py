"""Monitoring rounds of the tests, opened and answered by the real actions."""

import datetime as dt
from decimal import Decimal
from typing import Any

from contracts.models import CallOffContract
from mdps.core import clock
from mdps.core.models import User
from reporting.models import MonitoringReturn, MonitoringRound
from reporting.monitoring.open_round import open_round
from tests.build.contracts import given_a_running_call_off, given_an_admitted_supplier
from tests.build.panel import given_an_approved_line

# Call-offs of the tests begin on 2 June 2026, in the half year to this day.
LAST_DAY = dt.date(2026, 11, 30)
OPENED = dt.date(2026, 12, 1)


def given_a_package(
    supplier: str = "Severn Assessments", *, units: int = 10, price: str = "100.00", **options: Any
) -> CallOffContract:
    """A call-off of the supplier that runs since 2 June 2026, for twelve weeks."""
    return given_a_running_call_off(
        given_an_approved_line(units=units, amount=Decimal(price) * units),
        units=units,
        price=price,
        supplier=given_an_admitted_supplier(supplier, price=price),
        **options,
    )


def given_a_monitoring_round(
    *, by: User | None = None, on: dt.date = OPENED, last_day: dt.date = LAST_DAY
) -> MonitoringRound:
    """A round of the half year, opened by the system on the day after it."""
    with clock.at(on):
        return open_round(last_day, by=by, on=on)


def given_a_return(supplier: str = "Severn Assessments") -> MonitoringReturn:
    """The return of a supplier with one package, in a round that was just opened."""
    found = MonitoringReturn.objects.filter(supplier__name=supplier)
    if not found.exists():
        given_a_package(supplier)
        given_a_monitoring_round()
    return found.select_related("round", "supplier").get()
