"""How an application is assessed: judgements, questions to the applicant, comments, conflicts.

Everything but the answer to a question is written once and stays.
"""

from django.db import models
from django.db.models import F, Q

from lots.models import LotVersion, SelectionCriterion
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import User
from mdps.core.one_of import OneOfField
from suppliers.models.admission import Admission, Application


class Judgement(models.Model):
    """An assessor's finding on one criterion of an application; the latest one counts.

    A scored criterion has `points`, from which its outcome follows. `judged_by` is None of what
    was judged before judgements were kept one by one: it was the application's assessor.
    """

    class Outcome(models.TextChoices):
        PASS = "pass", "Pass"
        FAIL = "fail", "Fail"
        CLARIFY = "clarify", "Clarify"

    application = models.ForeignKey(Application, models.PROTECT, related_name="judgements")
    criterion = models.ForeignKey(SelectionCriterion, models.PROTECT, related_name="+")
    outcome = OneOfField(max_length=10, choices=Outcome.choices)
    points = models.PositiveSmallIntegerField(null=True)
    comment = EncryptedTextField(case="application.supplier", blank=True)
    judged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="judgement_has_its_judge",
                condition=Q(judged_by=None, judged_at=None)
                | Q(judged_by__isnull=False, judged_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["application", "criterion", "-id"], name="judgement_latest")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_outcome_display()}"


class Clarification(models.Model):
    """A question to the applicant, about one criterion or the whole, and its answer.

    The council's time stands still from the day it is asked until the day it is answered.
    `by_email` is whether an officer entered an answer that came by e-mail.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="clarifications")
    criterion = models.ForeignKey(SelectionCriterion, models.PROTECT, null=True, related_name="+")
    question = EncryptedTextField(case="application.supplier")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answer_by = models.DateField(
        null=True, help_text="The last day on which the answer is expected"
    )
    answer = EncryptedTextField(case="application.supplier", blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    by_email = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clarification_answered_whole",
                condition=Q(answered_on=None, answered_by=None, answer="")
                | Q(
                    answered_on__isnull=False,
                    answered_on__gte=F("asked_on"),
                    answered_by__isnull=False,
                )
                & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="answer_is_expected_after_the_question",
                condition=Q(answer_by=None) | Q(answer_by__gte=F("asked_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by", "id"],
                condition=Q(answered_on=None),
                name="clarification_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"Question about {self.application.reference}"

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None


class AssessmentComment(models.Model):
    """What somebody of the council says about an application, to the others who look at it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="comments")
    text = EncryptedTextField(case="application.supplier")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Comment on {self.application.reference}"


class ConflictDeclaration(models.Model):
    """Somebody has an interest in an application, so neither assesses nor decides it (reg 84)."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = EncryptedTextField(case="application.supplier")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"], name="one_conflict_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"Conflict of {self.person} in {self.application.reference}"


class Acceptance(models.Model):
    """An applicant accepted a version of the lot's specification or minimum service standards."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="acceptances")
    version = models.ForeignKey(LotVersion, models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "version"], name="a_version_accepted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} accepted in {self.application.reference}"


class Compliance(models.Model):
    """A supplier on a lot has shown that it meets a newer version of its criteria."""

    admission = models.ForeignKey(Admission, models.PROTECT, related_name="compliances")
    version = models.ForeignKey(LotVersion, models.PROTECT, related_name="+")
    shown_on = models.DateField()
    note = EncryptedTextField(case="admission.supplier", max_length=500, help_text="What was seen")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["admission", "version"], name="compliance_shown_once"),
        ]

    def __str__(self) -> str:
        return f"{self.admission} meets {self.version}"
