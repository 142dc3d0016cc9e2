"""Bringing call-offs that end soon back to the panel, which says what becomes of them."""

import datetime as dt

from contracts.models import CallOffContract
from panel import packages


def bring_back_due(*, on: dt.date) -> int:
    """Bring back every call-off whose last day comes within the weeks of the panel's terms.

    How many were new: each comes back once for each last day it has. Safe to repeat. One that was
    awarded for a shorter time than those weeks comes back on the next morning.
    """
    last = on + dt.timedelta(weeks=packages.review_weeks(on))
    due = CallOffContract.objects.filter(state__in=CallOffContract.LIVE, ends_on__range=(on, last))
    return sum(
        packages.bring_back(
            contract.line, contract_reference=contract.reference, ends_on=contract.ends_on, on=on
        )
        for contract in due.select_related("line__request__requester").order_by("ends_on", "id")
    )
