"""What is asked of suppliers on a lot: criteria, specification and standards, by version.

A version is in force from its day until the day before the next one's. It is written once and
never changed: what is still being written is a draft, and becomes the next version as a whole.
"""

from django.db import models
from django.db.models import F, Q

from lots.models.scheme import Lot
from mdps.core import addresses
from mdps.core.models import User
from mdps.core.one_of import OneOfField


class Kind(models.TextChoices):
    """What a version is of."""

    CRITERIA = "criteria", "Selection criteria"
    SPECIFICATION = "specification", "Specification"
    STANDARDS = "standards", "Minimum service standards"


class LotVersion(models.Model):
    """One version of a lot's criteria, specification or standards, in force from a day on.

    Of two with the same day the one with the higher number holds. `transition_until` is the last
    day, inclusive, on which suppliers who are on the lot already may show that they meet it; None
    asks nothing of them. `put_in_force_by` is None of what came with the scheme.
    """

    Kind = Kind

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="versions")
    kind = OneOfField(max_length=20, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    effective_from = models.DateField()
    transition_until = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="What has changed and why")
    put_in_force_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    put_in_force_at = models.DateTimeField()

    class Meta:
        ordering = ["lot", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "kind", "number"], name="one_version_per_number"
            ),
            models.CheckConstraint(
                name="transition_follows_the_version",
                condition=Q(transition_until=None)
                | Q(kind="criteria", transition_until__gte=F("effective_from")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["lot", "kind", "-effective_from", "-number"], name="version_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.lot.short}, version {self.number}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("lots:version", self.pk)


class SelectionCriterion(models.Model):
    """Something a supplier must show to be admitted to a lot (CR 3).

    It is passed or failed; where `most_points` is set it is scored in whole points from 0 to
    that, and passed from `least_points` on (equal passes).
    """

    version = models.ForeignKey(LotVersion, models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)
    most_points = models.PositiveSmallIntegerField(null=True)
    least_points = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["version", "number"]
        verbose_name_plural = "selection criteria"
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_criterion_per_number"),
            models.CheckConstraint(
                name="points_are_a_scale",
                condition=Q(most_points=None, least_points=None)
                | Q(
                    most_points__isnull=False,
                    least_points__isnull=False,
                    most_points__gt=0,
                    least_points__lte=F("most_points"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_scored(self) -> bool:
        """Whether it is judged in points instead of passed or failed."""
        return self.most_points is not None


class Clause(models.Model):
    """One numbered clause of a specification, or one minimum service standard."""

    version = models.ForeignKey(LotVersion, models.PROTECT, related_name="clauses")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_clause_per_number"),
        ]

    def __str__(self) -> str:
        return self.heading


class VersionDraft(models.Model):
    """The next version of a kind, while it is being written: one of each kind and lot.

    `rows` is a list of objects with the texts `heading` and `text`, and for criteria the whole
    numbers `most_points` and `least_points` or null.
    """

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="drafts")
    kind = OneOfField(max_length=20, choices=Kind.choices)
    rows = models.JSONField(default=list)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lot", "kind"], name="one_draft_version_per_kind"),
        ]

    def __str__(self) -> str:
        return f"Draft of the {self.get_kind_display().lower()} of {self.lot.short}"
