"""Meetings and decisions of the tests, by the whole real road: nothing is written past an action."""

import datetime as dt
from decimal import Decimal

from lots.models import Service
from mdps.core.models import User
from panel import agenda, meetings
from panel.decide import decide
from panel.models import AgendaItem, PanelMeeting
from referrals import draft
from referrals.endorse import endorse
from referrals.models import RequestLine, SupportRequest
from referrals.submit import submit
from tests.build.people import given_a, given_a_team

TODAY = dt.date(2026, 3, 3)


def given_a_chair() -> User:
    return given_a("panel_chair", name="Carol Chair")


def given_a_meeting(*, on: dt.date = TODAY) -> PanelMeeting:
    """The panel's meeting of the day `on`; the same one when asked again."""
    already = PanelMeeting.objects.filter(held_on=on).first()
    return already or meetings.plan(
        held_on=on,
        starts_at=dt.time(9, 30),
        place="Committee room 2",
        chair=given_a_chair(),
        by=given_a("panel_administrator"),
    )


def given_an_endorsed_request(
    *lines: tuple[Service, int, Decimal | None],
    on: dt.date = TODAY,
    needed_by: dt.date | None = None,
    case_reference: str = "LCS-4821937",
) -> SupportRequest:
    """A request with `lines` (service, units, amount), raised, submitted and endorsed that day."""
    team = given_a_team()
    worker = given_a("social_worker", name="Sam Worker", team=team)
    lines = lines or ((given_a_service(), 10, Decimal("1200.00")),)
    request = draft.start(
        case_reference=case_reference,
        subject=SupportRequest.Subject.CHILD,
        legal_basis=SupportRequest.LegalBasis.S17,
        category=lines[0][0].category,
        need="Sleeps badly since the move.",
        outcome="Back in school every day.",
        needed_by=needed_by or on + dt.timedelta(days=30),
        by=worker,
        on=on,
    )
    for service, units, amount in lines:
        draft.add_line(request, service=service, units=units, amount=amount, by=worker, on=on)
    submit(request, by=worker, on=on)
    endorse(request, by=given_a("team_manager", name="Tess Manager", team=team), on=on)
    request.refresh_from_db()
    return request


def given_an_item(
    request: SupportRequest | None = None,
    *,
    on: dt.date = TODAY,
    meeting: PanelMeeting | None = None,
    is_open: bool = True,
) -> AgendaItem:
    """An item of a meeting, in progress unless `is_open` is false."""
    meeting = meeting or given_a_meeting(on=on)
    request = request or given_an_endorsed_request(on=on)
    item = agenda.add_item(meeting, request, by=given_a("panel_administrator"), on=on)
    if is_open and meeting.state == PanelMeeting.State.PLANNED:
        meetings.open_meeting(meeting, by=given_a_chair(), on=on)
    item.refresh_from_db()
    return item


def given_an_approved_line(
    *,
    service: Service | None = None,
    units: int = 10,
    amount: Decimal = Decimal("1200.00"),
    on: dt.date = TODAY,
) -> RequestLine:
    """A line approved in full by the panel on the day `on`, for three months."""
    request = given_an_endorsed_request((service or given_a_service(), units, amount), on=on)
    item = given_an_item(request, on=on)
    line = item.request.lines.get()
    decide(item, line, kind="approve", reasons="Meets the need.", by=given_a_chair(), on=on)
    line.refresh_from_db()
    return line


def given_a_service() -> Service:
    return Service.objects.filter(lot__isnull=False).first()  # type: ignore[return-value]
