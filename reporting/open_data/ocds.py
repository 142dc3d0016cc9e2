"""The scheme and its call-offs as a release package of the Open Contracting Data Standard 1.1.5.

The scheme is one process, a dynamic purchasing system with its lots. Each admission to a lot is an
award of it, never a contract; who leaves has that award cancelled. Each call-off above £5,000 is a
process of its own that names the scheme as its framework. Identifiers never change.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from lots.models import Lot, Scheme
from lots.queries import current_scheme
from mdps.core import clock
from reporting.open_data import ocds_call_offs
from reporting.open_data.ocds_parts import (
    BUYER,
    buyer,
    moment,
    money,
    organisation,
    party,
    scheme_ocid,
    without_nothing,
)
from suppliers.models import Admission

AMOUNT = re.compile(r'"amount": "(-?\d+\.\d\d)"')


def package(as_at: dt.datetime) -> dict[str, Any]:
    """Everything that is published up to the day of `as_at`, inclusive."""
    day = as_at.astimezone(clock.LONDON).date()
    return {
        "uri": f"{settings.MDPS_SITE_URL}/open-data/ocds.json",
        "version": "1.1",
        "publishedDate": as_at.astimezone(clock.LONDON).isoformat(timespec="seconds"),
        "publisher": {"name": settings.MDPS_COUNCIL, "scheme": "GB-LAE", "uid": "GLS"},
        "releases": [*_numbered(_scheme(day)), *_numbered(ocds_call_offs.releases(day))],
    }


def as_json(package: dict[str, Any]) -> str:
    """The package as text; amounts, which are exact to the penny, as numbers."""
    return AMOUNT.sub(r'"amount": \1', json.dumps(package, ensure_ascii=False, indent=1)) + "\n"


def _numbered(releases: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each release with its id: the process and its place among the releases of it."""
    places: dict[str, int] = {}
    for release in releases:
        ocid = release["ocid"]
        places[ocid] = places.get(ocid, 0) + 1
        yield without_nothing({"id": f"{ocid}-{places[ocid]}"} | release)


def _scheme(day: dt.date) -> Iterator[dict[str, Any]]:
    """The tender of the scheme, then who joined and left, by their days."""
    scheme = current_scheme()
    if scheme.operational_from > day:
        return
    yield _tender(scheme)
    events = sorted(_joined_and_left(day), key=lambda event: (event[0], event[1]))
    for on, _, tag, admission in events:
        yield _release(on, tag, parties=[buyer(), party(admission.supplier, "supplier")]) | {
            "awards": [_award(admission, cancelled=tag == "awardUpdate")]
        }


def _joined_and_left(day: dt.date) -> Iterator[tuple[dt.date, int, str, Admission]]:
    """(day, order, tag, admission): the last day of a place is still one of it."""
    admissions = Admission.objects.select_related("supplier", "lot").order_by("id")
    for admission in admissions.filter(admitted_on__lte=day):
        yield admission.admitted_on, 2 * admission.pk, "award", admission
        if admission.ended_on and admission.ended_on <= day:
            yield admission.ended_on, 2 * admission.pk + 1, "awardUpdate", admission


def _tender(scheme: Scheme) -> dict[str, Any]:
    title = scheme.name
    return _release(scheme.operational_from, "tender", parties=[buyer()]) | {
        "tender": {
            "id": scheme_ocid(),
            "title": title,
            "description": "Professional services in children’s social care, called off by lot",
            "status": "active",
            "procuringEntity": BUYER,
            "value": money(scheme.cap),
            "procurementMethod": "selective",
            "procurementMethodDetails": "Modified dynamic purchasing system",
            "mainProcurementCategory": "services",
            "tenderPeriod": {
                "startDate": moment(scheme.operational_from),
                "endDate": moment(scheme.last_award_day),
            },
            "lots": [
                {
                    "id": str(lot.number),
                    "title": lot.name,
                    "description": lot.description,
                    "status": "active",
                }
                for lot in Lot.objects.all()
            ],
            "techniques": {
                "hasDynamicPurchasingSystem": True,
                "dynamicPurchasingSystem": {"type": "closed"},
            },
        }
    }


def _award(admission: Admission, *, cancelled: bool) -> dict[str, Any]:
    return {
        "id": f"admission-{admission.pk}",
        "title": f"Admission to {admission.lot.short}",
        "status": "cancelled" if cancelled else "active",
        "date": moment(admission.admitted_on),
        "suppliers": [organisation(admission.supplier)],
        "relatedLots": [str(admission.lot.number)],
    }


def _release(on: dt.date, tag: str, *, parties: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "ocid": scheme_ocid(),
        "date": moment(on),
        "tag": [tag],
        "initiationType": "tender",
        "language": "en",
        "buyer": BUYER,
        "parties": parties,
    }
