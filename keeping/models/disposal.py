"""The disposal of a case: proposed by one person, approved or refused by another."""

from django.db import models
from django.db.models import F, Q

from mdps.core import addresses
from mdps.core.models import User
from mdps.core.one_of import OneOfField


class Disposal(models.Model):
    """A case whose time is over. Once it is disposed of, `case_reference` is its tombstone.

    `due_on` is the first day on which it may be disposed of, `basis` why, both as proposed.
    `requests` and `files` count what was disposed of.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        DISPOSED = "disposed", "Disposed of"
        REFUSED = "refused", "Refused"

    TRANSITIONS = {
        State.PROPOSED: (State.DISPOSED, State.REFUSED),
        State.DISPOSED: (),
        State.REFUSED: (),
    }

    case_reference = models.CharField(max_length=14)
    state = OneOfField(max_length=10, choices=State.choices, default=State.PROPOSED)
    basis = models.CharField(max_length=200)
    due_on = models.DateField()
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decided_because = models.CharField(max_length=300, blank=True)
    requests = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_reference"],
                condition=Q(state="proposed"),
                name="one_proposed_disposal_per_case",
            ),
            models.CheckConstraint(
                name="disposal_is_decided_by_somebody_else",
                condition=Q(state="proposed", decided_by=None, decided_on=None)
                | Q(
                    decided_on__isnull=False,
                    decided_on__gte=F("proposed_on"),
                    decided_by__isnull=False,
                )
                & ~Q(state="proposed")
                & ~Q(decided_because="")
                & ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="disposal_is_due_when_proposed",
                condition=Q(due_on__lte=F("proposed_on")) & ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="disposal_by_state")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return addresses.of_record("keeping:disposal", self.pk)

    @property
    def reference(self) -> str:
        return f"DI-{self.pk:05d}"

    @property
    def tombstone(self) -> str:
        """What stands in the place of the reference of a case that was disposed of."""
        return f"DISPOSED-{self.pk:05d}"
