"""Reading the scheme and its lots."""

from django.db.models import Prefetch, QuerySet

from lots.models import Lot, Scheme, SelectionCriterion, Service


def current_scheme() -> Scheme:
    """The scheme the council runs. There is one."""
    return Scheme.objects.order_by("-operational_from").first()  # type: ignore[return-value]


def lots_with_services() -> QuerySet[Lot]:
    """The lots in order, each with its services and criteria. Three queries."""
    return Lot.objects.prefetch_related(
        Prefetch("services", Service.objects.select_related("category")),
        Prefetch("criteria", SelectionCriterion.objects.order_by("number")),
    )
