"""One page of a list, its neighbours, and an honest count."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mdps.core.lists.keys import Key, Order

PER_PAGE = 50
MOST_COUNTED = 1000


@dataclass(frozen=True)
class PageOfRows:
    """`start` is the number of the first row (1 for the first page), `text` "1-50 of 1,234"."""

    rows: list[Any]
    text: str
    after: Key | None
    before: Key | None


def page(rows: QuerySet, order: Order, *, after: str = "", before: str = "") -> PageOfRows:
    """The page after (or before) a key, or the first one. At most two queries, however deep."""
    if key := Key.parse(before, order):
        return _page_before(rows, order, key)
    key = Key.parse(after, order)
    start = key.index if key else 0
    beyond = key.beyond(rows, order) if key else rows
    found = list(order.apply(beyond)[: PER_PAGE + 1])
    return _made(rows, order, found[:PER_PAGE], start, more=len(found) > PER_PAGE)


def _page_before(rows: QuerySet, order: Order, key: Key) -> PageOfRows:
    back = order.backwards()
    found = list(back.apply(key.beyond(rows, back))[:PER_PAGE])[::-1]
    start = max(key.index - 1 - len(found), 0)
    return _made(rows, order, found, start, more=True)


def _made(rows: QuerySet, order: Order, found: list[Any], start: int, *, more: bool) -> PageOfRows:
    end = start + len(found)
    return PageOfRows(
        rows=found,
        text=f"{_span(start + 1, end)} of {_count(rows, end, more=more)}" if found else "",
        after=Key.of(found[-1], order, end) if found and more else None,
        before=Key.of(found[0], order, start + 1) if found and start else None,
    )


def _span(first: int, last: int) -> str:
    return f"{first:,}-{last:,}" if last > first else f"{last:,}"


def _count(rows: QuerySet, end: int, *, more: bool) -> str:
    """How many there are; beyond MOST_COUNTED, or a page that ends there, only that there are more.

    The last page knows it, and a deep one does not count what lies before it.
    """
    if not more:
        return f"{end:,}"
    if end >= MOST_COUNTED:
        return f"{end:,}+"
    count = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"
