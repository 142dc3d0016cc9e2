"""Suppliers, their places on lots, and the prices of some."""

import datetime as dt

from bench.data.many import Many
from bench.data.terms import FIRST, PRICED, TODAY, First, services
from lots.models import Lot
from mdps.core.models import CaseKey
from suppliers.models import Admission, Application, RateLine, Supplier

TABLES = (CaseKey, Supplier, Application, Admission, RateLine)


def make(many: Many, first: First, count: int) -> None:
    """Each on two lots since the scheme began; the first sixty with a price for every service."""
    supplier = first.contract.supplier
    admission, lots = supplier.admissions.get(), list(Lot.objects.order_by("pk"))
    key = "md5('supplier ' || n)::uuid"
    many.copies(CaseKey.objects.get(pk=supplier.case_key_id), 1, count, id=key)
    many.copies(
        supplier,
        1,
        count,
        id=f"{FIRST} + n",
        case_key_id=key,
        name="'Supplier ' || lpad(n::text, 6, '0')",
        registered_number="''",
        registered_on=f"DATE '2022-06-01' + (n % {(TODAY - dt.date(2022, 6, 1)).days})::int",
    )
    for turn, lot in enumerate(lots[:2], start=1):
        place = {
            "id": f"{turn * 10_000_000} + n",
            "supplier_id": f"{FIRST} + n",
            "lot_id": f"{lot.pk}",
        }
        version = lot.versions.order_by("pk").first()
        many.copies(
            admission.application,
            1,
            count,
            **place,
            criteria_version_id=str(version.pk) if version else "NULL",
        )
        many.copies(admission, 1, count, **place, application_id=f"{turn * 10_000_000} + n")
    for turn, service in enumerate(services()):
        many.copies(
            supplier.rate_lines.get(),
            1,
            PRICED,
            id=f"{(turn + 1) * 10_000} + n",
            supplier_id=f"{FIRST} + n",
            service_id=f"{service.pk}",
            unit_price="1000 + n % 40",
        )
