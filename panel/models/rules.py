"""The panel's own rules, as data: quorum, papers and times, each from a day on."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from mdps.core.models import User
from panel.models.members import Area


class PanelRules(models.Model):
    """What holds from a day until the next row. Append-only.

    `areas`: each must be present, by a member who speaks for it. Papers are due
    `papers_days` working days before the meeting at `papers_at`.
    """

    holds_from = models.DateField(unique=True)
    least_members = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    areas = ArrayField(models.CharField(max_length=14, choices=Area.choices), blank=True)
    minutes_an_item = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    papers_days = models.PositiveSmallIntegerField()
    papers_at = models.TimeField(default=dt.time(12))
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quorum_of_somebody",
                condition=Q(least_members__gte=1, minutes_an_item__gte=1),
            ),
            models.CheckConstraint(
                name="quorum_of_known_areas", condition=Q(areas__contained_by=Area.values)
            ),
        ]

    def __str__(self) -> str:
        return f"Rules of the panel from {self.holds_from:%-d %B %Y}"
