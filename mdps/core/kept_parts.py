"""Parts of pages that many see alike, kept as HTML for the next who sees the same.

The frame of a page and the head of a table take Django longer to draw than fifty rows, and show the
same to all of a role. A part is drawn of what it is given and of nothing else of the page, so what
is given says what it looks like. What is one person's own, or of one form, is drawn for each page:
a name, a token, what somebody typed, also where an address carries it.
"""

from collections.abc import Hashable
from dataclasses import astuple, is_dataclass
from functools import lru_cache
from typing import Any

from django.template import Context
from django.template.engine import Engine
from django.utils.safestring import SafeString

MOST_KEPT = 500


def drawn(template: str, **given: Any) -> SafeString:
    """`template` with what is `given`: plain text, links and headings, or lists of these.

    Raises TypeError for what could change while it is kept, and for text that is marked as safe:
    plain text that equals it would be drawn as that was, without being escaped.
    """
    fixed = tuple((name, _fixed(value)) for name, value in given.items())
    if any(_is_asked_for(value) for _, value in fixed):
        return _draw(template, fixed)
    return _drawn(template, fixed)


def _fixed(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


def _is_asked_for(links: Any) -> bool:
    """Whether these are links that carry, beside what they are for, what somebody narrowed by."""
    if not isinstance(links, tuple):
        return False
    return any("&" in (getattr(each, "sort_url", "") or getattr(each, "url", "")) for each in links)


@lru_cache(maxsize=MOST_KEPT)
def _drawn(template: str, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return _draw(template, given)


def _draw(template: str, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    _refuse_marked(given)
    return Engine.get_default().get_template(template).render(Context(dict(given)))


def _refuse_marked(value: Any) -> None:
    if isinstance(value, SafeString):
        raise TypeError(f"This is marked as safe, and is not kept: {value}")
    parts = astuple(value) if is_dataclass(value) else value  # type: ignore[arg-type]
    if isinstance(parts, tuple):
        for each in parts:
            _refuse_marked(each)
