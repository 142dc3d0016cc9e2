"""Letters and sheets: what the council puts on paper about a record."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from mdps.core import addresses
from mdps.core.models.files import PrivateFile
from mdps.core.models.users import User


class Paper(models.Model):
    """A letter or sheet. Its words are frozen with the act; its PDF is laid out afterwards.

    `document` is a mdps.core.letters.Letter as JSON. No foreign key to the subject: a paper is
    about a record of any kind. What it says about a child is sealed in it, under `case_keys`.
    """

    kind = models.CharField(max_length=60, help_text="Who may read it, like suppliers.outcome")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=150, help_text="The file's name for people")
    document = models.JSONField()
    case_keys = ArrayField(models.UUIDField(), default=list)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    file = models.OneToOneField(PrivateFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="paper_subject"),
            GinIndex(fields=["case_keys"], name="paper_by_case"),
        ]
        constraints = [
            models.CheckConstraint(name="paper_has_a_name", condition=~Q(title="") & ~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return addresses.of_record("paper", self.pk)

    @property
    def reference(self) -> str:
        return f"PA-{self.pk:05d}"
