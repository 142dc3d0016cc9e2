"""Who may see which contract, and what waits to be awarded."""

import datetime as dt

from django.db.models import Q, QuerySet

from contracts.models import CallOffContract, SpotPurchase
from mdps.core.models import User
from mdps.core.permissions import Permission
from referrals.models import RequestLine

OPEN = (RequestLine.State.APPROVED, RequestLine.State.PART_AWARDED)


def contracts_visible_to(user: User) -> QuerySet[CallOffContract]:
    """All of them to those who read contracts; to a provider its own only."""
    contracts = CallOffContract.objects.select_related("supplier", "lot", "service")
    if Permission.CONTRACT_READ in user.permissions:
        return contracts
    return contracts.filter(supplier__accounts__user=user)


def spot_purchases_visible_to(user: User) -> QuerySet[SpotPurchase]:
    """All of them to those who read contracts; others see them on their own requests only."""
    purchases = SpotPurchase.objects.select_related("line__service", "authorised_by")
    return purchases if Permission.CONTRACT_READ in user.permissions else purchases.none()


def approved_lines() -> QuerySet[RequestLine]:
    """Lines that the panel approved, whatever has become of them since."""
    return RequestLine.objects.filter(approved_until__isnull=False).select_related(
        "service__lot", "request__team"
    )


def open_lines() -> QuerySet[RequestLine]:
    """Those that are not fully met."""
    return approved_lines().filter(state__in=OPEN)


def lines_to_award(user: User, on: dt.date) -> QuerySet[RequestLine]:
    """Open lines whose approval has not expired, for those who award; not one's own requests."""
    if Permission.CONTRACT_AWARD not in user.permissions:
        return RequestLine.objects.none()
    return open_lines().filter(~Q(request__requester=user), approved_until__gte=on)
