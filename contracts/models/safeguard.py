"""What becomes of a call-off whose supplier is suspended for safeguarding."""

from django.db import models
from django.db.models import Q

from contracts.models.contract import CallOffContract
from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from suppliers.models import AdmissionSuspension


class PackageSafeguard(models.Model):
    """One call-off under a suspension for safeguarding: its owner, and what they choose for it.

    The choice is due on the day of the suspension, `due_on`.
    """

    class Choice(models.TextChoices):
        CONTINUE = "continue", "Continue with safeguards"
        PAUSE = "pause", "Pause"
        TRANSFER = "transfer", "Transfer to another supplier"
        END = "end", "End"

    suspension = models.ForeignKey(AdmissionSuspension, models.PROTECT, related_name="packages")
    contract = models.ForeignKey(CallOffContract, models.PROTECT, related_name="safeguards")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    due_on = models.DateField()
    choice = OneOfField(max_length=10, choices=Choice.choices, blank=True)
    reason = EncryptedTextField(case="contract.line.request", blank=True)
    chosen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    chosen_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suspension", "contract"], name="one_choice_per_package_and_suspension"
            ),
            models.CheckConstraint(
                name="choice_has_its_reason",
                condition=Q(choice="", reason="", chosen_by=None, chosen_on=None)
                | Q(
                    ~Q(choice=""),
                    ~Q(reason=""),
                    chosen_by__isnull=False,
                    chosen_on__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(fields=["choice", "due_on", "id"], name="safeguard_undecided")]

    def __str__(self) -> str:
        return f"{self.contract} during the suspension of its supplier"

    def get_absolute_url(self) -> str:
        return addresses.of_record("contracts:safeguard", self.pk)
