"""Cells for the values that tables show most: money, days, states."""

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Model

from mdps.core.money import gbp
from mdps.core.ui import Cell, Tag
from mdps.core.words import day

# One colour for one meaning, on every page: under way, good, partial, waiting, refused, over.
COLOURS = {
    "draft": "grey",
    "submitted": "blue",
    "sent": "blue",
    "opened": "blue",
    "account_made": "turquoise",
    "applied": "turquoise",
    "joined": "green",
    "refused": "red",
    "expired": "grey",
    "returned": "yellow",
    "endorsed": "turquoise",
    "on_agenda": "purple",
    "decided": "green",
    "withdrawn": "grey",
    "under_assessment": "blue",
    "clarification": "yellow",
    "recommended": "turquoise",
    "admitted": "green",
    "rejected": "red",
    "suspended": "orange",
    "given": "yellow",
    "stated": "turquoise",
    "kept": "green",
    "removed": "grey",
    "proposed": "blue",
    "approved": "green",
    "part_awarded": "turquoise",
    "awarded": "green",
    "scored": "purple",
    "ended": "grey",
    "accepted": "turquoise",
    "active": "blue",
    "completed": "green",
    "terminated": "orange",
    "unawarded": "grey",
    "declined": "red",
    "raised": "blue",
    "noticed": "turquoise",
    "lapsed": "grey",
    "planned": "grey",
    "open": "blue",
    "closed": "grey",
    "cancelled": "red",
    "approve": "green",
    "approve_in_part": "turquoise",
    "approve_with_conditions": "turquoise",
    "in_principle": "yellow",
    "redirect": "orange",
    "ratify": "green",
    "overturn": "red",
    "defer": "yellow",
    "decline": "red",
    "waiting": "grey",
    "not_reached": "grey",
    "queued": "grey",
    "running": "blue",
    "reviewed": "turquoise",
    "signed_off": "purple",
    "published": "green",
    "superseded": "grey",
    "failed": "red",
}


def money(amount: Decimal, *, url: str = "") -> Cell:
    """An amount, right aligned; exported as a number."""
    return Cell(gbp(amount), url=url, numeric=True, raw=amount)


def number(count: int, *, url: str = "") -> Cell:
    """A count, right aligned; exported as a number."""
    return Cell(f"{count:,}", url=url, numeric=True, raw=count)


def date(of: dt.date | None) -> Cell:
    """A day in words; exported as a date."""
    return Cell(day(of), raw=of)


def state_tag(record: Any, field: str = "state") -> Tag:
    """The tag of a record's state: its words and its colour."""
    return _tags(record._meta.model, field)[getattr(record, field)]


@cache
def _tags(kind: type[Model], field: str) -> dict[str, Tag]:
    """The tag of each state that a record of this kind may be in."""
    choices: Any = kind._meta.get_field(field).flatchoices  # type: ignore[union-attr]
    return {value: Tag(str(words), COLOURS.get(value, "grey")) for value, words in choices}


def state(record: Any, field: str = "state") -> Cell:
    """A record's state as a tag; exported as words."""
    tag = state_tag(record, field)
    return Cell("", tag=tag, raw=tag.text)
