"""Addresses of records and of pages, each looked up among all patterns once in a process.

A list links each of its rows, and to look all of them up took a twentieth of its time. Those of the
records of one kind differ only by the id.
"""

from functools import cache

from django.urls import reverse

MARK = 987_654_321  # an id that no address contains for another reason


def of_record(name: str, pk: int) -> str:
    """What `reverse(name, args=[pk])` gives."""
    before, after = _around(name)
    return f"{before}{pk}{after}"


@cache
def of_page(name: str) -> str:
    """What `reverse(name)` gives."""
    return reverse(name)


@cache
def _around(name: str) -> tuple[str, str]:
    before, after = reverse(name, args=[MARK]).split(str(MARK))
    return before, after
