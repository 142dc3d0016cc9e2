"""What Cabinet is asked for, and what it decides about the scheme's own limits (CR 4)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from contracts.models.authority import CabinetDecision
from lots.models import Scheme
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.money import money_field
from mdps.core.one_of import OneOfField
from referrals.models import RequestLine


class CabinetRequest(models.Model):
    """A request that Cabinet decides on one contract above the threshold.

    A key decision needs notice: Cabinet may meet once the clear days after `notice_on` are over.
    """

    class State(models.TextChoices):
        RAISED = "raised", "Raised"
        NOTICED = "noticed", "Notice published"
        DECIDED = "decided", "Decided"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.RAISED: (State.NOTICED, State.WITHDRAWN),
        State.NOTICED: (State.DECIDED, State.WITHDRAWN),
        State.DECIDED: (),
        State.WITHDRAWN: (),
    }
    OPEN = (State.RAISED, State.NOTICED)

    line = models.ForeignKey(RequestLine, models.PROTECT, related_name="cabinet_requests")
    value = money_field(help_text="The highest value Cabinet is asked for")
    meeting_on = models.DateField(null=True, help_text="The Cabinet meeting it is meant for")
    reasons = EncryptedTextField(case="line.request")
    state = OneOfField(max_length=10, choices=State.choices, default=State.RAISED)
    state_since = models.DateField()
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_on = models.DateField()
    notice_on = models.DateField(null=True)
    earliest_on = models.DateField(null=True, help_text="First day Cabinet may decide")
    decision = models.OneToOneField(
        CabinetDecision, models.PROTECT, null=True, related_name="request"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(state__in=["raised", "noticed"]),
                name="one_open_cabinet_request_per_line",
            ),
            models.CheckConstraint(
                name="decided_request_has_decision",
                condition=Q(state="decided", decision__isnull=False)
                | ~Q(state="decided") & Q(decision=None),
            ),
            models.CheckConstraint(
                name="noticed_request_has_its_day",
                condition=Q(state__in=["raised", "withdrawn"])
                | Q(
                    notice_on__isnull=False,
                    earliest_on__isnull=False,
                    earliest_on__gt=F("notice_on"),
                ),
            ),
            models.CheckConstraint(
                name="cabinet_is_asked_for_something", condition=Q(value__gt=0) & ~Q(reasons="")
            ),
        ]
        indexes = [models.Index(fields=["-raised_on", "-id"], name="cabinet_request_newest")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"CQ-{self.pk:04d}"


class LimitDecision(models.Model):
    """Cabinet's decision on the cap and the threshold. Its INSERT is what changes them (CR 4).

    A trigger on it is the only writer of `Scheme.cap` and `Scheme.cabinet_threshold`. `was_cap`
    and `was_threshold` are what it changes; if they are others by now, the database refuses.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="limit_decisions")
    minute = models.CharField(max_length=60, help_text="Reference of the minute")
    decided_on = models.DateField()
    effective_from = models.DateField(help_text="First day after call-in")
    was_cap = money_field()
    cap = money_field()
    was_threshold = money_field()
    cabinet_threshold = money_field()
    conditions = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "minute"], name="one_limit_per_minute"),
            models.CheckConstraint(
                name="limits_are_not_negative", condition=Q(cap__gte=0, cabinet_threshold__gte=0)
            ),
            models.CheckConstraint(
                name="limits_after_call_in",
                condition=Q(
                    effective_from__gt=F("decided_on"), recorded_on__gte=F("effective_from")
                ),
            ),
        ]
        indexes = [models.Index(fields=["-recorded_on", "-id"], name="limit_decision_newest")]

    def __str__(self) -> str:
        return f"{self.reference} ({self.minute})"

    @property
    def reference(self) -> str:
        return f"LD-{self.pk:04d}"
