"""Columns that the application may not write, kept out of Django's own statements."""

from typing import Any

from django.db import models


class WrittenByDatabase(models.Model):
    """Leaves columns out of Django's INSERT and UPDATE that the application has no right to.

    `database_written` are written by a trigger alone, `fixed` only when the record is made.
    If a later Django renames these two hooks, save() fails loudly with "permission denied".
    """

    database_written: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def _do_insert(self, manager: Any, using: Any, fields: Any, *rest: Any) -> Any:
        kept = [field for field in fields if field.name not in self.database_written]
        return super()._do_insert(manager, using, kept, *rest)  # type: ignore[misc]

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:
        unwritten = (*self.database_written, *self.fixed)
        kept = [value for value in values if value[0].name not in unwritten]
        return super()._do_update(base_qs, using, pk_val, kept, *rest)
