"""Files in a folder of the test, layouts that are shared, and who stands on the past comes last."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mdps.core import pdf

HERE = Path(__file__).parent
OWN_REFERENCE = re.compile(r"RP-\d{4,}")
lay_out = pdf.lay_out


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that stand on the past come one after another, after the others of their folder, so
    that it is built once; those that commit come after all, as everywhere.
    """
    places = [place for place, item in enumerate(items) if may_be_moved(item)]
    in_order = sorted((items[place] for place in places), key=stands_on_the_past)
    for place, item in zip(places, in_order, strict=True):
        items[place] = item


def may_be_moved(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db")
    return HERE in item.path.parents and not (marked and marked.kwargs.get("transaction"))


def stands_on_the_past(item: pytest.Item) -> bool:
    return "past" in getattr(item, "fixturenames", ())


@pytest.fixture(autouse=True)
def files_of_this_test(settings: Any, tmp_path: Path) -> None:
    settings.MDPS_FILES = tmp_path


@pytest.fixture
def one_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """For modules in which nobody reads the PDF, though each of their reports has one: a layout,
    three quarters of what a report takes, stands for those that would differ from it in nothing
    but the report's own reference.
    """

    def once(html: str, css: str, *, attached: Any = (), **when: Any) -> bytes:
        return _laid_out(OWN_REFERENCE.sub("RP-0001", html), css, tuple(attached), **when)

    monkeypatch.setattr(pdf, "lay_out", once)


@cache
def _laid_out(html: str, css: str, attached: tuple[pdf.Attached, ...], **when: Any) -> bytes:
    return lay_out(html, css, attached=attached, **when)
