"""What the service knows of a supplier when a round is opened: the figures of its return.

Frozen as plain JSON. Everything is gathered for all suppliers at once, in a fixed number of
queries.
"""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Q

from lots.models import Lot, LotVersion
from lots.queries import in_force
from reporting.monitoring.packages import packages_by_supplier
from reporting.periods import Period
from suppliers.models import Admission, AdmissionSuspension, Application, Supplier
from suppliers.queries import verified
from suppliers.questions import SOCIAL_VALUE

Figures = dict[str, Any]


def prefilled(period: Period, *, on: dt.date) -> dict[Supplier, Figures]:
    """Each supplier with a package in `period`, by its name, and the figures of its return as
    known on the day `on`. A fixed number of queries.
    """
    packages = packages_by_supplier(period, on=on)
    suppliers = list(Supplier.objects.filter(pk__in=packages).order_by("name", "pk"))
    suspensions, expiring = _suspensions(period, packages), _expiring(period, packages)
    commitments, standards = _commitments(packages), _standards(period)
    lots = _lots_of(period, packages)
    return {
        each: {
            "packages": packages[each.pk],
            "totals": totals(packages[each.pk]),
            "suspensions": suspensions[each.pk],
            "evidence_expiring": expiring[each.pk],
            "commitment": commitments.get(each.pk, ""),
            "standards": [
                standards[number] for number in sorted(lots[each.pk]) if number in standards
            ],
            "alone": each.kind == Supplier.Kind.SOLE_TRADER,
        }
        for each in suppliers
    }


def totals(packages: list[dict[str, Any]]) -> dict[str, int]:
    """The sums of a supplier's packages."""
    priced = [each for each in packages if each["card_price"] is not None]
    starts = [each["start"] for each in packages]
    return {
        "live": sum(each["live"] for each in packages),
        "ended": sum(not each["live"] for each in packages),
        "ordered": sum(each["ordered"] for each in packages),
        "delivered": sum(each["delivered"] for each in packages),
        "delivered_in_period": sum(each["delivered_in_period"] for each in packages),
        "missed": sum(each["missed"] for each in packages),
        "on_time": starts.count("on_time"),
        "late": starts.count("late"),
        "at_the_card": sum(_price(each) == _card(each) for each in priced),
        "below_the_card": sum(_price(each) < _card(each) for each in priced),
        "above_the_card": sum(_price(each) > _card(each) for each in priced),
    }


def _price(package: dict[str, Any]) -> int:
    """The agreed price of one unit in pence."""
    return int(package["unit_price"].replace(".", ""))


def _card(package: dict[str, Any]) -> int:
    return int(package["card_price"].replace(".", ""))


def _suspensions(period: Period, suppliers: Any) -> dict[int, list[dict[str, Any]]]:
    """Suspensions for safeguarding that ran for a day at least in the period."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    running = Q(resumes_on=None) | Q(resumes_on__gt=period.start)
    rows = (
        AdmissionSuspension.objects.filter(
            running,
            kind=AdmissionSuspension.Kind.SAFEGUARDING,
            starts_on__lt=period.end,
            admission__supplier__in=list(suppliers),
        )
        .select_related("admission__lot")
        .order_by("starts_on", "id")
    )
    for each in rows:
        if each.resumes_on != each.starts_on:
            found[each.admission.supplier_id].append(
                {
                    "lot": each.admission.lot.number,
                    "starts_on": str(each.starts_on),
                    "resumes_on": str(each.resumes_on) if each.resumes_on else None,
                }
            )
    return found


def _expiring(period: Period, suppliers: Any) -> dict[int, list[dict[str, Any]]]:
    """Verified evidence whose last valid day lies in the half year after the period."""
    after = period.next_half
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = verified().filter(
        supplier__in=list(suppliers), expires_on__gte=after.start, expires_on__lt=after.end
    )
    for each in rows.order_by("expires_on", "kind", "id"):
        found[each.supplier_id].append(
            {"kind": each.get_kind_display(), "expires_on": str(each.expires_on)}
        )
    return found


def _commitments(suppliers: Any) -> dict[int, str]:
    """What each supplier promised beyond its services in the latest application it was admitted
    by (CR ¶22)."""
    admitted = Application.objects.filter(
        state=Application.State.ADMITTED, supplier__in=list(suppliers)
    )
    return {
        each.supplier_id: said
        for each in admitted.order_by("decided_on", "id")
        for part in each.answers
        if part["title"] == SOCIAL_VALUE.title
        for _, said in part["rows"]
        if said
    }


def _standards(period: Period) -> dict[int, dict[str, Any]]:
    """Lot number -> the minimum service standards in force on the last day of the period."""
    return {
        version.lot.number: {
            "lot": version.lot.number,
            "version": version.number,
            "clauses": [
                {"number": each.number, "heading": each.heading, "text": each.text}
                for each in version.clauses.all()
            ],
        }
        for (_, kind), version in in_force(period.last_day).items()
        if kind == LotVersion.Kind.STANDARDS
    }


def _lots_of(period: Period, packages: dict[int, list[dict[str, Any]]]) -> dict[int, set[int]]:
    """Supplier id -> the numbers of the lots it delivered for, or was on at the period's end."""
    numbers = dict(Lot.objects.values_list("pk", "number"))
    found = {supplier: {each["lot"] for each in rows} for supplier, rows in packages.items()}
    on_it = Admission.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=period.last_day),
        supplier__in=list(packages),
        admitted_on__lt=period.end,
    )
    for supplier, lot in on_it.values_list("supplier", "lot"):
        found[supplier].add(numbers[lot])
    return found
