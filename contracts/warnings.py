"""Warnings as the cap is used up: at 75%, 90% and 95% of it, once each.

A share is reached with the exact penny: £7,875,000.00 of £10.5m is 75%, a penny less is not.
"""

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse

from contracts.limit_decisions import limits_since
from lots.models import Scheme
from mdps.core import notices, reminders
from mdps.core.models import User
from mdps.core.money import gbp, gbp_short
from mdps.core.roles import RoleKey

SHARES = (75, 90, 95)
TOLD = (RoleKey.COMMISSIONING_MANAGER, RoleKey.FINANCE_OFFICER, RoleKey.LEADERSHIP)


def reached(committed: Decimal, cap: Decimal) -> Iterator[int]:
    """The shares of the cap, in percent, that `committed` has reached; equal is reached."""
    for share in SHARES:
        if committed * 100 >= cap * share:
            yield share


def warn(scheme: Scheme) -> None:
    """Tell who answers for the cap of every share reached that they were not told of yet.

    Called inside the transaction that committed: if it rolls back, nobody was told. Once for each
    share and cap: when Cabinet changes the cap, they are told again.
    """
    if not (shares := list(reached(scheme.committed, scheme.cap))):
        return
    since = limits_since(scheme)
    for share in shares:
        if reminders.first_time(f"cap-{share}", scheme, since):
            notices.tell(
                User.objects.holding(*TOLD),
                f"{share}% of the {gbp_short(scheme.cap)} cap is committed: "
                f"{gbp(scheme.headroom)} is left",
                url=reverse("contracts:headroom"),
            )
