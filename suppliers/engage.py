"""Market engagement: events, who came, and how many of them applied and were admitted (CR ¶11)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from lots.models import Lot
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from suppliers.engage_rules import ATTEND, HOLD, Attending, Holding
from suppliers.locks import lock
from suppliers.models import Attendance, EngagementEvent, Supplier


@dataclass(frozen=True)
class Guest:
    """An organisation that came, and how to reach it; the address may be empty."""

    organisation: str
    email: str = ""


def read_lines(text: str) -> list[Guest]:
    """One guest a line: the organisation, then after a comma, semicolon or tab its address."""
    lines = [line.replace("\t", ",").replace(";", ",") for line in text.splitlines()]
    cut = [line.rpartition(",") if "," in line else (line, "", "") for line in lines]
    guests = [
        Guest(" ".join(name.split()), email.strip()) for name, _, email in cut if name.strip()
    ]
    return guests


@transaction.atomic
def record(
    *,
    title: str,
    kind: str,
    held_on: dt.date,
    place: str,
    is_online: bool,
    lots: Iterable[Lot],
    by: User,
) -> EngagementEvent:
    """Record an event, past or planned. Raises Forbidden, or Refused where it is nowhere."""
    require(by, Permission.SUPPLIER_MANAGE)
    enforce(HOLD, Holding(place=place, is_online=is_online))
    event = EngagementEvent.objects.create(
        title=title, kind=kind, held_on=held_on, place=place.strip(), is_online=is_online
    )
    event.lots.set(lots)
    audit.record("event.recorded", event, by=by, held_on=held_on)
    return event


@transaction.atomic
def change(
    event: EngagementEvent,
    *,
    title: str,
    kind: str,
    held_on: dt.date,
    place: str,
    is_online: bool,
    lots: Iterable[Lot],
    by: User,
) -> None:
    """Correct an event. Locks it. Raises Forbidden, or Refused where it is nowhere."""
    require(by, Permission.SUPPLIER_MANAGE)
    lock(event)
    enforce(HOLD, Holding(place=place, is_online=is_online))
    event.title, event.kind, event.held_on = title, kind, held_on
    event.place, event.is_online = place.strip(), is_online
    event.save()
    event.lots.set(lots)
    audit.record("event.changed", event, by=by, held_on=held_on)


@transaction.atomic
def attended(event: EngagementEvent, guests: Iterable[Guest], *, by: User) -> int:
    """Record who came; how many. All of them or, where one is refused, none.

    A guest is a known supplier where the name or the address is that of one. Locks the event.

    Raises Forbidden, or Refused for nobody, a name twice, one that is recorded, a wrong address.
    """
    require(by, Permission.SUPPLIER_MANAGE)
    lock(event)
    guests = list(guests)
    enforce(ATTEND, _facts(event, guests))
    Attendance.objects.bulk_create(
        Attendance(
            event=event,
            organisation=guest.organisation,
            email=guest.email,
            supplier=_known(guest),
        )
        for guest in guests
    )
    audit.record("event.attended", event, by=by, count=len(guests))
    return len(guests)


@transaction.atomic
def correct(attendance: Attendance, guest: Guest, *, by: User) -> None:
    """Correct the name or the address of one who came. Locks the event.

    Raises Forbidden, or Refused as `attended` does.
    """
    require(by, Permission.SUPPLIER_MANAGE)
    lock(attendance.event)
    enforce(ATTEND, _facts(attendance.event, [guest], but=attendance))
    attendance.organisation, attendance.email = guest.organisation, guest.email
    attendance.supplier = _known(guest)
    attendance.save()
    audit.record("event.changed", attendance.event, by=by, organisation=guest.organisation)


def _facts(event: EngagementEvent, guests: list[Guest], but: Attendance | None = None) -> Attending:
    others = event.attendances.exclude(pk=but.pk) if but else event.attendances.all()
    recorded = {name.upper() for name in others.values_list("organisation", flat=True)}
    names = Counter(guest.organisation.upper() for guest in guests)
    return Attending(
        event=event.title,
        organisations=tuple(guest.organisation for guest in guests),
        already=tuple(g.organisation for g in guests if g.organisation.upper() in recorded),
        twice=tuple(
            {
                g.organisation.upper(): g.organisation
                for g in guests
                if names[g.organisation.upper()] > 1
            }.values()
        ),
        not_addresses=tuple(g.email for g in guests if g.email and not _is_address(g.email)),
    )


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _known(guest: Guest) -> Supplier | None:
    """The supplier with this name, or else with this address."""
    named = Supplier.objects.filter(name__iexact=guest.organisation).first()
    if named or not guest.email:
        return named
    return Supplier.objects.filter(email__iexact=guest.email).first()
