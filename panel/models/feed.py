"""A person's private calendar address: what is signed into it, and whether it still holds."""

from django.db import models

from mdps.core.models import User


class CalendarFeed(models.Model):
    """One per person. A new serial ends every address given before."""

    person = models.OneToOneField(User, models.PROTECT, related_name="calendar_feed")
    serial = models.PositiveIntegerField(default=1)
    is_on = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
