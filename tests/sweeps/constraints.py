"""What the models say that the database holds, and what it really holds."""

from collections.abc import Iterable

from django.db import connection, models

HELD = """
SELECT relation.relname, held.conname FROM pg_constraint held
JOIN pg_class relation ON relation.oid = held.conrelid
WHERE held.connamespace = 'public'::regnamespace AND held.convalidated
UNION ALL
SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'
"""
REFERENCES = """
SELECT conrelid::regclass::text, attribute.attname FROM pg_constraint
JOIN pg_attribute attribute ON attribute.attrelid = conrelid AND attribute.attnum = conkey[1]
WHERE contype = 'f'
"""
TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'mdps%' AND tgenabled <> 'O'"


def missing(kinds: Iterable[type[models.Model]]) -> list[str]:
    """Constraints, indexes and references of the models that the database does not have, and
    whether a trigger was switched off."""
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        held = set(cursor.fetchall())
        cursor.execute(REFERENCES)
        references = set(cursor.fetchall())
        cursor.execute(TRIGGERS)
        switched_off = cursor.fetchone()[0]
    found = [f"{switched_off} triggers are switched off"] if switched_off else []
    for kind in kinds:
        table = kind._meta.db_table
        named = [*kind._meta.constraints, *kind._meta.indexes]
        found += [f"{table}: {each.name}" for each in named if (table, each.name) not in held]
        found += [
            f"{table}: {field.column} refers to nothing"
            for field in kind._meta.concrete_fields
            if field.remote_field and field.db_constraint  # type: ignore[attr-defined]
            if (table, field.column) not in references
        ]
    return found
