"""By when an application is decided, from what happened to it; suppliers.working_time counts."""

import datetime as dt

from mdps.core import clock
from suppliers.models import Application
from suppliers.working_time import ALLOWED, EXTENDED, Stop, due_day, used

State = Application.State


def due_on(application: Application) -> dt.date | None:
    """The last day for the decision; None while it stands still, is a draft, or is decided."""
    stands_still = application.state == State.CLARIFICATION
    return None if stands_still or application.state not in Application.OPEN else application.due_on


def allowed(application: Application) -> int:
    """How many working days the council has: 10, or 15 where it was extended."""
    return EXTENDED if application.extended_on else ALLOWED


def start_of(application: Application) -> dt.date:
    """The day after which the council's time begins: submission, or the end of its round."""
    submitted = application.submitted_on or clock.today()
    if not application.round:
        return submitted
    return max(submitted, application.round.closes_at.astimezone(clock.LONDON).date())


def stops_of(application: Application) -> list[Stop]:
    """When the council waited for the applicant. One query, unless it was prefetched."""
    return [Stop(each.asked_on, each.answered_on) for each in application.clarifications.all()]


def reckoned(application: Application) -> dt.date | None:
    """The day it is due as things stand; None while the council's time stands still."""
    return due_day(start_of(application), stops_of(application), allowed=allowed(application))


def left(application: Application, on: dt.date) -> int:
    """Working days of the council's that are left on the day `on`; below zero when overdue."""
    return allowed(application) - used(start_of(application), stops_of(application), on)


def reckon(application: Application) -> None:
    """Write the day it is due anew, inside the caller's transaction and its lock."""
    if due := reckoned(application):
        application.due_on = due
        application.save(update_fields=["due_on"])
