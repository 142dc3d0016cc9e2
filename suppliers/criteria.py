"""Which criteria an application is made and judged by: those of one version (CR 3)."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from lots.models import Lot, LotVersion, SelectionCriterion
from lots.queries import criteria_on
from mdps.core import clock
from suppliers.models import Application, Judgement


def version_for(application: Application) -> LotVersion | None:
    """The version it was submitted under; while it is a draft, the one in force today."""
    return application.criteria_version or criteria_on(application.lot, clock.today())


def criteria_of(application: Application) -> QuerySet[SelectionCriterion]:
    """The criteria it is judged by, in the order of their numbers."""
    version = version_for(application)
    return SelectionCriterion.objects.filter(version=version).order_by("number")


def criteria_in_force(lot: Lot, on: dt.date) -> QuerySet[SelectionCriterion]:
    """What a supplier who applies on the day `on` has to show."""
    version = criteria_on(lot, on)
    return SelectionCriterion.objects.filter(version=version).order_by("number")


def findings(applications: Iterable[Application]) -> dict[int, list[Judgement]]:
    """The latest judgement on each criterion, by application, in their order. One query."""
    latest = (
        Judgement.objects.filter(application__in=applications)
        .select_related("criterion", "judged_by")
        .order_by("application_id", "criterion_id", "-id")
        .distinct("application_id", "criterion_id")
    )
    found: dict[int, list[Judgement]] = {}
    for each in sorted(latest, key=lambda judgement: judgement.criterion.number):
        found.setdefault(each.application_id, []).append(each)
    return found


def findings_of(application: Application) -> list[Judgement]:
    """The latest judgement on each criterion of one application, in the criteria's order."""
    return findings([application]).get(application.pk, [])
