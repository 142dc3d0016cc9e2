"""The register of contracts above £5,000, by quarter, with the fields of the Local Government
Transparency Code 2015: one line for each contract."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from contracts.models import CallOffContract
from contracts.models.direct import Route
from mdps.core.money import ZERO
from panel import packages
from reporting.open_data.words import (
    DEPARTMENT,
    description,
    registered_number,
    supplier_details,
    title,
    yes,
)
from reporting.periods import Period

ABOVE = Decimal("5000.00")
INVITED = {
    Route.COMPETITION: "Invitation to quote",
    Route.DIRECT: "No: direct award to a supplier that was admitted after a published invitation",
}
COLUMNS = (
    "Reference number",
    "Title of agreement",
    "Local authority department responsible",
    "Description of the goods and/or services being provided",
    "Supplier name and details",
    "Sum to be paid over the length of the contract",
    "Value Added Tax that cannot be recovered",
    "Start date",
    "End date",
    "Review date",
    "Result of an invitation to quote or a published invitation to tender",
    "Small or medium-sized enterprise",
    "Voluntary or community sector organisation",
    "Registration number",
)


def contracts(period: Period) -> QuerySet[Any]:
    """The call-offs awarded in `period` that came to more than £5,000.00 at its end, GBP ex VAT.

    What a contract came to is every line of the ledger up to the last day, as `net`; what was
    un-awarded by then came to nothing.
    """
    by_then = Q(commitments__on__lt=period.end)
    return (
        CallOffContract.objects.filter(awarded_on__gte=period.start, awarded_on__lt=period.end)
        .annotate(net=Sum("commitments__amount", filter=by_then, default=ZERO))
        .filter(net__gt=ABOVE)
        .select_related("supplier", "service", "lot")
        .order_by("awarded_on", "id")
    )


def lines(period: Period) -> Iterator[tuple[object, ...]]:
    """A line for each contract, in the order of COLUMNS. Two queries."""
    before_end = dt.timedelta(weeks=packages.review_weeks(period.last_day))
    for contract in contracts(period):
        yield (
            contract.reference,
            title(contract),
            DEPARTMENT,
            description(contract),
            supplier_details(contract.supplier),
            contract.net,
            ZERO,
            contract.starts_on,
            contract.ends_on,
            max(contract.starts_on, contract.ends_on - before_end),
            INVITED[Route(contract.route)],
            yes(contract.supplier.is_sme),
            yes(contract.supplier.is_vcse),
            registered_number(contract.supplier),
        )
