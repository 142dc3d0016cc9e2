"""What was said once and is not said again."""

from django.db import models
from django.db.models.functions import Now


class Reminder(models.Model):
    """That a reminder or warning of a kind was given about a record for a day; never twice."""

    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    day = models.DateField()
    given_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "day"], name="reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} about {self.subject_type} {self.subject_id} for {self.day}"
