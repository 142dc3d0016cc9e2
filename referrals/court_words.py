"""What the court directed, in words and with a countdown. Days left count from today's date."""

import datetime as dt

from mdps.core import clock
from mdps.core.ui import Cell, Row
from mdps.core.words import count, countdown, day
from referrals.court_rules import WEEKS_OF_PROCEEDINGS, week_of_proceedings
from referrals.models import CourtDirection, SupportRequest


def court_of(request: SupportRequest) -> CourtDirection | None:
    """The court's direction, from the database only where it was not loaded with the request."""
    return getattr(request, "court", None)


def filing_cell(request: SupportRequest, *, counts: bool = True) -> Cell:
    """The filing date with the days left, for a list; nothing where no court directed it."""
    court = court_of(request)
    return Cell("") if court is None else _until(court.filing_on, counts)


def deadline_cell(request: SupportRequest, *, counts: bool = True) -> Cell:
    """By when the request must be met, and how many days are left; no days where it is done with
    and nothing `counts` any more."""
    return _until(request.deadline_on, counts)


def _until(last: dt.date, counts: bool) -> Cell:
    return Cell(day(last), hint=countdown(last) if counts else "", raw=last)


def position(issued_on: dt.date, on: dt.date) -> str:
    """`Week 14 of 26`, or how far the proceedings are beyond their 26 weeks."""
    week = week_of_proceedings(issued_on, on)
    if week <= WEEKS_OF_PROCEEDINGS:
        return f"Week {week} of {WEEKS_OF_PROCEEDINGS}"
    over = count(week - WEEKS_OF_PROCEEDINGS, "week")
    return f"Week {week}, {over} beyond the {WEEKS_OF_PROCEEDINGS}"


def share(court: CourtDirection) -> str:
    """`50%`, `33.33%`."""
    return f"{court.share_percent.normalize():f}%"


def court_rows(request: SupportRequest) -> list[Row]:
    """The direction of the court; that there is none; or that nobody has said yet."""
    court = court_of(request)
    if court is None:
        said = {None: "Not given yet", False: "No"}.get(request.is_court_directed, "Not given yet")
        return [Row("Directed by a court", said)]
    on = clock.today()
    rows = [
        Row("Order of the court", day(court.ordered_on)),
        Row("Report to be filed", Cell(day(court.filing_on), hint=countdown(court.filing_on))),
    ]
    if court.hearing_on:
        hint = countdown(court.hearing_on)
        rows.append(Row("Next hearing", Cell(day(court.hearing_on), hint=hint)))
    if court.issued_on:
        hint = f"Issued on {day(court.issued_on)}"
        rows.append(Row("Proceedings", Cell(position(court.issued_on, on), hint=hint)))
    rows.append(Row("Named expert", court.expert or "Nobody"))
    paid = f"The council pays {share(court)}" if court.is_joint else "No"
    rows.append(Row("Joint instruction", paid))
    rows.append(
        Row(
            "Above the legal aid rate",
            Cell("Yes" if court.is_above_legal_aid else "No", hint=court.top_up_reason),
        )
    )
    return rows
