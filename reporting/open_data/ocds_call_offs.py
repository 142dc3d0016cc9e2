"""The releases of call-offs: award and contract, then each change of its value, dates, supplier."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Sum

from contracts.models import CallOffContract, Commitment, Variation
from contracts.models.direct import Route
from mdps.core.money import ZERO
from reporting.open_data.ocds_parts import (
    BUYER,
    buyer,
    call_off_ocid,
    moment,
    money,
    organisation,
    party,
    scheme_ocid,
)
from reporting.open_data.register import ABOVE
from reporting.open_data.words import description, title

OVER = (Commitment.Kind.TERMINATION, Commitment.Kind.UNAWARD)
AGREED = (Variation.Kind.DATES, Variation.Kind.NOVATION)
GREW = Q(commitments__kind__in=(Commitment.Kind.AWARD, Commitment.Kind.INCREASE))


def releases(day: dt.date) -> Iterator[dict[str, Any]]:
    """Of every call-off that was to cost more than £5,000.00 by the end of `day`. Four queries."""
    for contract in _published(day):
        parties = [buyer(), party(contract.supplier, "supplier", "tenderer")]
        award, *changes = contract.commitments.all()
        value = award.amount
        yield _first(contract, value, parties)
        events = [(line.on, line.pk, line) for line in changes] + [
            (varied.varied_on, 0, varied) for varied in contract.variations.all()
        ]
        for on, _, event in sorted(events, key=lambda each: each[:2]):
            value += event.amount if isinstance(event, Commitment) else ZERO
            yield _release(contract, on, _tag(event), parties) | {
                "contracts": [_contract(contract, value, event)]
            }


def _published(day: dt.date) -> QuerySet[CallOffContract]:
    lines = Commitment.objects.filter(on__lte=day).order_by("id")
    varied = Variation.objects.filter(varied_on__lte=day, kind__in=AGREED).order_by("id")
    return (
        CallOffContract.objects.filter(awarded_on__lte=day)
        .annotate(
            most=Sum("commitments__amount", filter=GREW & Q(commitments__on__lte=day), default=ZERO)
        )
        .filter(most__gt=ABOVE)
        .select_related("supplier", "service", "lot")
        .prefetch_related(
            Prefetch("commitments", lines),
            Prefetch("variations", varied.select_related("supplier")),
        )
        .order_by("awarded_on", "id")
    )


def _first(
    contract: CallOffContract, value: Decimal, parties: list[dict[str, Any]]
) -> dict[str, Any]:
    """The award, with the contract that it made, and how the supplier was chosen."""
    competitive = contract.route == Route.COMPETITION
    return _release(contract, contract.awarded_on, "award", parties, "contract") | {
        "tender": {
            "id": contract.reference,
            "title": title(contract),
            "status": "complete",
            "procuringEntity": BUYER,
            "procurementMethod": "selective" if competitive else "direct",
            "procurementMethodDetails": contract.get_route_display(),
            "competitive": competitive,
            "mainProcurementCategory": "services",
        },
        "awards": [
            {
                "id": f"{contract.reference}-award",
                "title": title(contract),
                "status": "active",
                "date": moment(contract.awarded_on),
                "value": money(value),
                "suppliers": [organisation(contract.supplier)],
            }
        ],
        "contracts": [_contract(contract, value) | {"dateSigned": moment(contract.awarded_on)}],
        "relatedProcesses": [
            {
                "id": "1",
                "relationship": ["framework"],
                "title": "Modified Dynamic Purchasing System",
                "scheme": "ocid",
                "identifier": scheme_ocid(),
            }
        ],
    }


def _contract(
    contract: CallOffContract, value: Decimal, event: Commitment | Variation | None = None
) -> dict[str, Any]:
    """The contract as it stood after `event`: its value, and how it changed in no free text."""
    found: dict[str, Any] = {
        "id": contract.reference,
        "awardID": f"{contract.reference}-award",
        "title": title(contract),
        "description": description(contract),
        "status": _status(event),
        "value": money(value),
        "period": {"startDate": moment(contract.starts_on), "endDate": moment(contract.ends_on)},
    }
    if event is None:
        return found
    words = event.get_kind_display()
    if isinstance(event, Variation):
        found["period"] = {"startDate": moment(event.starts_on), "endDate": moment(event.ends_on)}
        change = {"rationale": event.get_ground_display(), "date": moment(event.varied_on)}
        if event.kind == Variation.Kind.NOVATION:
            words = f"{words}: {event.supplier.name}"
    else:
        change = {"date": moment(event.on)}
    kind = "variation" if isinstance(event, Variation) else "line"
    return found | {"amendments": [{"id": f"{kind}-{event.pk}", "description": words} | change]}


def _status(event: Commitment | Variation | None) -> str:
    if isinstance(event, Commitment) and event.kind == Commitment.Kind.UNAWARD:
        return "cancelled"
    if isinstance(event, Commitment) and event.kind == Commitment.Kind.TERMINATION:
        return "terminated"
    return "active"


def _tag(event: Commitment | Variation) -> str:
    if isinstance(event, Commitment) and event.kind in OVER:
        return "contractTermination"
    return "contractAmendment"


def _release(
    contract: CallOffContract, on: dt.date, tag: str, parties: list[dict[str, Any]], *tags: str
) -> dict[str, Any]:
    return {
        "ocid": call_off_ocid(contract.reference),
        "date": moment(on),
        "tag": [tag, *tags],
        "initiationType": "tender",
        "language": "en",
        "buyer": BUYER,
        "parties": parties,
    }
