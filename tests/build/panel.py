"""Meetings and decisions of the tests, by the whole real road: every step is an action."""

import datetime as dt
from decimal import Decimal
from typing import Any

from lots.models import Service
from mdps.core.models import User
from panel import agenda, meetings
from panel.decide import decide
from panel.models import AgendaItem, PanelMeeting
from panel.queries import meetings_on
from referrals.models import RequestLine, SupportRequest
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

TODAY = dt.date(2026, 6, 2)


def given_a_chair() -> User:
    return given_a("panel_chair")


def given_a_meeting(*, on: dt.date = TODAY) -> PanelMeeting:
    """The panel's meeting of the day `on`; the same one when asked again."""
    already = meetings_on(on).first()
    return already or meetings.plan(
        held_on=on,
        starts_at=dt.time(9, 30),
        place="Committee room 2",
        chair=given_a_chair(),
        by=given_a("panel_administrator"),
    )


def given_an_item(
    request: SupportRequest | None = None, *, on: dt.date = TODAY, **options: Any
) -> AgendaItem:
    """An item of the planned meeting of the day `on`, of `request` or one with `options`."""
    request = request or given_an_endorsed_request(on=on, **options)
    return agenda.add_item(
        given_a_meeting(on=on), request, by=given_a("panel_administrator"), on=on
    )


def given_an_open_item(
    request: SupportRequest | None = None, *, on: dt.date = TODAY, **options: Any
) -> AgendaItem:
    """An item of a meeting in progress."""
    item = given_an_item(request, on=on, **options)
    given_it_is_open(item.meeting, on=on)
    return item


def given_it_is_open(meeting: PanelMeeting, *, on: dt.date = TODAY) -> PanelMeeting:
    """The meeting in progress, whether it was before or not."""
    if meeting.state == PanelMeeting.State.PLANNED:
        meetings.open_meeting(meeting, by=given_a_chair(), on=on)
    return meeting


def given_an_approved_line(
    *,
    service: Service | str = "Psychological assessment",
    units: int = 1,
    amount: Decimal = Decimal("1200.00"),
    on: dt.date = TODAY,
    **options: Any,
) -> RequestLine:
    """A line that the panel approved in full on the day `on`, for three months."""
    request = given_an_endorsed_request(on=on, lines=[(service, units, amount)], **options)
    item = given_an_open_item(request, on=on)
    line = request.lines.get()
    decide(item, line, kind="approve", reasons="Meets the need.", by=given_a_chair(), on=on)
    return RequestLine.objects.select_related("request").get(pk=line.pk)
