"""A model field for one word of a list, of which the database takes no other.

    state = OneOfField(max_length=20, choices=State.choices, default=State.DRAFT)

The CHECK is part of the column; a migration that changes the list changes it too. A sweep fails for
a field with choices that the database does not hold to them.
"""

from typing import Any

from django.db import models


class OneOfField(models.CharField):
    """Text that is one of `choices`, or empty where the field may be `blank`."""

    def db_check(self, connection: Any) -> str:
        words = [str(word) for word, _ in self.flatchoices]
        named = ["", *words] if self.blank else words
        listed = ", ".join("'" + word.replace("'", "''") + "'" for word in named)
        return f"{connection.ops.quote_name(self.column)} IN ({listed})"
