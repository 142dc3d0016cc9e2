"""What stops a disposal: proceedings, or an inquiry."""

from django.db import models
from django.db.models import F, Q

from mdps.core.models import User
from mdps.core.one_of import OneOfField


class Hold(models.Model):
    """Nothing about the case is disposed of until the hold is lifted. `reason` names no child."""

    class Kind(models.TextChoices):
        LITIGATION = "litigation", "Legal proceedings"
        INQUIRY = "inquiry", "An inquiry or review"

    case_reference = models.CharField(max_length=14)
    kind = OneOfField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=300)
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    placed_on = models.DateField()
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_reference", "kind"],
                condition=Q(lifted_on=None),
                name="one_hold_of_a_kind_per_case",
            ),
            models.CheckConstraint(
                name="hold_is_lifted_by_somebody",
                condition=Q(lifted_on=None, lifted_by=None)
                | Q(
                    lifted_on__isnull=False,
                    lifted_on__gte=F("placed_on"),
                    lifted_by__isnull=False,
                ),
            ),
            models.CheckConstraint(name="hold_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"HO-{self.pk:05d}"
