"""What the author says about a report's figures, kept apart from them."""

from django.db import models
from django.db.models import Q

from mdps.core.models import User
from reporting.models.report import Report


class Commentary(models.Model):
    """One wording of it; the latest counts, and none is ever taken away. Append-only.

    Plain words: nothing in it is markup, and nothing it names is fetched.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="commentaries")
    text = models.TextField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "commentaries"
        constraints = [
            models.CheckConstraint(name="commentary_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Commentary on {self.report}"
