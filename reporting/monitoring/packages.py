"""The packages of support that a half year is monitored by, and how each of them went.

A package belongs to the supplier that delivers it. It ran in the period if something of it was
to be delivered then: from its first day to its last, or to the day on which it was ended early.
What was un-awarded or released as a whole is none. Days are inclusive, prices GBP ex VAT.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce, Least

from contracts.models import CallOffContract, Delivery, Variation
from reporting.periods import Period
from suppliers.models import RateLine

State = CallOffContract.State
OVER = (State.COMPLETED, State.TERMINATED)
# A first delivery within so many days after the agreed start is on time.
ON_TIME_WITHIN = dt.timedelta(days=7)


def ran_in(period: Period) -> QuerySet[Any]:
    """The packages that ran in `period`, each with `over_on`: its last day of delivery."""
    over_on = Case(
        When(state__in=OVER, then=Least(F("ends_on"), F("state_since"))), default=F("ends_on")
    )
    return (
        CallOffContract.objects.exclude(state=State.UNAWARDED)
        .annotate(over_on=over_on)
        .alias(net=Sum("commitments__amount"))
        .filter(net__gt=0, starts_on__lt=period.end, over_on__gte=period.start)
    )


def packages_by_supplier(period: Period, *, on: dt.date) -> dict[int, list[dict[str, Any]]]:
    """Supplier id -> its packages of `period` as plain JSON, the earliest first, as known on the
    day `on`. Four queries, however many there are.
    """
    contracts = list(ran_in(period).select_related("service", "lot").order_by("starts_on", "id"))
    ids = [each.pk for each in contracts]
    varied = dict(
        Variation.objects.filter(contract__in=ids)
        .order_by()
        .values_list("contract")
        .annotate(units=Sum("units"))
    )
    delivered = _delivered(ids, period)
    cards = _cards(contracts)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for each in contracts:
        card = cards.get((each.supplier_id, each.service_id, each.awarded_on))
        ordered = each.units + varied.get(each.pk, 0)
        found[each.delivered_by_id].append(
            _plain(each, period, ordered, delivered.get(each.pk, {}), card, on)
        )
    return dict(found)


def _delivered(ids: list[int], period: Period) -> dict[int, dict[str, Any]]:
    """Contract id -> what was delivered and missed up to the end of the period and in it."""
    within = Q(until__gte=period.start)
    rows: Any = (
        Delivery.objects.filter(contract__in=ids, until__lt=period.end)
        .order_by()
        .values("contract")
        .annotate(
            to_date=Coalesce(Sum("units"), 0),
            in_period=Coalesce(Sum("units", filter=within), 0),
            missed=Coalesce(Sum("missed", filter=within), 0),
            first=Min("since", filter=Q(units__gt=0)),
        )
    )
    return {row.pop("contract"): row for row in rows}


def _cards(contracts: Iterable[CallOffContract]) -> dict[tuple[int, int, dt.date], Decimal]:
    """(supplier, service, day of award) -> the price on the card that day. One query."""
    wanted = {(each.supplier_id, each.service_id, each.awarded_on) for each in contracts}
    lines = RateLine.objects.filter(
        supplier__in={supplier for supplier, _, _ in wanted},
        service__in={service for _, service, _ in wanted},
    )
    by_item: dict[tuple[int, int], list[RateLine]] = defaultdict(list)
    for line in lines:
        by_item[line.supplier_id, line.service_id].append(line)
    return {
        (supplier, service, on): line.unit_price
        for supplier, service, on in wanted
        for line in by_item[supplier, service]
        if line.effective_from <= on and (line.effective_to is None or on <= line.effective_to)
    }


def _plain(
    contract: Any,
    period: Period,
    ordered: int,
    delivered: dict[str, Any],
    card: Decimal | None,
    on: dt.date,
) -> dict[str, Any]:
    """One package as the return keeps it: references and figures, nothing about the child."""
    return {
        "contract": contract.reference,
        "service": contract.service.name,
        "lot": contract.lot.number,
        "starts_on": str(contract.starts_on),
        "ends_on": str(contract.over_on),
        "live": contract.over_on >= period.end,
        "ordered": ordered,
        "delivered": delivered.get("to_date", 0),
        "delivered_in_period": delivered.get("in_period", 0),
        "missed": delivered.get("missed", 0),
        "start": started(contract.starts_on, delivered.get("first"), period, on=on),
        "unit_price": f"{contract.unit_price:.2f}",
        "card_price": None if card is None else f"{card:.2f}",
    }


def started(agreed: dt.date, first: dt.date | None, period: Period, *, on: dt.date) -> str:
    """How a package kept to its first day: `on_time`, `late`, `to_come` or, where it was not to
    start in the period, nothing.

    On time is a first delivery up to seven days after the agreed day (the seventh counts). Late
    is a later one, or none once these days are over by the day `on`.
    """
    if not period.start <= agreed < period.end:
        return ""
    last = agreed + ON_TIME_WITHIN
    if first is not None:
        return "on_time" if first <= last else "late"
    return "late" if on > last else "to_come"
