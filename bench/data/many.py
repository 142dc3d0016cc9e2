"""Many rows made by the database out of one that the real actions made.

Neither a trigger nor a foreign key is asked about them, and the indexes are built when all rows are
there: a million of each table take minutes, and nobody will act on most of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import models

COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_name = %s AND table_schema = 'public' AND is_generated = 'NEVER'
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY 1
"""
SEQUENCE = """
SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {table}))
WHERE pg_get_serial_sequence(%s, 'id') IS NOT NULL
"""


class Many:
    """Makes rows as the owner of the tables."""

    def __init__(self, owner: psycopg.Connection):
        self.owner = owner

    def copies(self, record: models.Model, first: int, last: int, **different: str) -> None:
        """A copy of `record`, as it lies in the database, for each `n` from `first` to `last`, both
        inclusive. `different` are the columns that differ, in SQL, with `n`; as is the id.
        """
        table, key = record._meta.db_table, record._meta.pk
        values = {str(name): f"made.{name}" for (name,) in self.owner.execute(COLUMNS, [table])}
        if wrong := set(different) - set(values):
            raise ValueError(f"{table} has no {', '.join(wrong)}.")
        values |= different
        columns = ", ".join(f'"{name}"' for name in values)
        self.owner.execute(
            f"INSERT INTO {table} ({columns}) SELECT {', '.join(values.values())}"
            f" FROM {table} made CROSS JOIN generate_series({first}, {last}) n"
            f" WHERE made.{key.column} = '{record.pk}'"
        )

    @contextmanager
    def without_questions(self, *models_: type[models.Model]) -> Iterator[None]:
        """No trigger and no foreign key is asked, and no index kept of these models' tables."""
        tables = [model._meta.db_table for model in models_]
        indexes = [row for table in tables for row in self.owner.execute(INDEXES, [table])]
        self.owner.execute("SET session_replication_role = replica")
        for name, _ in indexes:
            self.owner.execute(f"DROP INDEX {name}")
        yield
        for _, definition in indexes:
            self.owner.execute(definition)
        self.owner.execute("SET session_replication_role = origin")
        for model in models_:
            if isinstance(model._meta.pk, models.AutoField):
                table = model._meta.db_table
                self.owner.execute(SEQUENCE.format(table=table), [table, table])
