"""Admissions against the applications and suspensions that they rest on."""

from collections.abc import Iterator

from django.db.models import F

from mdps.core.integrity import check
from suppliers.models import Admission


@check("Admissions")
def each_rests_on_its_application() -> Iterator[str]:
    """Of the same supplier and lot, and admitted."""
    rows = Admission.objects.select_related("application", "supplier", "lot").order_by("pk")
    for each in rows.exclude(
        application__supplier=F("supplier"),
        application__lot=F("lot"),
        application__state="admitted",
    ):
        yield f"{each} (admission {each.pk}) does not rest on an application that was admitted."


@check("Admissions")
def who_is_suspended_has_a_suspension() -> Iterator[str]:
    """A suspended admission has a suspension that began."""
    rows = Admission.objects.select_related("supplier", "lot").order_by("pk")
    for each in rows.filter(state="suspended", suspensions=None):
        yield f"{each} (admission {each.pk}) is suspended without a suspension."
