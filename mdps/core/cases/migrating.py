"""For migrations that begin to encrypt: what lies plainly in the rows is sealed first."""

from typing import Any

from django.db import migrations

from mdps.core.cases.sealed import PREFIX, seal


def encrypt(app: str, model: str, fields: str, *, path: str = "") -> list[Any]:
    """Operations that seal `fields` (names with spaces) of the rows of `model` that there are.

    `path` leads to the request, with double underscores. Stands before the fields are altered.
    """
    table, names = f"{app}_{model.lower()}", fields.split()
    return [
        *(
            migrations.RunSQL(f"ALTER TABLE {table} ALTER COLUMN {name} TYPE text", "")
            for name in names
        ),
        migrations.RunPython(_sealing(app, model, names, path), migrations.RunPython.noop),
        *(only_sealed(table, name) for name in names),
    ]


def only_sealed(table: str, column: str, *, unless: str = "FALSE") -> migrations.RunSQL:
    """The database refuses plain text; Django adds no such check when it alters a field."""
    check = f"{column} = '' OR starts_with({column}, '{PREFIX}') OR {unless}"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_sealed CHECK ({check})",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_sealed",
    )


def _sealing(app: str, model: str, names: list[str], path: str) -> Any:
    def run(apps: Any, editor: Any) -> None:
        rows = apps.get_model(app, model)._default_manager
        if not rows.exists():
            return
        table = rows.model._meta.db_table
        editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        to_key = f"{path}__case_key_id" if path else "case_key_id"
        for name in names:
            column = rows.model._meta.get_field(name).column
            found = rows.exclude(**{name: ""}).values_list("pk", name, to_key)
            for pk, words, key in list(found):
                sealed = seal(words, key=key, place=f"{table}.{column}").sealed.text
                rows.filter(pk=pk).update(**{name: sealed})
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    return run
