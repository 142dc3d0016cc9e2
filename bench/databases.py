"""The databases of the measurements: copies of the migrated one, each with other rows."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

MIGRATED = os.environ.get("MDPS_MIGRATED", "mdps")

_open: dict[str, BaseDatabaseWrapper] = {}


def copy(name: str, *, of: str = MIGRATED) -> None:
    """Make the database `name` anew, as one that is there already, and use it from here on."""
    close()
    with owner("postgres") as opened:
        opened.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        opened.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}" STRATEGY file_copy')
    shutil.rmtree(_anchors(name), ignore_errors=True)
    use(name)


def use(name: str) -> None:
    """The next query of this process goes to the database `name`; each keeps its connection."""
    if name not in _open:
        made = connections.create_connection(DEFAULT_DB_ALIAS)
        made.settings_dict = made.settings_dict | {"NAME": name, "CONN_MAX_AGE": None}
        _open[name] = made
    connections[DEFAULT_DB_ALIAS] = _open[name]


def environment() -> dict[str, str]:
    """What processes are told that work in the database that is in use."""
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    name = connection.settings_dict["NAME"]
    return {
        **os.environ,
        "DATABASE_URL": f"{address}/{name}",
        "MDPS_ANCHORS": str(_anchors(name)),
    }


def _anchors(name: str) -> Path:
    """Where the audit trail of the database `name` is anchored: each has a chain of its own."""
    return Path(os.environ["MDPS_FILES"]) / "anchors" / name


def close() -> None:
    """Close all connections: a database that somebody uses cannot be copied."""
    for each in _open.values():
        each.close()
    _open.clear()
    connections.close_all()


def exists(name: str) -> bool:
    with owner("postgres") as opened:
        found = opened.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return found.rowcount == 1


def rename(name: str, to: str) -> None:
    """A database that is finished gets the name by which it is found."""
    close()
    with owner("postgres") as opened:
        opened.execute(f'ALTER DATABASE "{name}" RENAME TO "{to}"')


def load(table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Load rows by COPY: too many for the actions, and nobody will act on them."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copying,
    ):
        for row in rows:
            copying.write_row(row)


def settle(name: str) -> None:
    """Let the planner know what was loaded."""
    with owner(name) as opened:
        opened.execute("VACUUM (FREEZE, ANALYZE)")


def owner(database: str) -> psycopg.Connection:
    """A connection of the role that owns the databases."""
    return psycopg.connect(os.environ["DATABASE_OWNER_URL"], dbname=database, autocommit=True)


def application(database: str) -> psycopg.Connection:
    """A connection of the application's role, as psycopg alone has it."""
    return psycopg.connect(os.environ["DATABASE_URL"], dbname=database, autocommit=True)
