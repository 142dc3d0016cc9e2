"""The form of a report that is published, where it differs from what was counted."""

from django.db import models

from mdps.core.models import PrivateFile
from reporting.models.report import Report


class PublicForm(models.Model):
    """A report without small numbers (reporting.figures.small), made together with it. Append-only.

    Where a report has one, its own figures and file are internal: for those who read drafts.
    """

    report = models.OneToOneField(
        Report, models.PROTECT, primary_key=True, related_name="public_form"
    )
    figures = models.JSONField()
    figures_sha256 = models.CharField(max_length=64)
    file = models.OneToOneField(PrivateFile, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="public_form_has_its_hash",
                condition=models.Q(figures_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, as published"
