"""Six-monthly monitoring: a round, a return of each supplier, and what the council makes of it."""

import json
from typing import Any

from django.db import models
from django.db.models import F, Q

from contracts.models import CallOffContract
from mdps.core import addresses
from mdps.core.cases.fields import CaseKeyField, EncryptedTextField
from mdps.core.models import PrivateFile, User
from mdps.core.one_of import OneOfField
from reporting.periods import Period
from suppliers.models import Supplier


class MonitoringRound(models.Model):
    """The monitoring of one half year [period_start, period_end), one of each (CR ¶25).

    `due_on` is the last day, inclusive, for the returns. `opened_by` None is the system itself.
    """

    period_start = models.DateField(unique=True)
    period_end = models.DateField(help_text="The first day after the period")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="monitored_period_is_over",
                condition=Q(period_end__gt=F("period_start"), opened_on__gte=F("period_end")),
            ),
            models.CheckConstraint(
                name="returns_are_due_after_the_opening", condition=Q(due_on__gt=F("opened_on"))
            ),
        ]
        indexes = [models.Index(fields=["-period_end", "-id"], name="monitoring_newest")]

    def __str__(self) -> str:
        return f"Monitoring of {self.period.words}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("monitoring:round", self.pk)

    @property
    def reference(self) -> str:
        return f"MR-{self.pk:03d}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)


class MonitoringReturn(models.Model):
    """What one supplier returns in a round.

    `figures` is what the service knew of it when the round was opened; they never change. `answers`
    is what it says itself, by section and question (reporting.monitoring.questions), and stands
    still while the return is submitted. `paper` is the e-mail or letter from which an officer
    entered it. Free text may name a child all the same: what is said in a return and about it is
    encrypted with a key of the return.
    """

    class State(models.TextChoices):
        OPEN = "open", "To be completed"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned with questions"
        ACCEPTED = "accepted", "Accepted"

    TRANSITIONS = {
        State.OPEN: (State.SUBMITTED,),
        State.SUBMITTED: (State.RETURNED, State.ACCEPTED),
        State.RETURNED: (State.SUBMITTED,),
        State.ACCEPTED: (),
    }
    # Those that wait for the provider.
    WITH_PROVIDER = (State.OPEN, State.RETURNED)

    round = models.ForeignKey(MonitoringRound, models.PROTECT, related_name="returns")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="monitoring_returns")
    state = OneOfField(max_length=10, choices=State.choices, default=State.OPEN)
    figures = models.JSONField()
    case_key = CaseKeyField()
    answers_words = EncryptedTextField(blank=True, db_column="answers", help_text="As JSON")
    submitted_on = models.DateField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    paper = models.OneToOneField(PrivateFile, models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "supplier"], name="one_return_per_round_and_supplier"
            ),
            models.CheckConstraint(
                name="submitted_return_has_its_day",
                condition=Q(state="open")
                | Q(submitted_on__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="accepted_return_has_its_day",
                condition=~Q(state="accepted")
                | Q(accepted_on__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="accepted_after_it_was_submitted",
                condition=Q(accepted_on=None)
                | Q(submitted_on__isnull=False, accepted_on__gte=F("submitted_on")),
            ),
        ]
        indexes = [models.Index(fields=["state", "round", "id"], name="return_by_state")]

    def __str__(self) -> str:
        return f"Return of {self.supplier} for {self.round.period.words}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("monitoring:return", self.pk)

    @property
    def reference(self) -> str:
        return f"RT-{self.pk:05d}"

    @property
    def answers(self) -> dict[str, Any]:
        """By section and question; set it anew to change it."""
        return json.loads(self.answers_words or "{}")

    @answers.setter
    def answers(self, said: dict[str, Any]) -> None:
        self.answers_words = json.dumps(said, ensure_ascii=False) if said else ""


class ReturnQuestion(models.Model):
    """What the council asks about a return that it sends back. Append-only."""

    of_return = models.ForeignKey(MonitoringReturn, models.PROTECT, related_name="questions")
    text = EncryptedTextField(case="of_return")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="question_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Question about {self.of_return.reference}"


class SupplierRating(models.Model):
    """How a commissioner rates a supplier in a round, with reasons. The latest counts.

    Append-only.
    """

    class Grade(models.TextChoices):
        GOOD = "good", "Good"
        APPROACHING = "approaching", "Approaching target"
        IMPROVE = "improve", "Requires improvement"
        INADEQUATE = "inadequate", "Inadequate"

    of_return = models.ForeignKey(MonitoringReturn, models.PROTECT, related_name="ratings")
    grade = OneOfField(max_length=12, choices=Grade.choices)
    reasons = EncryptedTextField(case="of_return")
    rated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    rated_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="rating_has_reasons", condition=~Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"{self.of_return.supplier}: {self.get_grade_display()}"


class MonitoringAction(models.Model):
    """What is to be done after a return, by whom, until which day (inclusive)."""

    of_return = models.ForeignKey(MonitoringReturn, models.PROTECT, related_name="actions")
    text = EncryptedTextField(case="of_return")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    due_on = models.DateField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    outcome = EncryptedTextField(case="of_return", blank=True, help_text="What was done")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_says_what_and_when", condition=~Q(text="") & Q(due_on__gte=F("set_on"))
            ),
            models.CheckConstraint(
                name="done_action_says_what_was_done",
                condition=Q(done_on=None, done_by=None, outcome="")
                | Q(done_on__isnull=False, done_by__isnull=False) & ~Q(outcome=""),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="action_by_day"),
            models.Index(fields=["owner", "done_on", "due_on", "id"], name="action_by_owner"),
        ]

    def __str__(self) -> str:
        return f"Action {self.reference} for {self.of_return.supplier}"

    @property
    def reference(self) -> str:
        return f"MA-{self.pk:05d}"


class PackageRating(models.Model):
    """How the social worker found a package that has ended: once for each call-off. Append-only.

    Each mark is from 1 (poor) to 4 (very good). `remark` is one sentence, never about the child.
    """

    contract = models.OneToOneField(CallOffContract, models.PROTECT, related_name="package_rating")
    delivered = models.PositiveSmallIntegerField("delivered what was agreed")
    punctual = models.PositiveSmallIntegerField("kept to times")
    contact = models.PositiveSmallIntegerField("kept in touch")
    outcome = models.PositiveSmallIntegerField("made a difference")
    remark = EncryptedTextField(case="contract.line.request", max_length=300, blank=True)
    rated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    rated_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="marks_are_from_1_to_4",
                condition=Q(
                    delivered__range=(1, 4),
                    punctual__range=(1, 4),
                    contact__range=(1, 4),
                    outcome__range=(1, 4),
                ),
            ),
        ]
        indexes = [models.Index(fields=["rated_on", "id"], name="package_rating_by_day")]

    def __str__(self) -> str:
        return f"Rating of {self.contract}"
