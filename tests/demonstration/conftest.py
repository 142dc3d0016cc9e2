"""The small demonstration, made once for the tests that look at it, then taken away again."""

import datetime as dt
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import TransactionTestCase, override_settings

from mdps.core import clock

TODAY = dt.date(2026, 6, 15)  # a Monday


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What `demo_data` printed. The tests of the module live on the day it was made for."""
    with (
        django_db_blocker.unblock(),
        override_settings(MDPS_DEMO=True),
        clock.at(clock.start_of(TODAY) + dt.timedelta(hours=18)),
    ):
        printed = StringIO()
        call_command("demo_data", size="small", seed=7, stdout=printed)
        yield printed.getvalue()
        TransactionTestCase._fixture_teardown()  # type: ignore[call-arg] # see tests/conftest.py
