"""Monitoring rounds of the tests, opened and answered by the real actions."""

import datetime as dt
from decimal import Decimal
from typing import Any

from contracts.models import CallOffContract
from mdps.core import clock
from mdps.core.models import User
from reporting.models import MonitoringReturn, MonitoringRound
from reporting.monitoring.answer import answer
from reporting.monitoring.asked import parts_of
from reporting.monitoring.open_round import open_round
from reporting.monitoring.questions import Kind, Question
from reporting.monitoring.read import accept
from reporting.monitoring.submit import is_officer, submit
from tests.build.contracts import given_a_running_call_off, given_an_admitted_supplier
from tests.build.panel import given_an_approved_line
from tests.build.people import given_a
from tests.build.referrals import a_pdf

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


def answers_to(record: MonitoringReturn) -> dict[str, dict[str, Any]]:
    """An answer to everything that is asked: texts say something, numbers are nought or add up."""
    return {
        part.slug: {each.key: _any_answer(record, each) for each in part.questions}
        for part in parts_of(record.figures)
    }


def _any_answer(record: MonitoringReturn, question: Question) -> Any:
    if question.key == "achieved":
        return record.figures["totals"]["ended"]
    if question.kind is Kind.CHOICE:
        return question.choices[0][0]
    return 0 if question.kind is Kind.NUMBER else "As agreed."


def given_it_is_answered(
    record: MonitoringReturn, *, by: User | None = None, **changes: dict[str, Any]
) -> MonitoringReturn:
    """Every part is answered, by an officer; `changes` are other answers, by part."""
    given = answers_to(record)
    for part in parts_of(record.figures):
        said = given[part.slug] | changes.get(part.slug.replace("-", "_"), {})
        answer(record, part, said, by=by or given_a("commissioner"))
    return record


def given_it_is_submitted(
    record: MonitoringReturn, *, by: User | None = None, on: dt.date = OPENED, **changes: Any
) -> MonitoringReturn:
    """Answered and submitted; by an officer from the provider's e-mail where nobody is named."""
    by = by or given_a("commissioner")
    given_it_is_answered(record, by=by, **changes)
    submit(record, paper=a_pdf() if is_officer(by) else None, by=by, on=on)
    return record


def given_it_is_accepted(record: MonitoringReturn, *, on: dt.date = OPENED) -> MonitoringReturn:
    """Submitted, read and accepted."""
    given_it_is_submitted(record, on=on)
    accept(record, by=given_a("commissioner"), on=on)
    return record
