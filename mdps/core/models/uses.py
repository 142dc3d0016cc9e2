"""How often somebody used what may not be used without end."""

from django.db import models
from django.db.models import Q


class UseCount(models.Model):
    """Uses of one kind by one account or address in one stretch of time, from `begins_at` on.

    `who` is a keyed hash: the table names nobody and no address.
    """

    kind = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    begins_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "who", "begins_at"], name="one_count_a_stretch"
            ),
            models.CheckConstraint(name="use_counts_up", condition=Q(count__gte=1)),
        ]
        indexes = [models.Index(fields=["begins_at"], name="use_by_time")]

    def __str__(self) -> str:
        return f"{self.count} of {self.kind}"
