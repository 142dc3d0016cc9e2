"""What is to be done next about a competition, in words: for its list, page and the worklist."""

import datetime as dt

from contracts.models import Competition
from mdps.core.words import day, moment

State = Competition.State


def has_closed(competition: Competition, now: dt.datetime) -> bool:
    """Its deadline has passed and its quotes are not opened."""
    return competition.state == State.OPEN and now > competition.closes_at


def next_step(competition: Competition, now: dt.datetime, today: dt.date) -> str:
    """A sentence about it; nothing once it is over. No query where the winner is read."""
    if competition.state == State.DRAFT:
        return "Invite the suppliers."
    if has_closed(competition, now):
        return "Open the quotes."
    if competition.state == State.OPEN:
        return f"Quotes can come until {moment(competition.closes_at)}."
    if competition.state == State.OPENED:
        return "Score the quotes and settle their ranking."
    if competition.state == State.SCORED:
        until = competition.standstill_until
        if until and today <= until:
            return f"Award it after the standstill, which ends on {day(until)}."
        return f"Award it to {competition.winner}."
    return ""
