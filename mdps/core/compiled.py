"""Queries that are asked all the time: the ORM compiles each once, and then only values change.

    HELD = Compiled(
        lambda officer: StandingAuthority.objects.filter(holder=officer).values_list("id"),
        officer=models.BigIntegerField(),
    )
    HELD.rows(officer=user.pk)

The query is made of the same parts as any other, so a rule stays in one place. To turn one with
three subqueries into SQL takes the ORM ten times what it takes psycopg to ask it (docs/speed.md).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.backends.postgresql.base import ServerBindingCursor

Record = TypeVar("Record", bound=models.Model)


@contextmanager
def prepared() -> Iterator[None]:
    """Inside, PostgreSQL gets the values apart from the statements: what is asked again on the same
    connection is not read and planned anew. Behind a pooler it is (MDPS_POOLED)."""
    connection.ensure_connection()
    psycopg: Any = connection.connection
    before, psycopg.cursor_factory = psycopg.cursor_factory, ServerBindingCursor
    try:
        yield
    finally:
        psycopg.cursor_factory = before


class Given(models.Expression):
    """The place of a value that is said when the query is asked."""

    def __init__(self, name: str, field: models.Field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class Compiled:
    """A query of the columns that its `values_list` names: such as PostgreSQL gives as they are
    meant, so no JSON and nothing sealed.

    `build` makes it of what is `given`, by name; each has its field for its type.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]], **given: models.Field):
        self.build, self.given = build, given

    def rows(self, **values: object) -> list[tuple[Any, ...]]:
        """Ask it with these values. One query."""
        sql, places = self._statement
        filled: list[Any] = [
            values[each.name] if isinstance(each, Given) else each for each in places
        ]
        with prepared(), connection.cursor() as cursor:
            cursor.execute(sql, filled)
            return cursor.fetchall()

    def records(self, model: type[Record], **values: object) -> list[Record]:
        """The same as records of `model`: what it names beside their fields is an attribute, and a
        field that it does not name is read when it is wanted. One query."""
        names: tuple[str, ...] = self._query._fields  # type: ignore[attr-defined]
        fields = [each.attname for each in model._meta.concrete_fields if each.attname in names]
        found = []
        for row in self.rows(**values):
            said = dict(zip(names, row, strict=True))
            record = model.from_db(DEFAULT_DB_ALIAS, fields, [said.pop(name) for name in fields])
            vars(record).update(said)
            found.append(record)
        return found

    @cached_property
    def _query(self) -> models.QuerySet[Any, Any]:
        return self.build(**{name: Given(name, field) for name, field in self.given.items()})

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        return self._query.query.sql_with_params()
