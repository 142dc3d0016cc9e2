"""When an admission was suspended, and the notices of its removal (CR 3)."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from mdps.core import addresses
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import DecisionRecord, User
from mdps.core.one_of import OneOfField
from suppliers.models.admission import Admission


class AdmissionSuspension(models.Model):
    """A period in which nothing is awarded under an admission.

    From the day `starts_on` (inclusive) until the day before `resumes_on`, on which awards count
    again; None while nobody knows when. An administrative one has its end from the beginning, a
    safeguarding one gets it by a decision. One that was ended before it began is empty.
    """

    class Kind(models.TextChoices):
        ADMINISTRATIVE = "administrative", "Administrative"
        SAFEGUARDING = "safeguarding", "Safeguarding"

    admission = models.ForeignKey(Admission, models.PROTECT, related_name="suspensions")
    kind = OneOfField(max_length=20, choices=Kind.choices)
    starts_on = models.DateField()
    resumes_on = models.DateField(null=True)
    decision = models.ForeignKey(DecisionRecord, models.PROTECT, related_name="+")
    end_decision = models.ForeignKey(DecisionRecord, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_suspension_at_a_time",
                expressions=[
                    ("admission", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_on",
                            "resumes_on",
                            RangeBoundary(inclusive_upper=False),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                name="suspension_ends_after_it_starts",
                condition=Q(resumes_on=None) | Q(resumes_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="ended_suspension_has_its_day",
                condition=Q(end_decision=None) | Q(resumes_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "id"], name="suspension_by_start")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} suspension of {self.admission}"

    def covers(self, on: dt.date) -> bool:
        """Whether the day `on` lies in it."""
        return self.starts_on <= on and (self.resumes_on is None or on < self.resumes_on)

    @property
    def until(self) -> dt.date | None:
        """Its last day, inclusive; None while nobody knows it."""
        return self.resumes_on - dt.timedelta(days=1) if self.resumes_on else None


class RemovalNotice(models.Model):
    """The supplier is told that it may be removed, and heard before anybody decides.

    `statement_until` is the last day for its statement, inclusive; `statement_days` the working
    days that it was given.
    """

    class State(models.TextChoices):
        GIVEN = "given", "Waiting for the statement"
        STATED = "stated", "Statement made"
        REMOVED = "removed", "Removed"
        KEPT = "kept", "Kept on the lot"
        CANCELLED = "cancelled", "Cancelled"

    TRANSITIONS = {
        State.GIVEN: (State.STATED, State.REMOVED, State.KEPT, State.CANCELLED),
        State.STATED: (State.REMOVED, State.KEPT, State.CANCELLED),
        State.REMOVED: (),
        State.KEPT: (),
        State.CANCELLED: (),
    }
    OPEN = (State.GIVEN, State.STATED)

    admission = models.ForeignKey(Admission, models.PROTECT, related_name="removal_notices")
    state = OneOfField(max_length=20, choices=State.choices, default=State.GIVEN)
    reasons = EncryptedTextField(case="admission.supplier")
    given_on = models.DateField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    statement_days = models.PositiveSmallIntegerField()
    statement_until = models.DateField()
    statement = EncryptedTextField(case="admission.supplier", blank=True)
    stated_on = models.DateField(null=True)
    stated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(DecisionRecord, models.PROTECT, null=True, related_name="+")
    cancelled_because = EncryptedTextField(case="admission.supplier", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["admission"],
                condition=Q(state__in=["given", "stated"]),
                name="one_open_notice_per_admission",
            ),
            models.CheckConstraint(
                name="statement_has_its_day",
                condition=Q(statement="", stated_on=None, stated_by=None)
                | Q(~Q(statement=""), stated_on__isnull=False, stated_by__isnull=False),
            ),
            models.CheckConstraint(
                name="decided_notice_has_decision",
                condition=~Q(state__in=["removed", "kept"]) | Q(decision__isnull=False),
            ),
            models.CheckConstraint(
                name="statement_has_time",
                condition=Q(statement_until__gte=F("given_on")),
            ),
            models.CheckConstraint(
                name="cancelled_notice_says_why",
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "statement_until"], name="notice_by_state")]

    def __str__(self) -> str:
        return f"Notice of removal of {self.admission}"

    def get_absolute_url(self) -> str:
        return addresses.of_record("suppliers:notice", self.pk)

    @property
    def reference(self) -> str:
        return f"RN-{self.pk:05d}"
