"""The prices that an application proposed become the rate card on admission."""

import datetime as dt

from mdps.core.models import User
from suppliers.models import Application
from suppliers.rates import set_price


def hand_over(application: Application, *, by: User, on: dt.date) -> None:
    """Put each proposed price in force from the day `on`, inside the caller's transaction.

    A service that has a price already, or one to come, keeps it: whoever agreed it meant it.
    """
    priced = application.supplier.rate_lines.filter(effective_to=None).values("service")
    new = application.proposed_prices.exclude(service__in=priced)
    for proposed in new.select_related("service__lot"):
        set_price(
            application.supplier,
            proposed.service,
            proposed.unit_price,
            by=by,
            effective_from=on,
        )
