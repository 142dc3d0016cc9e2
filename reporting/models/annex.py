"""The exempt annex of an annual report, as a file of its own."""

from django.db import models

from mdps.core.models import PrivateFile
from reporting.models.report import Report


class ExemptAnnex(models.Model):
    """Commercial detail by supplier, of the figures of its report and made with it. Append-only."""

    report = models.OneToOneField(
        Report, models.PROTECT, primary_key=True, related_name="exempt_annex"
    )
    file = models.OneToOneField(PrivateFile, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Exempt annex of {self.report}"
