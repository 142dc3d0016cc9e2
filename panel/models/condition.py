"""What must be so for an approval with conditions, and who found that it is."""

from django.db import models
from django.db.models import Q

from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.roles import ROLES
from panel.models.decision import PanelDecision


class DecisionCondition(models.Model):
    """One condition of an approval. A condition `before_award` must be ticked as met first.

    `role` is the key of the role that ticks it. Only `met_on` and `met_by` are ever written.
    """

    decision = models.ForeignKey(PanelDecision, models.PROTECT, related_name="conditions")
    words = EncryptedTextField(case="decision.line.request", max_length=300)
    before_award = models.BooleanField(default=True)
    role = models.CharField(max_length=30)
    met_on = models.DateField(null=True)
    met_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="condition_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="condition_met_by_somebody_on_a_day",
                condition=Q(met_on=None, met_by=None)
                | Q(met_on__isnull=False, met_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def role_name(self) -> str:
        return ROLES[self.role].name
