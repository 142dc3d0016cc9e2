"""Corrections of minutes: each makes a further version of the paper and says what changed."""

from django.db import models

from mdps.core.models import User
from panel.models.meeting import PanelMeeting


class MinutesCorrection(models.Model):
    """What was wrong in the minutes of a closed meeting. Append-only; version 1 has none."""

    meeting = models.ForeignKey(PanelMeeting, models.PROTECT, related_name="corrections")
    version = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1000)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "version"], name="one_correction_per_version"
            ),
            models.CheckConstraint(
                name="correction_comes_after_the_first_version",
                condition=models.Q(version__gt=1) & ~models.Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.version} of the minutes of {self.meeting}"
