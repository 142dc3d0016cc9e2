"""A scheme with a past, built once for the tests of a module; files in a folder of the test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.reporting.scenario import given_a_scheme_with_a_past


@pytest.fixture(autouse=True)
def files_of_this_test(settings: Any, tmp_path: Path) -> None:
    settings.MDPS_FILES = tmp_path


@pytest.fixture(scope="module")
def past(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Each test works inside this transaction, in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        given_a_scheme_with_a_past()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)
