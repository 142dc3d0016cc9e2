"""Databases of this measurement alone: copies of the migrated one, each filled to another size."""

import os
from collections.abc import Iterable

import psycopg
from django.db import connection, connections


def copy(name: str) -> None:
    """Make the database `name`, migrated and empty, and use it from here on."""
    connections.close_all()
    with owner("postgres") as opened:
        opened.execute(f'CREATE DATABASE "{name}" TEMPLATE mdps')
    use(name)


def use(name: str) -> None:
    """The next query of this process goes to the database `name`."""
    connections.close_all()
    connection.settings_dict["NAME"] = name


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
        opened.execute("VACUUM ANALYZE")


def owner(database: str) -> psycopg.Connection:
    """A connection of the role that owns the databases."""
    return psycopg.connect(os.environ["DATABASE_OWNER_URL"], dbname=database, autocommit=True)
