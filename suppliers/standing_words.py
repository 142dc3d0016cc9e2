"""How much of the council's time an application has left, in words and as a tag."""

import datetime as dt

from mdps.core.ui import Cell, Tag
from mdps.core.words import count, day
from suppliers.decision_time import left
from suppliers.models import Application

State = Application.State
SOON = 2  # working days left from which it is marked


def time_left(application: Application, on: dt.date) -> str:
    """`6 working days left`, `Last day`, `Overdue by 2 working days`, or that it stands still.

    Reads the questions it was fetched with.
    """
    if application.state not in Application.OPEN:
        return ""
    days = left(application, on)
    if application.state == State.CLARIFICATION:
        return f"Stands still, {_days(max(days, 0))} left" if days > 0 else "Stands still, overdue"
    if days < 0:
        return f"Overdue by {_days(-days)}"
    return f"{_days(days)} left" if days else "Last day"


def due_cell(application: Application, on: dt.date) -> Cell:
    """The day it is due and how much is left; exported as a date."""
    tag = due_tag(application, on)
    return Cell(day(application.due_on), tag=tag, raw=application.due_on)


def due_tag(application: Application, on: dt.date) -> Tag | None:
    """How much time is left, coloured by how urgent it is; None once it is decided."""
    said = time_left(application, on)
    if not said:
        return None
    if application.state == State.CLARIFICATION:
        return Tag(said, "yellow")
    days = left(application, on)
    return Tag(said, "red" if days < 0 else "orange" if days <= SOON else "grey")


def _days(number: int) -> str:
    return count(number, "working day")
