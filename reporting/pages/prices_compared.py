"""The awards behind the savings of the annual report, each with the prices it is held against."""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import DateField, Exists, F, Func, IntegerField, OuterRef, QuerySet

from contracts.models import CallOffContract, SpotPurchase
from lots.models import Service
from mdps.core import cells
from mdps.core.lists import Column, ListPage
from mdps.core.lists.filters import DayFilter, ListFilter
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Empty
from reporting.figures import savings
from reporting.pages.tabs import TABS

NOT_COMPARED = Cell("Not compared", numeric=True, raw="")
YES = [("yes", "Yes")]


class TwoYearsBefore(Func):
    """The same day two years earlier, or the last day of that month."""

    template = f"(%(expressions)s - interval '{savings.EARLIER} months')::date"
    output_field = DateField()


class AwardFilter(ListFilter):
    service = django_filters.ModelChoiceFilter(queryset=Service.objects.all(), label="Service")
    compared = django_filters.ChoiceFilter(
        label="Two suppliers or more had a price", choices=YES, method="that_were_compared"
    )
    bought_before = django_filters.ChoiceFilter(
        label="Bought outside before", choices=YES, method="that_were_bought_before"
    )
    since = DayFilter(field_name="awarded_on", lookup_expr="gte", label="Awarded from")
    until = DayFilter(field_name="awarded_on", lookup_expr="lte", label="Awarded to")

    class Meta:
        model = CallOffContract
        fields = ("service", "compared", "bought_before", "since", "until")

    def that_were_compared(self, awards: QuerySet, name: str, value: str) -> QuerySet:
        number = Func(F("comparison"), function="jsonb_array_length", output_field=IntegerField())
        return awards.alias(prices=number).filter(prices__gte=2)

    def that_were_bought_before(self, awards: QuerySet, name: str, value: str) -> QuerySet:
        """In the two years before the award, with units and not shared (figures.savings)."""
        earlier = SpotPurchase.objects.filter(
            service=OuterRef("service"),
            units__gt=0,
            line__full_amount=None,
            purchased_on__gte=TwoYearsBefore(OuterRef("awarded_on")),
            purchased_on__lt=OuterRef("awarded_on"),
        )
        return awards.filter(Exists(earlier))


class PricesCompared(ListPage):
    tabs = TABS
    permissions = (Permission.CONTRACT_READ,)
    title = "Prices of awards, compared"
    lead = (
        "What volume discounts took off, and how far each award is below the median of the prices "
        "on screen and below earlier spot prices; below nought where it was dearer. GBP ex VAT, at "
        "the council’s share."
    )
    sort = "-awarded_on"
    filterset_class = AwardFilter
    empty = Empty("No award yet", "Awards come here with the prices they were held against.")

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        return (
            Column("Call-off", lambda of: Cell(of.reference, url=of.get_absolute_url())),
            Column("Supplier", lambda of: of.supplier.name),
            Column("Service", lambda of: of.service.name),
            Column("Awarded", lambda of: cells.date(of.awarded_on), sort="awarded_on"),
            Column("Value", lambda of: cells.money(of.value), numeric=True),
            Column("Discounts", lambda of: cells.money(savings.discount(of.parts)), numeric=True),
            Column(
                "Below the median",
                lambda of: _difference(savings.below_the_median, _asked(of)),
                numeric=True,
            ),
            Column(
                "Below spot prices",
                lambda of: _difference(savings.below_spot, _asked(of), self.spot_prices),
                numeric=True,
            ),
        )

    @cached_property
    def spot_prices(self) -> savings.Prices:
        return savings.spot_prices()

    def rows(self) -> QuerySet:
        return savings.awards().select_related("supplier", "service").annotate(**savings.SHARE)


def _asked(contract: Any) -> dict[str, Any]:
    """What figures.savings asks of an award."""
    found = {name: getattr(contract, name) for name in (*savings.ASKED, *savings.SHARE)}
    return found | {"service": contract.service_id}


def _difference(of: Callable[..., Decimal | None], *given: Any) -> Cell:
    found = of(*given)
    return NOT_COMPARED if found is None else cells.money(found)
