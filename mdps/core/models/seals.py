"""What keeps the audit trail from being changed unseen: changes of rows, seals, what waits for one.

All three are written by the database alone. A row change and the row that waits are made by
triggers; a seal is filled by a trigger whatever was asked to be inserted (see the migration).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mdps.core.one_of import OneOfField


class RowChange(models.Model):
    """What one UPDATE or DELETE did to one row: the columns that changed, before and after.

    `transaction` and `began_at` are those of the audit events that were written with it. A row
    that was deleted is whole in `before`. `withheld` names columns that changed and whose content
    is kept nowhere but in the row itself.
    """

    class Kind(models.TextChoices):
        UPDATE = "U", "Changed"
        DELETE = "D", "Deleted"

    table = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    kind = OneOfField(max_length=1, choices=Kind.choices)
    before = models.JSONField()
    after = models.JSONField(null=True)
    withheld = ArrayField(models.CharField(max_length=63), default=list)
    transaction = models.BigIntegerField()
    began_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="row_taken_away_has_no_after",
                condition=models.Q(kind="D", after__isnull=True)
                | models.Q(kind="U", after__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["transaction", "began_at"], name="row_change_of_event"),
            models.Index(fields=["table", "row_id", "id"], name="row_change_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.table} {self.row_id}"


class AuditSeal(models.Model):
    """One link of the chain: a batch of events and row changes, and the seal before it.

    Each of `events` and `changes` has its SHA-256 in the array of digests beside it. `head` is the
    SHA-256 of the previous head, the number, the moment, how many events there are, and both
    arrays of digests.
    """

    number = models.BigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    previous = models.BinaryField()
    head = models.BinaryField()
    events = ArrayField(models.BigIntegerField())
    event_digests = ArrayField(models.BinaryField())
    changes = ArrayField(models.BigIntegerField())
    change_digests = ArrayField(models.BinaryField())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seal_has_a_digest_for_each_line",
                condition=models.Q(
                    number__gte=1,
                    events__len=models.F("event_digests__len"),
                    changes__len=models.F("change_digests__len"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {bytes(self.head).hex()}"


class Unsealed(models.Model):
    """An event or a row change that no seal holds yet."""

    event_id = models.BigIntegerField(unique=True, null=True)
    change_id = models.BigIntegerField(unique=True, null=True)

    class Meta:
        verbose_name = "unsealed line"
        constraints = [
            models.CheckConstraint(
                name="unsealed_is_one_of_two",
                condition=models.Q(event_id=None, change_id__isnull=False)
                | models.Q(event_id__isnull=False, change_id=None),
            ),
        ]

    def __str__(self) -> str:
        return f"event {self.event_id}" if self.event_id else f"change {self.change_id}"
