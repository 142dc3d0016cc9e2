"""The keys of cases: what makes the words about a child readable, until it is destroyed."""

import uuid

from django.db import models


class CaseKey(models.Model):
    """A data key, wrapped by the master key called `wrapped_by`; empty once it is destroyed.

    A destroyed key stays destroyed: a trigger refuses to fill it again. No row is ever deleted, so
    that what was sealed under it says since when nobody can read it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wrapped = models.BinaryField()
    wrapped_by = models.CharField(max_length=8)
    destroyed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["wrapped_by", "id"], name="case_key_by_master")]
        constraints = [
            models.CheckConstraint(
                name="case_key_is_whole_or_destroyed",
                condition=models.Q(destroyed_on=None) & ~models.Q(wrapped=b"")
                | models.Q(destroyed_on__isnull=False, wrapped=b"", wrapped_by=""),
            ),
        ]

    def __str__(self) -> str:
        return "Destroyed key of a case" if self.destroyed_on else "Key of a case"
