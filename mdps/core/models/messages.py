"""What still has to leave the system, and what people are told inside it."""

from django.db import models

from mdps.core.models.users import User


class OutboxMessage(models.Model):
    """Something to do after commit, written inside the transaction that decided it.

    Celery is only a nudge: a sweeper sends whatever was not sent. `payload` holds references
    and ids only, never what is said about a child.
    """

    topic = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="Not tried before this moment")
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"], name="outbox_unsent", condition=models.Q(sent_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


class Notice(models.Model):
    """A line on a person's notices page: what happened to which record, and where to look."""

    to = models.ForeignKey(User, models.CASCADE, related_name="notices")
    subject = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    waits_for_digest = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["to", "-created_at", "-id"], name="notice_newest"),
            models.Index(fields=["to"], name="notice_unread", condition=models.Q(read_at=None)),
            models.Index(
                fields=["to", "id"],
                name="notice_for_digest",
                condition=models.Q(waits_for_digest=True),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class OneTimeKey(models.Model):
    """The key of a form that was posted, and where its act led: a second post goes there too.

    `by` is None where nobody was signed in.
    """

    key = models.UUIDField(primary_key=True)
    by = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    outcome_url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.key)
