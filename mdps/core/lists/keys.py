"""Paging by key: a page starts after the last record of the one before, however deep.

A key is signed, so that one that was tampered with is simply not a key: the list then starts
from its first page.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Field, Model, Q, QuerySet

SALT = "list"


@dataclass(frozen=True)
class Order:
    """By one field and then by id, both ascending or both descending."""

    field: str
    descending: bool = False

    @classmethod
    def parse(cls, text: str) -> "Order":
        return cls(text.removeprefix("-"), text.startswith("-"))

    def __str__(self) -> str:
        return f"{'-' if self.descending else ''}{self.field}"

    def backwards(self) -> "Order":
        return Order(self.field, not self.descending)

    def apply(self, rows: QuerySet) -> QuerySet:
        sign = "-" if self.descending else ""
        return rows.order_by(f"{sign}{self.field}", f"{sign}id")


@dataclass(frozen=True)
class Key:
    """A place in a list: the record with this value and id, `index` records from its start."""

    order: str
    value: str
    id: int
    index: int

    def __str__(self) -> str:
        return signing.dumps(
            [self.order, self.value, self.id, self.index], salt=SALT, compress=True
        )

    @classmethod
    def of(cls, record: Model, order: Order, index: int) -> "Key":
        return cls(str(order), str(_value(record, order.field)), record.pk, index)

    @classmethod
    def parse(cls, text: str, order: Order) -> "Key | None":
        """The key in `text` if it is ours and of this order, else None."""
        try:
            key = cls(*signing.loads(text, salt=SALT))
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return key if key.order == str(order) else None

    def beyond(self, rows: QuerySet, order: Order) -> QuerySet:
        """The rows of `rows` that come after this key in `order`."""
        value = _field(rows.model, order.field).to_python(self.value)
        compare = "lt" if order.descending else "gt"
        return rows.filter(
            Q(**{f"{order.field}__{compare}e": value}),
            Q(**{f"{order.field}__{compare}": value}) | Q(**{f"id__{compare}": self.id}),
        )


def _value(record: Any, path: str) -> Any:
    for name in path.split("__"):
        record = getattr(record, name)
    return record


def _field(model: type[Model], path: str) -> Field:
    *parents, name = path.split("__")
    for parent in parents:
        model = model._meta.get_field(parent).related_model  # type: ignore[assignment]
    return model._meta.get_field(name)  # type: ignore[return-value]
