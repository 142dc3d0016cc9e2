"""Private files: random names outside the web root, served after a permission check."""

from django.db import models

from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models.cases import CaseKey
from mdps.core.models.users import User


class PrivateFile(models.Model):
    """A stored file; `path` is relative to settings.MDPS_FILES, `name` what a person downloads.

    With a `case_key` its content and its name are encrypted at rest. `size` is that of the content,
    in bytes; `sha256` is of the bytes as they are stored, so that a copy is checked without a key.
    """

    path = models.CharField(max_length=60, unique=True)
    case_key = models.ForeignKey(CaseKey, models.PROTECT, null=True, related_name="files")
    name = EncryptedTextField(optional=True)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="file_has_its_hash", condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class QuarantinedFile(models.Model):
    """An upload in which the scanner found something; `path` is below settings.MDPS_QUARANTINE.

    No page serves it. `uploaded_by` is None for somebody who was not signed in.
    """

    path = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    virus = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quarantined_file_has_its_hash",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
