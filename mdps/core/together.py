"""Several questions to the database, asked as one.

A page that shows a little of many kinds of records would ask a short question for each kind, and
most answer that there is nothing. `read` asks them all in one statement, in which each is a column
of its own: the records it finds, as JSON, or how many they are.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField, RangeField
from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import BinaryField, Field, JSONField, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from mdps.core.compiled import Given


@dataclass(frozen=True)
class HowMany:
    """Asks how many `rows` there are, and not for them."""

    rows: QuerySet[Any]


@dataclass(frozen=True)
class Often:
    """A question that is asked all the time: turned into SQL once a process, after which only its
    values change. `build` makes it of what is `given`, by name; each has its field for its type.

        UNREAD = Often(lambda to: HowMany(unread(to)), {"to": BigIntegerField()})
        together.read(UNREAD.of(to=user.pk))
    """

    build: Callable[..., QuerySet[Any] | HowMany]
    given: Mapping[str, Field] = field(default_factory=dict)

    def of(self, **values: object) -> "Question":
        """The question with these values."""
        return self._compiled.again(values)

    @cached_property
    def _compiled(self) -> "Question":
        places = {name: Given(name, kind) for name, kind in self.given.items()}
        return _question(self.build(**places))


def read(*questions: "QuerySet[Any] | HowMany | Question") -> list[Any]:
    """What each of `questions` finds, in its order, as reading them one by one would: a list of
    records, or a number. One query.

    What they prefetch is read afterwards, as ever. Raises TypeError for a column of bytes or of a
    range, which JSON cannot hold: defer it.
    """
    asked = [each if isinstance(each, Question) else _question(each) for each in questions]
    to_answer = [each for each in asked if each.sql]
    for each, answer in zip(to_answer, _answers(to_answer), strict=True):
        each.answer = answer
    return [each.found() for each in asked]


class _Asked(SQLCompiler):
    """Has the rows of its query already, so that Django makes records of them and asks nothing."""

    found: Sequence[tuple[Any, ...]] = ()

    def execute_sql(self, *_: Any, **__: Any) -> Any:
        return [self.found]


class _AskedTogether(Query):
    """A query that is compiled once, by the compiler to which its rows are given."""

    asked: _Asked

    def get_compiler(self, *_: Any, **__: Any) -> _Asked:
        return self.asked


class Question:
    """One of them: its SQL, empty where nothing can be found, and what the database answered."""

    column = ""
    answer: str | None = None
    values: tuple[Any, ...] = ()

    def __init__(self, rows: QuerySet[Any]):
        query: Any = rows.query.chain(_AskedTogether)
        query.asked = self.compiler = _Asked(query, connections[rows.db], rows.db)
        self.rows, self.rows.query = rows, query
        try:
            self.sql, self.values = self.compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            self.sql = ""

    def again(self, values: Mapping[str, object]) -> Self:
        """The same question, not asked yet, with `values` in the places that wait for them."""
        same = copy(self)
        same.values = tuple(
            values[each.name] if isinstance(each, Given) else each for each in self.values
        )
        same.compiler = copy(self.compiler)
        same.compiler.connection = connections[self.rows.db]
        same.rows = self.rows.all()
        same.rows.query.asked = same.compiler  # type: ignore[attr-defined]
        return same

    def found(self) -> Any:
        raise NotImplementedError


class _Number(Question):
    column = "(SELECT count(*)::text FROM ({}) AS found)"

    def found(self) -> int:
        return int(self.answer or 0)


class _Records(Question):
    column = "(SELECT json_agg(found)::text FROM ({}) AS found)"

    def found(self) -> list[Any]:
        """Django makes the records."""
        if not self.answer:
            return []
        found = json.loads(self.answer, parse_float=Decimal)
        fields = [expression.output_field for expression, *_ in self.compiler.select]
        self.compiler.found = [tuple(map(_value, fields, each.values())) for each in found]
        return list(self.rows)


def _question(asked: QuerySet[Any] | HowMany) -> Question:
    if isinstance(asked, HowMany):
        return _Number(asked.rows.values("pk"))
    return _Records(asked.all())


def _value(field: Any, value: Any) -> Any:
    """What the database would have answered to a question of its own."""
    if value is None:
        return None
    if isinstance(field, JSONField):
        return json.dumps(value, default=float)
    if isinstance(field, ArrayField):
        return [_value(field.base_field, each) for each in value]
    if isinstance(field, BinaryField | RangeField):
        raise TypeError(f"{field} is of a kind that is not read together with others: defer it.")
    return field.to_python(value)


def _answers(asked: Sequence[Question]) -> Sequence[str | None]:
    if not asked:
        return ()
    columns = [each.column.format(each.sql) for each in asked]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", [v for each in asked for v in each.values])
        return cursor.fetchone()
