"""The results of the nightly check of the data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class DataCheck(models.Model):
    """What one check of the data found: how many things, and the first of them in words.

    `night` is the day of the nightly one; empty where somebody asked for the check.
    """

    checked_at = models.DateTimeField()
    night = models.DateField(null=True, unique=True)
    problems = models.PositiveIntegerField()
    sentences = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="check_says_what_it_found",
                condition=models.Q(problems=0, sentences__len=0)
                | models.Q(problems__gt=0, sentences__len__gt=0),
            ),
        ]
        verbose_name = "check of the data"
        verbose_name_plural = "checks of the data"
        indexes = [models.Index(fields=["-checked_at", "-id"], name="data_check_newest")]

    def __str__(self) -> str:
        return f"{self.problems} problems at {self.checked_at.isoformat(timespec='seconds')}"
