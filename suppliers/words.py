"""How suppliers are spoken of on pages: where one stands, and on which lots."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from lots.models import Lot
from mdps.core import words
from mdps.core.ui import Cell, Tag
from suppliers.models import Admission, Evidence
from suppliers.queries import SOON

State = Admission.State

PARTLY = Tag("Partly suspended", "orange")
STANDINGS = (
    (State.ADMITTED, Tag("Admitted", "green")),
    (State.SUSPENDED, Tag("Suspended", "orange")),
    (State.REMOVED, Tag("Removed", "grey")),
    (State.WITHDRAWN, Tag("Withdrawn", "grey")),
)
NOT_ADMITTED = Tag("Not admitted", "grey")


def standing(states: Collection[str]) -> Tag:
    """Where a supplier stands by the states of its admissions: the best of them, or some suspended
    and some not."""
    if State.ADMITTED in states and State.SUSPENDED in states:
        return PARTLY
    return next((tag for state, tag in STANDINGS if state in states), NOT_ADMITTED)


def standing_cell(supplier: Any) -> Cell:
    """The standing as a tag; exported as words. Reads the places it was fetched with."""
    tag = standing([each["state"] for each in supplier.places])
    return Cell("", tag=tag, raw=tag.text)


def lots_cell(supplier: Any) -> Cell:
    """The lots it is on, one tag each; exported as words. Reads the places it was fetched with."""
    tags = [_lot_tag(each) for each in supplier.places if each["ended_on"] is None]
    return Cell("" if tags else "No lot", tags=tags, raw=words.listed([tag.text for tag in tags]))


def _lot_tag(place: dict[str, Any]) -> Tag:
    lot = Lot.called(place["lot"])
    if place["state"] == State.SUSPENDED:
        return Tag(f"{lot} suspended", "orange")
    return Tag(lot, "green")


def on_lots(admissions: Sequence[Admission]) -> str:
    """`On Lot 1 and Lot 3`, or nothing."""
    numbers = sorted(each.lot.number for each in admissions if each.state == State.ADMITTED)
    return f"On {words.listed([*map(Lot.called, numbers)])}" if numbers else ""


def expiry(evidence: Evidence, on: dt.date) -> str:
    """`Expires on 3 December 2026, in 10 days`, `Expires today` or `Expired on …`."""
    if evidence.expires_on is None:
        return "Does not expire"
    left = (evidence.expires_on - on).days
    if left < 0:
        return f"Expired on {words.day(evidence.expires_on)}"
    if left == 0:
        return "Expires today"
    return f"Expires on {words.day(evidence.expires_on)}, in {words.count(left, 'day')}"


def evidence_tag(evidence: Evidence, on: dt.date) -> Tag:
    """Not checked yet, refused, or how long it is valid; reads the check it was fetched with."""
    if evidence.state == "offered":
        return Tag("To be verified", "blue")
    return Tag("Refused", "red") if evidence.state == "refused" else expiry_tag(evidence, on)


def expiry_tag(evidence: Evidence, on: dt.date) -> Tag:
    """Whether it is in date on the day `on`, with a warning from 60 days before it expires."""
    if evidence.expires_on is None:
        return Tag("Valid" if evidence.valid_from <= on else "Not yet valid", "green")
    if evidence.expires_on < on:
        return Tag("Expired", "red")
    if evidence.expires_on <= on + SOON:
        left = (evidence.expires_on - on).days
        return Tag(f"{words.count(left, 'day')} left" if left else "Last day", "orange")
    return Tag("Valid" if evidence.valid_from <= on else "Not yet valid", "green")
