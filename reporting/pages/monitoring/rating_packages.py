"""The social worker's pages: packages that have ended, and rating one in under a minute."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.models import CallOffContract
from mdps.core import cells, clock
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import ListFilter, SearchFilter
from mdps.core.permissions import Permission
from mdps.core.rules import Refusal
from mdps.core.ui import Cell, Empty, Link, Row
from mdps.core.words import day
from reporting.monitoring.forms import PackageForm
from reporting.monitoring.rate_package import (
    QUESTIONS,
    ended_packages,
    rate_package,
    refusals_against_rating,
)
from reporting.pages.monitoring.reading import WherePossible


class PackageFilter(ListFilter):
    supplier = SearchFilter("delivered_by__name", label="Supplier")
    rated = django_filters.ChoiceFilter(
        choices=[("no", "To be rated"), ("yes", "Rated")], label="Rating", method="is_rated"
    )

    class Meta:
        model = CallOffContract
        fields = ("supplier", "rated")

    def is_rated(self, packages: QuerySet, name: str, value: str) -> QuerySet:
        return packages.filter(package_rating__isnull=value == "no")


class EndedPackages(ListPage):
    permissions = (Permission.PACKAGE_RATE,)
    title = "Packages that have ended"
    lead = "Say how each went. It takes less than a minute, and helps the next family."
    sort = "-ends_on"
    filterset_class = PackageFilter
    empty = Empty(
        "Nothing has ended yet", "A package comes here when its call-off is completed or ended."
    )
    columns = (
        Column("Call-off", lambda each: Cell(each.reference)),
        Column("Service", lambda each: each.service.name),
        Column("Supplier", lambda each: each.delivered_by.name),
        Column(
            "Request",
            lambda each: Cell(
                each.line.request.reference, url=each.line.request.get_absolute_url()
            ),
        ),
        Column("Last day", lambda each: cells.date(each.ends_on), sort="ends_on"),
        Column("Rating", lambda each: rated(each)),
    )

    def rows(self) -> QuerySet:
        return ended_packages(self.user)


def rated(each: Any) -> Cell:
    """When it was rated, or the way to rate it."""
    if found := getattr(each, "package_rating", None):
        return Cell(f"Rated on {day(found.rated_on)}", raw=found.rated_on)
    return Cell("Rate it", url=reverse("monitoring:rate-package", args=[each.pk]))


class RatePackage(WherePossible):
    permission = Permission.PACKAGE_RATE
    form_class = PackageForm

    def against(self) -> list[Refusal]:
        return refusals_against_rating(self.record)

    def find(self, pk: int) -> CallOffContract:
        return get_object_or_404(ended_packages(self.user), pk=pk)

    def content(self) -> dict[str, Any]:
        package = self.record
        return super().content() | {
            "title": "How did it go?",
            "caption": f"{package.reference}, {package.line.request.reference}",
            "figures": [
                Row("Supplier", package.delivered_by.name),
                Row("Service", package.service.name),
                Row("Delivered", f"{day(package.starts_on)} to {day(package.ends_on)}"),
            ],
            "cancel": Link("Not now", reverse("monitoring:packages")),
        }

    def act(self, form: PackageForm) -> str:
        data = form.cleaned_data
        rate_package(
            self.record,
            marks={key: int(data[key]) for key, _ in QUESTIONS},
            remark=data["remark"],
            by=self.user,
            on=clock.today(),
        )
        self.say(f"Thank you. {self.record.reference} is rated.")
        return reverse("monitoring:packages")
