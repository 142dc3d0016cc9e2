"""The one world of the sweeps: built once for each module that asks for it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Browser

from mdps.core import clock
from tests.sweeps.canaries import Canaries, planted
from tests.sweeps.world import TODAY, World, build


@pytest.fixture(scope="module")
def canaries() -> Iterator[Canaries]:
    """Written with the world into everything that is said about a child."""
    with planted() as canaries:
        yield canaries


@pytest.fixture(scope="module")
def the_world(
    browser: Browser, canaries: Canaries, django_db_setup: None, django_db_blocker
) -> Iterator[World]:
    """Built once for all these tests, in a transaction that is taken back at their end.

    The browser is there first: once its event loop runs in this thread, Django opens another
    connection, which would know nothing of the transaction.
    """
    with django_db_blocker.unblock(), clock.at(TODAY), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(the_world: World) -> Iterator[World]:
    """The same for every test; what a test changes is taken back."""
    with clock.at(TODAY):
        yield the_world
