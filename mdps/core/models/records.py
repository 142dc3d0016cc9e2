"""What is written once and never changed: audit events and decision records.

Both tables are append-only in the database (see the migration): triggers refuse UPDATE,
DELETE and TRUNCATE, and the application's role has no right to them.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Now, Upper

from mdps.core.cases.fields import CaseKeyField, EncryptedTextField
from mdps.core.models.users import User
from mdps.core.one_of import OneOfField


class AuditEvent(models.Model):
    """Who did what to which record, when. No foreign keys, so that nothing can take it along.

    `at` is the clock's moment of the act; `recorded_at`, `transaction` and `began_at` are written
    by the database, the last two shared with the row changes of the act. `address` is where the
    request came from, None for a worker; `authority` under what somebody saw a child's record.
    `detail` never holds what is said about a child.
    """

    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    address = models.GenericIPAddressField(null=True)
    authority = models.CharField(max_length=200, db_default="", default="")
    transaction = models.BigIntegerField(null=True, editable=False)
    began_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["transaction", "began_at"], name="audit_transaction"),
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["actor_id", "-at", "-id"], name="audit_actor"),
            models.Index(fields=["action", "-at", "-id"], name="audit_action"),
            models.Index(fields=["subject_type", "-at", "-id"], name="audit_kind"),
            models.Index(
                fields=["subject"], opclasses=["varchar_pattern_ops"], name="audit_reference"
            ),
            GinIndex(OpClass(Upper("subject"), name="gin_trgm_ops"), name="audit_words"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.subject}"


class DecisionRecord(models.Model):
    """A delegated decision: who decided, in consultation with whom and when, why (CR 1 to 4).

    Its reasons may speak of a sole trader, and are encrypted with a key of its own.
    """

    class Kind(models.TextChoices):
        ADMISSION = "admission", "Admission to a lot"
        REJECTION = "rejection", "Rejection of an application"
        ADMISSION_ROUND = "admission_round", "Outcome of an admission round"
        SUSPENSION = "suspension", "Suspension from a lot"
        REINSTATEMENT = "reinstatement", "End of a suspension"
        REMOVAL = "removal", "Removal from a lot"
        RETENTION = "retention", "Keeping on a lot after notice"
        STANDING_AUTHORITY = "standing_authority", "Standing authority to award"
        EXTENSION = "extension", "Extension of the term"

    case_key = CaseKeyField()
    kind = OneOfField(max_length=20, choices=Kind.choices)
    subject = models.CharField(max_length=200, help_text="What was decided, in one line")
    authority = models.CharField(max_length=40, help_text="The delegation relied on, like CR 3")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    consulted = models.CharField(max_length=150, help_text="The Cabinet Member who was consulted")
    consulted_on = models.DateField()
    reasons = EncryptedTextField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consulted_before_deciding",
                condition=models.Q(consulted_on__lte=models.F("decided_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.subject}"

    @property
    def reference(self) -> str:
        return f"DR-{self.pk:05d}"
