"""The meetings as a calendar: one as a file, all of them under a private address.

An address is signed for one person and can be ended; a calendar program keeps what it has read,
so an event holds day, time, place, reference and link only, nothing of the agenda.
"""

import datetime as dt
from collections.abc import Iterable

from django.core import signing
from django.db import transaction
from icalendar import Calendar, Event

from mdps.core import audit, clock, outbox
from mdps.core.models import User
from mdps.core.permissions import Permission, can, require
from panel.models import CalendarFeed, PanelMeeting
from panel.timetable import ends_at

SALT = "panel-calendar"
BACK = dt.timedelta(days=180)  # how far back a subscription reaches
TYPE = "text/calendar; charset=utf-8"


@transaction.atomic
def renew(*, by: User) -> CalendarFeed:
    """Give `by` a new address; the one before no longer holds."""
    require(by, Permission.PANEL_READ)
    feed, is_new = CalendarFeed.objects.select_for_update().get_or_create(person=by)
    if not is_new:
        feed.serial, feed.is_on = feed.serial + 1, True
        feed.save(update_fields=["serial", "is_on"])
    audit.record("feed.renewed", by, by=by)
    return feed


@transaction.atomic
def end(*, by: User) -> None:
    """Switch the address of `by` off; twice is the same as once."""
    if CalendarFeed.objects.filter(person=by, is_on=True).update(is_on=False):
        audit.record("feed.ended", by, by=by)


def token_of(feed: CalendarFeed) -> str:
    """What stands in the address."""
    return signing.dumps([feed.person_id, feed.serial], salt=SALT)


def person_of(token: str) -> User | None:
    """Whose address it is, if it still holds and they still see meetings."""
    try:
        person, serial = signing.loads(token, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    found = CalendarFeed.objects.filter(person=person, serial=serial, is_on=True)
    feed = found.select_related("person").first()
    return feed.person if feed and can(feed.person, Permission.PANEL_READ) else None


def meetings_of_feed(on: dt.date) -> list[PanelMeeting]:
    """What a subscription holds: half a year back and everything to come, cancelled ones too."""
    return list(PanelMeeting.objects.filter(held_on__gte=on - BACK).order_by("held_on", "pk"))


def calendar_of(meetings: Iterable[PanelMeeting]) -> bytes:
    """The meetings in iCalendar form (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//MDPS//Panel meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("name", "Access to Resources Panel")
    calendar.add("x-wr-calname", "Access to Resources Panel")
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return calendar.to_ical()


def _event(meeting: PanelMeeting) -> Event:
    start = dt.datetime.combine(meeting.held_on, meeting.starts_at, tzinfo=clock.LONDON)
    end = dt.datetime.combine(meeting.held_on, ends_at(meeting), tzinfo=clock.LONDON)
    event = Event()
    event.add("uid", f"{meeting.reference}@mdps")
    event.add("dtstamp", clock.now().astimezone(dt.UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", f"Access to Resources Panel ({meeting.reference})")
    event.add("location", meeting.place)
    event.add("url", outbox.link(meeting.get_absolute_url()))
    cancelled = meeting.state == PanelMeeting.State.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event
