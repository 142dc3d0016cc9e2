"""Applications for a lot, and the admissions they lead to (CR 3)."""

import datetime as dt
import json
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from lots.models import AdmissionRound, Lot, LotVersion
from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import DecisionRecord, User
from mdps.core.one_of import OneOfField
from suppliers.models.supplier import Supplier


class Application(models.Model):
    """A supplier's request to be admitted to a lot.

    It is judged by the version of the criteria that was in force when it was submitted. `due_on`
    is the last day of the council's time to decide, inclusive; while the council waits for the
    applicant it stands still and is reckoned anew with the answer (suppliers.working_time).

    While it is a draft only the supplier's own people see it. On submission the answers that
    several lots share are copied into `answers`, in the words of that day: a list of parts, each
    with a title and rows of a question and its answer.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        UNDER_ASSESSMENT = "under_assessment", "Under assessment"
        CLARIFICATION = "clarification", "Waiting for the applicant"
        RECOMMENDED = "recommended", "Assessed"
        ADMITTED = "admitted", "Admitted"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.DRAFT: (State.SUBMITTED, State.WITHDRAWN),
        State.SUBMITTED: (State.UNDER_ASSESSMENT, State.WITHDRAWN),
        State.UNDER_ASSESSMENT: (State.CLARIFICATION, State.RECOMMENDED, State.WITHDRAWN),
        State.CLARIFICATION: (State.UNDER_ASSESSMENT, State.WITHDRAWN),
        State.RECOMMENDED: (
            State.UNDER_ASSESSMENT,
            State.ADMITTED,
            State.REJECTED,
            State.WITHDRAWN,
        ),
        State.ADMITTED: (),
        State.REJECTED: (),
        State.WITHDRAWN: (),
    }
    # One that is recorded from the portal or from paper begins as submitted, or as decided there.
    ALSO_BEGINS = (State.DRAFT, State.ADMITTED)
    OPEN = (State.SUBMITTED, State.UNDER_ASSESSMENT, State.CLARIFICATION, State.RECOMMENDED)

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="applications")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="applications")
    state = OneOfField(max_length=20, choices=State.choices, default=State.SUBMITTED)
    statement = EncryptedTextField(
        case="supplier", help_text="What the supplier offers under this lot", blank=True
    )
    answers_words = EncryptedTextField(
        case="supplier", blank=True, db_column="answers", help_text="As JSON"
    )
    portal_reference = models.CharField(max_length=40, blank=True)
    started_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    criteria_version = models.ForeignKey(LotVersion, models.PROTECT, null=True, related_name="+")
    round = models.ForeignKey(
        AdmissionRound, models.PROTECT, null=True, related_name="applications"
    )
    due_on = models.DateField(null=True)
    extended_on = models.DateField(null=True)
    extended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    extension_reason = EncryptedTextField(case="supplier", blank=True)
    assessor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    assessed_on = models.DateField(null=True)
    assessment = EncryptedTextField(case="supplier", blank=True)
    decision = models.ForeignKey(DecisionRecord, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "lot"],
                condition=Q(
                    state__in=["submitted", "under_assessment", "clarification", "recommended"]
                ),
                name="one_open_application_per_lot",
            ),
            models.UniqueConstraint(
                fields=["supplier", "lot"], condition=Q(state="draft"), name="one_draft_per_lot"
            ),
            models.CheckConstraint(
                name="submitted_application_has_its_day",
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(
                    submitted_on__isnull=False,
                    submitted_by__isnull=False,
                    criteria_version__isnull=False,
                    due_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="extension_has_its_reason",
                condition=Q(extended_on=None, extended_by=None, extension_reason="")
                | Q(extended_on__isnull=False, extended_by__isnull=False) & ~Q(extension_reason=""),
            ),
            models.CheckConstraint(
                name="decided_application_has_decision",
                condition=~Q(state__in=["admitted", "rejected"])
                | Q(decision__isnull=False, decided_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_on", "id"], name="application_by_state"),
            models.Index(fields=["-submitted_on", "-id"], name="application_newest"),
            models.Index(fields=["due_on", "id"], name="application_due"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} for {self.lot.short}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("suppliers:application", self.pk)

    def get_own_url(self) -> str:
        """The page on which the supplier's own people see where it stands."""
        return addresses.of_record("join:application", self.pk)

    @property
    def reference(self) -> str:
        return f"APP-{self.pk:05d}"

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The shared answers as they were submitted; set them anew to change them."""
        return json.loads(self.answers_words or "[]")

    @answers.setter
    def answers(self, said: list[dict[str, Any]]) -> None:
        self.answers_words = json.dumps(said, ensure_ascii=False) if said else ""


class Admission(models.Model):
    """A supplier's place on a lot, from the day `admitted_on` until `ended_on` (both inclusive).

    On the day `ended_on` nothing is awarded any more. It may lie ahead where the supplier has
    withdrawn with effect from a later day. `suspended_on` is the first day of the suspension that
    runs; the periods themselves are AdmissionSuspension, which also answers for days past.
    """

    class State(models.TextChoices):
        ADMITTED = "admitted", "Admitted"
        SUSPENDED = "suspended", "Suspended"
        REMOVED = "removed", "Removed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.ADMITTED: (State.SUSPENDED, State.REMOVED, State.WITHDRAWN),
        State.SUSPENDED: (State.ADMITTED, State.REMOVED, State.WITHDRAWN),
        State.REMOVED: (),
        State.WITHDRAWN: (),
    }
    ENDED = (State.REMOVED, State.WITHDRAWN)

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="admissions")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="admissions")
    application = models.OneToOneField(Application, models.PROTECT, related_name="admission")
    state = OneOfField(max_length=20, choices=State.choices, default=State.ADMITTED)
    admitted_on = models.DateField()
    ended_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    decision = models.ForeignKey(DecisionRecord, models.PROTECT, related_name="+")
    last_decision = models.ForeignKey(DecisionRecord, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_admission_at_a_time",
                expressions=[
                    ("supplier", RangeOperators.EQUAL),
                    ("lot", RangeOperators.EQUAL),
                    (
                        Func(
                            "admitted_on",
                            "ended_on",
                            RangeBoundary(inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                name="admission_that_ended_has_its_day",
                condition=Q(ended_on__isnull=False, ended_on__gte=F("admitted_on"))
                | Q(~Q(state__in=["removed", "withdrawn"]), ended_on=None),
            ),
            models.CheckConstraint(
                name="suspension_has_a_day",
                condition=~Q(state="suspended") | Q(suspended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="suspended_after_it_was_admitted",
                condition=Q(suspended_on=None) | Q(suspended_on__gte=F("admitted_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["lot", "state", "supplier"], name="admission_by_lot"),
            models.Index(fields=["admitted_on", "id"], name="admission_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} on {self.lot.short}"

    def is_open_for_awards(self, on: dt.date) -> bool:
        """Whether a call-off may be awarded under it on that day (see queries.open_for_awards)."""
        return self.standing_on(on) == self.State.ADMITTED

    def standing_on(self, on: dt.date) -> str | None:
        """The state in which it stood, stands or will stand on the day `on`; None before it began.

        From the day of a suspension, removal or withdrawal nothing is awarded. One query, or none
        where the suspensions were fetched with it.
        """
        if on < self.admitted_on:
            return None
        if self.ended_on is not None and on >= self.ended_on:
            return self.state if self.state in self.ENDED else self.State.WITHDRAWN
        suspended = any(each.covers(on) for each in self.suspensions.all())
        return self.State.SUSPENDED if suspended else self.State.ADMITTED
