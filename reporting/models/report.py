"""A report is a row: kind, period, as-at, frozen figures with their hash, and the stored file.

The row is also its job (queued, running, done, failed): a heartbeat and a fencing token see to
it that a lost message or a killed worker ends in exactly one report. See reporting.jobs.
"""

from django.db import models
from django.db.models import F, Q

from mdps.core import addresses, clock
from mdps.core.models import PrivateFile, User
from mdps.core.one_of import OneOfField
from reporting.periods import Period


class Report(models.Model):
    """Figures of a half-open period [period_start, period_end), frozen as at `as_at`."""

    class Kind(models.TextChoices):
        ANNUAL_CABINET = "annual_cabinet", "Annual report to Cabinet"
        MONITORING = "monitoring", "Six-monthly monitoring report"
        PANEL_ACTIVITY = "panel_activity", "Panel activity report"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be made"
        RUNNING = "running", "Being made"
        DRAFT = "draft", "Draft"
        REVIEWED = "reviewed", "Reviewed"
        SIGNED_OFF = "signed_off", "Signed off"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"
        FAILED = "failed", "Could not be made"
        CANCELLED = "cancelled", "Stopped"

    # What has figures and a file; before that it is a job.
    MADE = (State.DRAFT, State.REVIEWED, State.SIGNED_OFF, State.PUBLISHED, State.SUPERSEDED)
    TRANSITIONS = {
        State.QUEUED: (State.RUNNING, State.FAILED, State.CANCELLED),
        State.RUNNING: (State.DRAFT, State.QUEUED, State.FAILED, State.CANCELLED),
        State.CANCELLED: (),
        State.FAILED: (State.QUEUED,),
        State.DRAFT: (State.REVIEWED, State.SUPERSEDED),
        State.REVIEWED: (State.SIGNED_OFF, State.DRAFT, State.SUPERSEDED),
        State.SIGNED_OFF: (State.PUBLISHED, State.SUPERSEDED),
        State.PUBLISHED: (State.SUPERSEDED,),
        State.SUPERSEDED: (),
    }

    kind = OneOfField(max_length=20, choices=Kind.choices)
    period_start = models.DateField()
    period_end = models.DateField(help_text="The first day after the period")
    as_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField()
    state = OneOfField(max_length=12, choices=State.choices, default=State.QUEUED)
    figures = models.JSONField(null=True)
    figures_sha256 = models.CharField(max_length=64, blank=True)
    file = models.OneToOneField(PrivateFile, models.PROTECT, null=True, related_name="+")
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    correction = models.CharField(
        max_length=500, blank=True, help_text="What a version after a published one puts right"
    )
    sent_back_why = models.CharField(max_length=500, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_off_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True, help_text="Held by the worker that may finish it")
    heartbeat_at = models.DateTimeField(
        null=True, help_text="Last sign of life of its worker, or of its message while it waits"
    )
    step = models.CharField(max_length=100, blank=True)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_all = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period_start", "period_end", "version"],
                name="one_report_a_version",
            ),
            models.UniqueConstraint(
                fields=["kind", "period_start", "period_end"],
                condition=Q(state__in=["queued", "running"]),
                name="one_report_being_made",
            ),
            models.UniqueConstraint(
                fields=["kind", "period_start", "period_end"],
                condition=Q(state="published"),
                name="one_published_report",
            ),
            models.CheckConstraint(
                name="report_period_runs_forward", condition=Q(period_end__gt=F("period_start"))
            ),
            models.CheckConstraint(
                name="reviewed_report_has_a_reviewer",
                condition=~Q(state__in=["reviewed", "signed_off"])
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="signed_off_report_has_a_signer",
                condition=~Q(state="signed_off")
                | Q(signed_off_by__isnull=False, signed_off_at__isnull=False),
            ),
            models.CheckConstraint(
                name="made_report_has_figures_and_file",
                condition=Q(state__in=["queued", "running", "failed", "cancelled"])
                | Q(figures__isnull=False, file__isnull=False),
            ),
            models.CheckConstraint(
                name="report_figures_have_their_hash",
                condition=Q(figures__isnull=True, figures_sha256="")
                | Q(figures__isnull=False, figures_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="published_report_has_its_day",
                condition=~Q(state="published")
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_versions_begin_with_one", condition=Q(version__gte=1)
            ),
        ]
        indexes = [
            models.Index(fields=["-requested_at", "-id"], name="report_newest"),
            models.Index(fields=["kind", "state", "-period_end"], name="report_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.reference})"

    def get_absolute_url(self) -> str:
        return addresses.of_record("reporting:detail", self.pk)

    @property
    def reference(self) -> str:
        return f"RP-{self.pk:04d}"

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)

    @property
    def title(self) -> str:
        return f"{self.get_kind_display()}, {self.period.words}"

    @property
    def is_complete(self) -> bool:
        """Whether its period was over on the day of its figures."""
        return self.as_at.astimezone(clock.LONDON).date() >= self.period_end

    @property
    def is_made(self) -> bool:
        """Whether it has figures and a file; before that it is a job."""
        return self.state in self.MADE
