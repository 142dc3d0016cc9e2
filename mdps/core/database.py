"""Columns that only the database writes."""

from typing import Any

from django.db import models


class WrittenByDatabase(models.Model):
    """Leaves `database_written` columns out of Django's INSERT and UPDATE.

    The application's role has no right to them; if a later Django renames these two hooks,
    save() fails loudly with "permission denied": it cannot write them.
    """

    database_written: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def _do_insert(self, manager: Any, using: Any, fields: Any, *rest: Any) -> Any:
        kept = [field for field in fields if field.name not in self.database_written]
        return super()._do_insert(manager, using, kept, *rest)  # type: ignore[misc]

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:
        kept = [value for value in values if value[0].name not in self.database_written]
        return super()._do_update(base_qs, using, pk_val, kept, *rest)  # type: ignore[misc]
