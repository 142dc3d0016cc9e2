"""Databases are copied by their owner; every test runs as the application.

`bin/test` starts the servers, migrates what is copied, and sets the addresses. Nothing in
a test reaches beyond this machine.
"""

import gc
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import unquote

import environ
import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as properties

from bin.local.run_tests import CHROMIUM_FLAGS
from tests.build.tab import OTHER_HOSTS
from tests.refusals import in_brief
from tests.worlds import WORLDS

# Playwright runs an event loop in the test's thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A property is true or not; how long it took says only how busy the machine was.
properties.register_profile("mdps", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("mdps")

Statements = Callable[..., None]
LONGEST = (
    "tests/sweeps/test_pages.py",
    "tests/sweeps/test_many_rows.py",
    "tests/demonstration/test_demo_data.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What builds much for a module comes first, the longest sweep before all: it builds a world
    and keeps the pages it has seen. In the middle or at the end of the run, two workers would
    divide such a module, and each do all of that.
    """
    items.sort(key=place)


def place(item: pytest.Item) -> int:
    """Of its module among the longest, or after them."""
    found = (at for at, name in enumerate(LONGEST) if item.nodeid.startswith(name))
    return next(found, len(LONGEST))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A world stands beneath those who ask for it, and beneath nobody else."""
    asked = [each for name, each in WORLDS.items() if name in getattr(item, "fixturenames", ())]
    for each in WORLDS.values():
        if each not in asked:
            each.leave()
    for each in asked:
        each.have()


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the collector of garbage, which a page or
    an act makes much of, need not walk through ten thousand tests each time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def become(url: str) -> None:
    """Let this role open the next connection of any thread; they all share one settings dict."""
    connections.close_all()
    role = environ.Env.db_url_config(url)
    connection.settings_dict.update(USER=role["USER"], PASSWORD=role["PASSWORD"])


def as_application() -> None:
    """What every test runs as."""
    become(os.environ["DATABASE_URL"])


def owner_connection(database: str, *, autocommit: bool = False) -> psycopg.Connection:
    """A connection of the role that owns the databases."""
    owner = environ.Env.db_url_config(settings.DATABASE_OWNER_URL)
    return psycopg.connect(
        host=unquote(owner["HOST"]),
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=database,
        autocommit=autocommit,
    )


def run_as_owner(*statements: str, database: str = "postgres") -> None:
    """Each statement by itself, as the role that owns the databases."""
    with owner_connection(database, autocommit=True) as opened:
        for statement in statements:
            opened.execute(statement)


def fresh_copy(*_: Any) -> None:
    """This worker's database anew. Emptying its tables is refused: the ledger is append-only."""
    copy_database(os.environ["MDPS_MIGRATED"], to=connection.settings_dict["NAME"])


def copy_database(template: str, *, to: str) -> None:
    """Make the database `to` anew, as one that is there and that nobody else works in."""
    connections.close_all()
    run_as_owner(
        f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)',
        f'CREATE DATABASE "{to}" TEMPLATE "{template}" STRATEGY file_copy',
        # A copy does not take the rights of the database itself along.
        f'REVOKE TEMPORARY ON DATABASE "{to}" FROM PUBLIC',
    )


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Copy the migrated database that `bin/test` made, and work in it as the application."""
    with django_db_blocker.unblock():
        connections.close_all()
        name = connection.creation._get_test_db_name()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        fresh_copy()
        TransactionTestCase._fixture_teardown = fresh_copy
        as_application()
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        # A thread of a test or of the live server may still hold a connection.
        run_as_owner(f'DROP DATABASE "{name}" WITH (FORCE)')


def stands_beneath(name: str) -> Any:
    """The world of that name: each test that asks for it works in a savepoint of it."""

    @pytest.fixture(scope="session", name=name)
    def stands(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
        with WORLDS[name].for_those_who_ask(django_db_blocker):
            yield

    return stands


under_way = stands_beneath("under_way")
suppliers_to_invite = stands_beneath("suppliers_to_invite")
a_return = stands_beneath("a_return")
busy_quarter = stands_beneath("busy_quarter")
round_with_answers = stands_beneath("round_with_answers")
a_draft = stands_beneath("a_draft")
a_monitoring_draft = stands_beneath("a_monitoring_draft")
a_panel_draft = stands_beneath("a_panel_draft")
past = stands_beneath("past")


@pytest.fixture
def as_owner() -> Statements:
    """Run statements as the owner in this test's database. Needs `django_db(transaction=True)`."""
    return lambda *statements: run_as_owner(*statements, database=connection.settings_dict["NAME"])


@pytest.fixture
def become_owner() -> Iterator[None]:
    """The whole test runs as the owner. Needs `django_db(transaction=True)`."""
    become(settings.DATABASE_OWNER_URL)
    yield
    as_application()


@pytest.fixture
def on_commit(
    django_capture_on_commit_callbacks: Any,
) -> Callable[[], AbstractContextManager[list[Any]]]:
    """`with on_commit():` runs at its end what the block left for after the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(scope="module")
def refusals_in_brief() -> Iterator[None]:
    """For modules in which thousands are refused."""
    with in_brief():
        yield


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    """Refuse connections to anywhere else."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium that `bin/test` found; never one that is downloaded."""
    chromium = os.environ.get("CHROMIUM")
    if not chromium:
        pytest.fail(
            "Browser tests need Chromium. Install it with:\n"
            "  sudo apt-get install -y --no-install-recommends chromium",
            pytrace=False,
        )
    args = [*CHROMIUM_FLAGS, f"--host-resolver-rules=MAP *{OTHER_HOSTS} 127.0.0.1"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": args}
