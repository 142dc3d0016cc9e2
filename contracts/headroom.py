"""The headroom: now, at any past moment, and if everything approved or pending were awarded.

Two questions about the past have different answers. *As it stood on a day* counts every line of
that day or earlier, whenever it was written: an import of an old contract changes it. *As it was
known at a moment* counts only what was written by then: what somebody saw who looked. GBP ex VAT.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, Sum

from contracts.models import Commitment
from lots.models import Scheme
from mdps.core.money import ZERO
from referrals.models import RequestLine, SupportRequest

PENDING = (SupportRequest.State.ENDORSED, SupportRequest.State.ON_AGENDA)


@dataclass(frozen=True, kw_only=True)
class IfAwarded:
    """What would be left if everything approved or pending were awarded; may be below nothing."""

    committed: Decimal
    approved: Decimal  # approved by the panel, not expired, not awarded
    pending: Decimal  # asked for, endorsed or on the agenda, not decided
    cap: Decimal

    @property
    def headroom(self) -> Decimal:
        return self.cap - self.committed

    @property
    def left_after_approved(self) -> Decimal:
        return self.headroom - self.approved

    @property
    def left_after_all(self) -> Decimal:
        return self.left_after_approved - self.pending


def committed(
    scheme: Scheme, *, on: dt.date | None = None, known_at: dt.datetime | None = None
) -> Decimal:
    """What was committed, net, by lines that count for `on` or earlier (inclusive) and that were
    written at `known_at` or before; None asks nothing. One query."""
    lines = Commitment.objects.filter(scheme=scheme)
    if on is not None:
        lines = lines.filter(on__lte=on)
    if known_at is not None:
        lines = lines.filter(recorded_at__lte=known_at)
    return lines.aggregate(total=Sum("amount", default=ZERO))["total"]


def cap_on(scheme: Scheme, on: dt.date) -> Decimal:
    """The cap that held on the day `on`; on the day of a change the new one."""
    later = scheme.limit_decisions.filter(recorded_on__gt=on).order_by("recorded_on", "id")
    first = later.first()
    return first.was_cap if first else scheme.cap


def if_awarded(scheme: Scheme, on: dt.date) -> IfAwarded:
    """What stands before the cap on the day `on`. Only services of a lot count. Two queries."""
    lines = RequestLine.objects.filter(service__lot__scheme=scheme)
    running = Q(approved_until__gte=on)
    approved = lines.filter(running, state__in=RequestLine.OPEN).aggregate(
        total=Sum(F("approved_amount") - F("committed_amount"), default=ZERO)
    )
    pending = lines.filter(request__state__in=PENDING, state=RequestLine.State.PROPOSED).aggregate(
        total=Sum("requested_amount", default=ZERO)
    )
    return IfAwarded(
        committed=scheme.committed,
        approved=approved["total"],
        pending=pending["total"],
        cap=scheme.cap,
    )
