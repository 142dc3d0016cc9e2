"""What the record of a contract from before this service does not show. Append-only."""

from django.db import models
from django.db.models.functions import Now

from contracts.models.contract import CallOffContract


class HistoricalException(models.Model):
    """A rule of today's gate that a contract carried over does not show to have been kept.

    `code` is that of the rule's refusal, `demand` what the rule asks for, in the words of the day
    on which the contract was carried over, `source` where it comes from.
    """

    contract = models.ForeignKey(
        CallOffContract, models.PROTECT, related_name="historical_exceptions"
    )
    code = models.CharField(max_length=40)
    demand = models.TextField()
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "code"], name="one_historical_exception_a_rule"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.contract}"
