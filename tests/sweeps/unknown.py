"""Tries each CHECK of the database on many rows: does it say yes and no, and nothing else?

A CHECK that comes out unknown because of a NULL lets the row in. So each is tried on every
combination of a few values of its columns, NULL among them where the column may hold it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

# The parts of each column of a CHECK, in the order of the columns.
COLUMNS = """
SELECT array_agg({what} ORDER BY place) FROM unnest(conkey) WITH ORDINALITY k(number, place)
JOIN pg_attribute ON attrelid = conrelid AND attnum = k.number
"""
CHECKS = f"""
SELECT conrelid::regclass::text, conname, pg_get_expr(conbin, conrelid),
       ({COLUMNS.format(what="attname::text")}),
       ({COLUMNS.format(what="format_type(atttypid, NULL)")}),
       ({COLUMNS.format(what="NOT attnotnull")})
FROM pg_constraint WHERE contype = 'c' AND conkey IS NOT NULL
  AND connamespace IN ('public'::regnamespace, pg_my_temp_schema()) ORDER BY 1, 2
"""
OF_TYPE = {
    "boolean": ("true", "false"),
    "date": ("'2026-06-01'", "'2026-06-02'", "'2039-01-01'"),
    "timestamp with time zone": ("'2026-06-01 12:00Z'", "'2026-06-02 12:00Z'"),
    "time without time zone": ("'09:30'", "'10:00'"),
    "jsonb": ("'[]'", """'[{"units": 1, "amount": "1.00"}]'"""),
    "bytea": (r"'\x'", r"'\x01'"),
    "uuid": ("'00000000-0000-0000-0000-000000000001'",),
}
ARRAYS = ("'{}'", "'{1}'")
NUMBERS = ("0", "1", "2", "-1", "101", "2026")
WORDS = ("", "x", "k1:x", "0" * 64, "2026-27", "LCS-4821937")
LITERALS = re.compile(r"'((?:[^']|'')*)'::(?:character varying|text)")


@dataclass(frozen=True)
class Check:
    """One CHECK, with the columns it is about."""

    table: str
    name: str
    expression: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    may_be_null: tuple[bool, ...]

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"

    def row_that_makes_it(self, said: str) -> dict[str, str | None] | None:
        """A row of which it is `said`, like `IS NULL`; None where there is none."""
        named = ", ".join(f'"{column}"::text' for column in self.columns)
        sources = " CROSS JOIN ".join(
            f'(VALUES {", ".join(values)}) "_{column}"("{column}")'
            for column, values in zip(self.columns, self._values(), strict=True)
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {named} FROM {sources} WHERE ({self.expression}) {said} LIMIT 1"
            )
            found = cursor.fetchone()
        return dict(zip(self.columns, found, strict=True)) if found else None

    def takes(self, word: str) -> bool:
        """Whether it says yes of a row with this word in its one column."""
        [column], [kind] = self.columns, self.kinds
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT ({self.expression}) FROM (VALUES (%s::{kind})) row("{column}")', [word]
            )
            return bool(cursor.fetchone()[0])

    def _values(self) -> list[list[str]]:
        said = dict.fromkeys([*WORDS, *LITERALS.findall(self.expression)])
        found = []
        for kind, null in zip(self.kinds, self.may_be_null, strict=True):
            values = [*_of(kind, list(said)), *(["NULL"] if null else [])]
            found.append([f"({value}::{kind})" for value in values])
        return found


def checks() -> list[Check]:
    """Every CHECK in the database."""
    with connection.cursor() as cursor:
        cursor.execute(CHECKS)
        return [
            Check(table, name, expression, *map(tuple, parts))
            for table, name, expression, *parts in cursor.fetchall()
        ]


def unknown() -> dict[str, Any]:
    """The CHECKs of more than one column that a row leaves unknown, with such a row.

    Of a single column NULL is meant: whether it may be is said by NOT NULL.
    """
    found = ((str(each), each.row_that_makes_it("IS NULL")) for each in several())
    return {name: row for name, row in found if row}


def several() -> list[Check]:
    return [each for each in checks() if len(each.columns) > 1]


def empty() -> dict[str, list[str]]:
    """The CHECKs that take every row, or none, of those that are tried."""
    found = {
        str(each): [said for said in ("IS TRUE", "IS FALSE") if not each.row_that_makes_it(said)]
        for each in checks()
    }
    return {name: missing for name, missing in found.items() if missing}


def unheld(kinds: Iterable[type[models.Model]]) -> list[str]:
    """The fields with choices for which the database takes another word, or not all of them."""
    return [
        str(field)
        for kind in kinds
        for field in kind._meta.concrete_fields
        if (words := _words_of(field)) and not _are_held(field, words)
    ]


def _words_of(field: models.Field) -> list[str]:
    """What a column with choices may hold; of a list of words, a list with each by itself."""
    if isinstance(field, ArrayField):
        return [f"{{{word}}}" for word, _ in field.base_field.flatchoices]
    words = [str(word) for word, _ in field.flatchoices]
    return [*words, ""] if words and field.blank else words


def _are_held(field: models.Field, words: list[str]) -> bool:
    other = "{of no list}" if isinstance(field, ArrayField) else "of no list"
    about = [
        each
        for each in checks()
        if (each.table, each.columns) == (field.model._meta.db_table, (field.column,))
    ]
    return all(each.takes(word) for each in about for word in words) and not all(
        each.takes(other) for each in about
    )


def _of(kind: str, words: list[str]) -> tuple[str, ...] | list[str]:
    if kind.endswith("[]"):
        return ARRAYS
    if kind.startswith(("character", "text")):
        return [f"'{each}'" for each in words]
    return OF_TYPE.get(kind, NUMBERS)
