"""How far the council's search for suppliers reached: figures of invitations and of events.

One query each. An application counts for an event when it was submitted on its day or later, for
one of its lots; a guest is matched by its supplier or by the e-mail address.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Upper

from mdps.core.money import to_penny
from suppliers.models import (
    Admission,
    Application,
    Attendance,
    EngagementEvent,
    Invitation,
    Supplier,
)

State = Invitation.State
SUBMITTED = Q(submitted_on__isnull=False)


@dataclass(frozen=True)
class Invited:
    """How many were invited, how many of them are admitted, still answering, or did not join."""

    raised: int
    joined: int
    open: int

    @property
    def not_joined(self) -> int:
        return self.raised - self.joined - self.open

    @property
    def share(self) -> int | None:
        """The joined of those that have ended, in whole percent, half up; None of none."""
        ended = self.raised - self.open
        return int(to_penny(Decimal(self.joined) / ended) * 100) if ended else None


def invited(invitations: QuerySet[Invitation]) -> Invited:
    """What became of `invitations`. One query."""
    return Invited(
        **invitations.order_by().aggregate(
            raised=Count("pk"),
            joined=Count("pk", filter=Q(state=State.JOINED)),
            open=Count("pk", filter=Q(state__in=Invitation.OPEN)),
        )
    )


def guests(event: EngagementEvent) -> QuerySet[Attendance]:
    """Who came, by name, each with `applied` and `admitted` since then."""
    return _followed(event.attendances.all()).order_by("organisation", "pk")


def events() -> QuerySet[EngagementEvent]:
    """The events with how many came, applied and were admitted since."""
    counted = _followed(Attendance.objects.filter(event=OuterRef("pk"))).order_by().values("event")

    def number(of: Q) -> Coalesce:
        counts = counted.annotate(number=Count("pk", filter=of)).values("number")
        return Coalesce(Subquery(counts), 0)

    return EngagementEvent.objects.annotate(
        came=number(Q()),
        applied=number(Q(applied=True)),
        admitted=number(Q(admitted=True)),
    )


def _followed(attendances: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """Each with whether it applied for a lot of the event since, and was admitted to one."""
    return attendances.annotate(
        applied=Exists(Application.objects.filter(_its("submitted_on"), SUBMITTED)),
        admitted=Exists(Admission.objects.filter(_its("admitted_on"))),
    )


def _its(day: str) -> Q:
    """Records of the guest's supplier for a lot of the event, from its day on."""
    return Q(
        Q(supplier=OuterRef("supplier")) | Q(supplier__in=_with_its_address()),
        **{f"{day}__gte": OuterRef("event__held_on")},
        lot__in=EngagementEvent.lots.through.objects.filter(
            engagementevent=OuterRef(OuterRef("event"))
        ).values("lot"),
    )


def _with_its_address() -> QuerySet:
    """Suppliers that are reached at the guest's e-mail address; by the index on UPPER(email)."""
    suppliers = Supplier.objects.annotate(address=Upper("email"))
    return suppliers.filter(address=Upper(OuterRef(OuterRef("email")))).values("pk")
