"""One page of a list, its neighbours, and an honest count."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mdps.core.lists.keys import Key, Order
from mdps.core.together import HowMany

PER_PAGE = 50
MOST_COUNTED = 1000
Read = Callable[[QuerySet], QuerySet]


@dataclass(frozen=True)
class PageOfRows:
    """The rows after the first `start`, and whether there are `more`.

    `to_count` asks how many there are in all, where that is not known: it is to be asked together
    with what else the page asks, and the answer given to `text`.
    """

    rows: list[Any]
    start: int
    more: bool
    to_count: tuple[HowMany, ...]
    after: Key | None
    before: Key | None

    def text(self, *counted: int) -> str:
        """`1-50 of 1,234`, with the answer of `to_count`.

        Beyond MOST_COUNTED, or of a page that ends there, it says only that there are more. The
        last page knows it, and a deep one does not count what lies before it.
        """
        end = self.start + len(self.rows)
        if not self.rows:
            return ""
        of = f"{end:,}+" if self.more else f"{end:,}"
        for count in counted:
            of = f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"
        return f"{_span(self.start + 1, end)} of {of}"


def _as_is(rows: QuerySet) -> QuerySet:
    return rows


def page(
    rows: QuerySet, order: Order, read: Read = _as_is, *, after: str = "", before: str = ""
) -> PageOfRows:
    """The page after (or before) a key, or the first one. One query, however deep.

    `read` adds to the rows of the page what only they need.
    """
    if key := Key.parse(before, order):
        return _page_before(rows, order, key, read)
    key = Key.parse(after, order)
    start = key.index if key else 0
    beyond = key.beyond(rows, order) if key else rows
    found = list(read(order.apply(beyond))[: PER_PAGE + 1])
    return _made(rows, order, found[:PER_PAGE], start, more=len(found) > PER_PAGE)


def _page_before(rows: QuerySet, order: Order, key: Key, read: Read) -> PageOfRows:
    back = order.backwards()
    found = list(read(back.apply(key.beyond(rows, back)))[:PER_PAGE])[::-1]
    start = max(key.index - 1 - len(found), 0)
    return _made(rows, order, found, start, more=True)


def _made(rows: QuerySet, order: Order, found: list[Any], start: int, *, more: bool) -> PageOfRows:
    end = start + len(found)
    is_asked = bool(found) and more and end < MOST_COUNTED
    return PageOfRows(
        rows=found,
        start=start,
        more=more,
        to_count=(HowMany(rows.order_by()[: MOST_COUNTED + 1]),) if is_asked else (),
        after=Key.of(found[-1], order, end) if found and more else None,
        before=Key.of(found[0], order, start + 1) if found and start else None,
    )


def _span(first: int, last: int) -> str:
    return f"{first:,}-{last:,}" if last > first else f"{last:,}"
