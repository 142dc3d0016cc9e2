"""Files in a folder of the test, and those who stand on the same world one after another."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as usual

from reporting.models import Report
from tests.worlds import WORLDS

HERE = Path(__file__).parent
FILES = usual.MDPS_FILES  # where what stands beneath the tests has its files


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that stand on the same world come one after another, after the others of their folder,
    so that it is built once; those that commit come after all, as everywhere.
    """
    places = [place for place, item in enumerate(items) if may_be_moved(item)]
    in_order = sorted((items[place] for place in places), key=world_of)
    for place, item in zip(places, in_order, strict=True):
        items[place] = item


def may_be_moved(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db")
    return HERE in item.path.parents and not (marked and marked.kwargs.get("transaction"))


def world_of(item: pytest.Item) -> int:
    """The place of its world among all; of a test that stands on none, before them."""
    asked = getattr(item, "fixturenames", ())
    return next((place for place, name in enumerate(WORLDS, 1) if name in asked), 0)


@pytest.fixture
def draft(a_draft: None, db: None, settings: Any) -> Report:
    """The annual report that is a draft: really made, once for all who take it from there."""
    settings.MDPS_FILES = FILES
    return Report.objects.get()


@pytest.fixture
def monitoring_draft(a_monitoring_draft: None, db: None, settings: Any) -> Report:
    """The same of a monitoring report."""
    settings.MDPS_FILES = FILES
    return Report.objects.get()


@pytest.fixture
def panel_draft(a_panel_draft: None, db: None, settings: Any) -> Report:
    """The same of the panel's activity, with small numbers."""
    settings.MDPS_FILES = FILES
    return Report.objects.get()


@pytest.fixture(autouse=True)
def files_of_this_test(settings: Any, tmp_path: Path) -> None:
    settings.MDPS_FILES = tmp_path
