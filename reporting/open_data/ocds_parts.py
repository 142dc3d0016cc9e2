"""What every release is made of: identifiers, organisations, amounts and moments."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.conf import settings

from mdps.core import clock
from reporting.open_data.words import organisation_id
from suppliers.models import Supplier

BUYER_SCHEME, BUYER_ID = "GB-LAE", "GLS"
BUYER = {"id": f"{BUYER_SCHEME}-{BUYER_ID}", "name": settings.MDPS_COUNCIL}


def scheme_ocid() -> str:
    """The process of the scheme itself."""
    return f"{settings.MDPS_OCID_PREFIX}-mdps"


def call_off_ocid(reference: str) -> str:
    """The process of one call-off."""
    return f"{settings.MDPS_OCID_PREFIX}-mdps-{reference}"


def buyer() -> dict[str, Any]:
    """The council, as a party."""
    identifier = {"scheme": BUYER_SCHEME, "id": BUYER_ID, "legalName": BUYER["name"]}
    return BUYER | {"identifier": identifier, "roles": ["buyer", "procuringEntity"]}


def organisation(supplier: Supplier) -> dict[str, Any]:
    """A supplier as it is referred to."""
    scheme, number = organisation_id(supplier)
    return {"id": f"{scheme}-{number}", "name": supplier.name}


def party(supplier: Supplier, *roles: str) -> dict[str, Any]:
    """A supplier as a party: its name and its number in a public register; no address."""
    scheme, number = organisation_id(supplier)
    return organisation(supplier) | {
        "identifier": {"scheme": scheme, "id": number, "legalName": supplier.name},
        "roles": list(roles),
    }


def money(amount: Decimal) -> dict[str, str]:
    """GBP ex VAT; the amount becomes a number when it is written."""
    return {"amount": f"{amount:.2f}", "currency": "GBP"}


def moment(day: dt.date) -> str:
    """The beginning of a day in Europe/London, RFC 3339 with its zone."""
    return clock.start_of(day).astimezone(clock.LONDON).isoformat(timespec="seconds")


def without_nothing(value: Any) -> Any:
    """`value` without empty texts, lists and objects in it: the standard wants them left out."""
    if isinstance(value, dict):
        pruned = {name: without_nothing(part) for name, part in value.items()}
        return {name: part for name, part in pruned.items() if part not in ("", [], {}, None)}
    if isinstance(value, list):
        return [without_nothing(part) for part in value]
    return value
