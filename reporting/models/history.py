"""Requested and approved before the scheme began, as reported to Cabinet (CR ¶8)."""

from django.db import models
from django.db.models import Q

from lots.models import RequestCategory
from mdps.core.money import money_field


class PanelHistory(models.Model):
    """A line of the report's own table. VAT basis not stated, so shown as reported."""

    financial_year = models.CharField(max_length=7)
    category = models.ForeignKey(RequestCategory, models.PROTECT, related_name="history")
    requested = money_field()
    approved = money_field()

    class Meta:
        ordering = ["financial_year", "category__position"]
        constraints = [
            models.UniqueConstraint(fields=["financial_year", "category"], name="one_line_a_year"),
            models.CheckConstraint(
                name="history_is_not_negative", condition=Q(requested__gte=0, approved__gte=0)
            ),
            models.CheckConstraint(
                name="history_is_of_a_financial_year",
                condition=Q(financial_year__regex=r"^\d{4}-\d{2}$"),
            ),
        ]
        verbose_name_plural = "panel history"

    def __str__(self) -> str:
        return f"{self.financial_year}: {self.category}"
