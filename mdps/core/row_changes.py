"""What an act did to the rows of the database, in words: each column, before and after.

Encrypted words are opened for whoever may read about that child, and for nobody else. What a
record was made with stands in the record itself; a row that was taken away is shown whole.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.text import capfirst

from mdps.core import audit, words
from mdps.core.cases import reading
from mdps.core.cases.sealed import PREFIX, Sealed
from mdps.core.models import AuditEvent, RowChange, User
from mdps.core.ui import Cell, Heading, Table

MOST = 200
NOTHING = "Nothing"
HIDDEN = "Encrypted: about a child"
WITHHELD = "Kept in the record alone"
GONE = "The row was taken away"
SEALED = re.compile(rf"{PREFIX}[A-Za-z0-9+/=]{{40,}}")
HEADINGS = ("Record", "What", "Before", "After")


def of_event(event: AuditEvent) -> models.QuerySet[RowChange]:
    """What was changed in the transaction of an event, in the order in which it was."""
    if event.transaction is None or event.began_at is None:
        return RowChange.objects.none()
    of_act = RowChange.objects.filter(transaction=event.transaction, began_at=event.began_at)
    return of_act.order_by("id")


def table(event: AuditEvent, *, reader: User) -> Table:
    """The first MOST rows that an event changed, a line for each column. The number of queries
    depends on the kinds of records that the rows name, and not on how many rows there are.
    """
    changes = list(of_event(event)[: MOST + 1])
    context = _Context.of(changes[:MOST], reader)
    more = f" The first {MOST} rows." if len(changes) > MOST else ""
    return Table(
        headings=[Heading(each) for each in HEADINGS],
        rows=[row for change in changes[:MOST] for row in _lines(change, context)],
        caption=f"What was changed.{more}",
        empty="No row that was there before was changed.",
    )


def _lines(change: RowChange, context: "_Context") -> Iterator[list[Cell]]:
    model = context.by_table.get(change.table)
    record = f"{capfirst(str(model._meta.verbose_name)) if model else change.table} {change.row_id}"
    after, is_gone = change.after or {}, change.after is None
    for column, was in sorted(change.before.items()):
        became = GONE if is_gone else context.said(change.table, column, after[column])
        yield [
            Cell(record),
            Cell(context.name(change.table, column)),
            Cell(context.said(change.table, column, was)),
            Cell(became),
        ]
    for column in change.withheld:
        what = context.name(change.table, column)
        yield [Cell(record), Cell(what), Cell(WITHHELD), Cell(GONE if is_gone else WITHHELD)]


@dataclass(frozen=True)
class _Context:
    """What is needed to say values in words: the models by their tables, the names of the records
    that foreign keys lead to, and the keys that the reader may read under.
    """

    by_table: dict[str, type[models.Model]]
    named: dict[tuple[type[models.Model], Any], str] = field(default_factory=dict)
    readable: set[UUID] = field(default_factory=set)

    @classmethod
    def of(cls, changes: Iterable[RowChange], reader: User) -> "_Context":
        by_table = {
            each._meta.db_table: each for each in apps.get_models(include_auto_created=True)
        }
        context = cls(by_table)
        wanted: dict[type[models.Model], set[Any]] = {}
        keys = set()
        for table_name, column, value in _values(changes):
            if isinstance(value, str) and value.startswith(PREFIX):
                keys.add(Sealed(value, f"{table_name}.{column}").key)
            if value is not None and (model := context.leads_to(table_name, column)):
                wanted.setdefault(model, set()).add(value)
        for model, ids in wanted.items():
            for pk, record in model._base_manager.in_bulk(ids).items():
                context.named[model, str(pk)] = audit.reference_of(record)
        context.readable.update(reading.readable(reader, keys))
        return context

    def field(self, table_name: str, column: str) -> Any:
        """The field of a column; None for a column that no model has any more."""
        model = self.by_table.get(table_name)
        found = model._meta.concrete_fields if model else ()
        return next((each for each in found if each.column == column), None)

    def leads_to(self, table_name: str, column: str) -> Any:
        """The model that a foreign key leads to."""
        known = self.field(table_name, column)
        return known.related_model if isinstance(known, models.ForeignKey) else None

    def name(self, table_name: str, column: str) -> str:
        """What a column holds, in words."""
        known = self.field(table_name, column)
        return capfirst(str(known.verbose_name)) if known else column

    def said(self, table_name: str, column: str, value: Any) -> str:
        """A value in words."""
        if value is None or value == "" or isinstance(value, bool | list | dict):
            return SEALED.sub(HIDDEN, in_words(value))
        if isinstance(value, str) and value.startswith(PREFIX):
            sealed = Sealed(value, f"{table_name}.{column}")
            return str(sealed.open()) if sealed.key in self.readable else HIDDEN
        known = self.field(table_name, column)
        if model := self.leads_to(table_name, column):
            return self.named.get((model, str(value)), str(value))
        if choices := dict(getattr(known, "flatchoices", ())):
            return str(choices.get(value, value))
        return _moment(known, value)


def in_words(value: Any) -> str:
    """A plain value, such as the detail of an event or a column of JSON holds."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list) and not any(isinstance(each, list | dict) for each in value):
        return ", ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _values(changes: Iterable[RowChange]) -> Iterator[tuple[str, str, Any]]:
    for change in changes:
        for half in (change.before, change.after or {}):
            yield from ((change.table, column, value) for column, value in half.items())


def _moment(known: Any, value: Any) -> str:
    if isinstance(known, models.DateTimeField):
        return words.moment(dt.datetime.fromisoformat(value))
    if isinstance(known, models.DateField):
        return words.day(dt.date.fromisoformat(value))
    return str(value)
