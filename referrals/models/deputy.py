"""Who stands in for a team manager, and when."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from mdps.core.models import User


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def standing_in(self, on: dt.date) -> "DeputyQuerySet":
        """Those who stand in on the day `on`; first and last days are inclusive."""
        not_ended = Q(ended_on=None) | Q(ended_on__gt=on)
        return self.filter(not_ended, starts_on__lte=on, ends_on__gte=on)


class Deputy(models.Model):
    """A team manager who endorses for another from a first to a last day, both inclusive.

    `ended_on` is the day from which it no longer holds, where it was ended early.
    """

    manager = models.ForeignKey(User, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="deputising")
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name_plural = "deputies"
        constraints = [
            models.CheckConstraint(
                name="deputy_is_somebody_else", condition=~Q(deputy=F("manager"))
            ),
            models.CheckConstraint(
                name="deputy_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["deputy", "ends_on"], name="deputy_by_person")]

    def __str__(self) -> str:
        return f"{self.deputy.name} for {self.manager.name}"
