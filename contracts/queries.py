"""Who may see which contract, and what waits to be awarded."""

import datetime as dt

from django.db.models import Q, QuerySet, Subquery

from contracts.models import CallOffContract, SeparatenessRecord, SpotPurchase
from contracts.providers import key_of
from mdps.core.models import User
from mdps.core.permissions import Permission
from referrals.models import RequestLine
from suppliers.models import Supplier


def contracts_visible_to(user: User) -> QuerySet[CallOffContract]:
    """All of them to those who read contracts; to a provider those it was awarded or delivers."""
    contracts = CallOffContract.objects.select_related("supplier", "lot", "service")
    if Permission.CONTRACT_READ in user.permissions:
        return contracts
    own = Subquery(Supplier.objects.filter(accounts__user=user).values("pk")[:1])
    return contracts.filter(Q(supplier=own) | Q(delivered_by=own))  # one index each


def past_their_end(on: dt.date) -> Q:
    """Call-offs whose last day was before `on` and which nobody has completed or ended.

    What they did not deliver stays committed under the cap until somebody does.
    """
    return Q(state__in=CallOffContract.LIVE, ends_on__lt=on)


def spot_purchases_visible_to(user: User) -> QuerySet[SpotPurchase]:
    """All of them to those who read contracts; others see them on their own requests only."""
    purchases = SpotPurchase.objects.select_related("service", "category", "team", "line")
    return purchases if Permission.CONTRACT_READ in user.permissions else purchases.none()


def supplier_named(name: str) -> Supplier | None:
    """The supplier of the scheme that `name` means, however it is written; None where two might.

    One query of all suppliers: there are some hundreds of them.
    """
    wanted = key_of(name)
    found = [each for each in Supplier.objects.all() if key_of(each.name) == wanted]
    return found[0] if len(found) == 1 else None


def approved_lines() -> QuerySet[RequestLine]:
    """Lines that the panel approved, whatever has become of them since."""
    return RequestLine.objects.filter(approved_until__isnull=False).select_related(
        "service__lot", "request__team"
    )


def open_lines() -> QuerySet[RequestLine]:
    """Those that are not fully met."""
    return approved_lines().filter(state__in=RequestLine.OPEN)


def lines_to_award(user: User, on: dt.date) -> QuerySet[RequestLine]:
    """Open lines of which something may be awarded on the day `on`, for those who award.

    Not one's own requests.
    """
    if Permission.CONTRACT_AWARD not in user.permissions:
        return RequestLine.objects.none()
    not_expired = Q(approved_until__gte=on) | Q(released_until__gte=on, released_amount__gt=0)
    lines = open_lines().select_related("request__court")
    return lines.filter(~Q(request__requester=user), not_expired)


def lines_for_increase(contract: CallOffContract) -> QuerySet[RequestLine]:
    """Approved lines, not fully used, of the same case and service: what may be added to it."""
    return (
        open_lines()
        .filter(
            request__case_reference=contract.line.request.case_reference,
            service=contract.service_id,
        )
        .order_by("id")
    )


def direct_awards_between(first: dt.date, last: dt.date) -> QuerySet[CallOffContract]:
    """Direct awards that needed authorisation, from `first` to `last` inclusive, oldest first.

    The register that goes to Audit and Governance each year.
    """
    return (
        CallOffContract.objects.filter(authorisation__isnull=False, awarded_on__range=(first, last))
        .select_related("supplier", "service", "lot", "authorisation")
        .order_by("awarded_on", "id")
    )


def separated_between(first: dt.date, last: dt.date) -> QuerySet[SeparatenessRecord]:
    """What was recorded as separate from `first` to `last` inclusive, for the annual report."""
    return (
        SeparatenessRecord.objects.filter(recorded_on__range=(first, last))
        .select_related("supplier", "line__service", "recorded_by")
        .prefetch_related("contracts")
        .order_by("recorded_on", "id")
    )


def running_of(supplier: Supplier) -> QuerySet[CallOffContract]:
    """What a supplier still has to deliver."""
    return CallOffContract.objects.filter(
        delivered_by=supplier, state__in=CallOffContract.LIVE
    ).select_related("service", "lot", "line__request")
