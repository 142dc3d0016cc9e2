"""What people keep for themselves on the lists they use."""

from django.db import models
from django.db.models.functions import Upper

from mdps.core.models.users import User


class SavedFilter(models.Model):
    """The filters and the order of one list that a person comes back to, under a name of theirs.

    `path` is the address of the list, `query` what follows its question mark.
    """

    by = models.ForeignKey(User, models.PROTECT, related_name="saved_filters")
    path = models.CharField(max_length=200)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "by", "path", Upper("name"), name="saved_filter_once_in_any_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The list with these filters."""
        return f"{self.path}?{self.query}"
