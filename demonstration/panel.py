"""The panel meets every two weeks: its administrator builds the agenda, the chair decides."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import partial

from demonstration import awards, narratives, urgently
from demonstration.budgets import paid_for
from demonstration.diary import working_day, working_day_before
from demonstration.plan import FORTNIGHT, LinePlan, RequestPlan
from demonstration.world import World
from mdps.core import clock
from mdps.core.models import User
from panel import agenda, attend, endorse_decision, meetings
from panel.answers import NewCondition
from panel.approvals import approval_ends
from panel.cancel import cancel
from panel.decide import Answer, decide_all
from panel.item_steps import close_item
from panel.models import AgendaItem, PanelMeeting
from panel.queries import lines_to_ratify, to_endorse
from referrals.lapse import lapse_expired
from referrals.models import RequestLine, SupportRequest
from suppliers.prices import prices

A_FEW_POUNDS = Decimal("5.00")
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
MOST = 0.8
CONDITION = NewCondition(words="The school agrees to the times.")
PLACES = ("Committee room 2", "Committee room 4", "Online")


def enter(world: World) -> None:
    """Each meeting is planned two weeks ahead, its agenda built two days before, then held.

    The next one is opened if it is today, and nothing of it decided yet.
    """
    days = world.days
    for meeting in days.meetings:
        held_on = working_day(meeting)
        _prepare(world, held_on, chair=world.people.chairs[world.draw.random() < 0.2])
        world.diary.on(held_on, partial(_hold, world, held_on))
        world.diary.exactly_on(approval_ends(held_on) + DAY, _lapse)
    _prepare(world, days.next_meeting, chair=world.people.chairs[0])
    world.diary.on(days.next_meeting, partial(_open, world, days.next_meeting))
    following = working_day(days.next_meeting + FORTNIGHT)
    world.diary.exactly_on(days.today, partial(_plan, world, following, world.people.chairs[0]))
    world.diary.exactly_on(days.today, partial(urgently.tonight, world))
    world.diary.exactly_on(days.today, partial(_call_off, world, working_day(following + WEEK)))


def _prepare(world: World, held_on: dt.date, *, chair: User) -> None:
    world.diary.on(held_on - FORTNIGHT, partial(_plan, world, held_on, chair))
    papers = working_day_before(working_day_before(held_on - DAY))
    world.diary.on(papers, partial(_build, world, held_on))


def _plan(world: World, held_on: dt.date, chair: User, on: dt.date) -> None:
    meetings.plan(
        held_on=held_on,
        starts_at=dt.time(9, 30),
        place=world.draw.choice(PLACES),
        chair=chair,
        by=world.people.administrator,
    )


def _call_off(world: World, held_on: dt.date, on: dt.date) -> None:
    """A meeting between two others that turned out not to be needed."""
    chair, by = world.people.chairs[0], world.people.administrator
    extra = meetings.plan(
        held_on=held_on, starts_at=dt.time(14), place=PLACES[0], chair=chair, by=by
    )
    cancel(extra, by=by, on=on)


def _lapse(on: dt.date) -> None:
    """What was approved three months ago and not bought."""
    lapse_expired(on=on)


def _open(world: World, held_on: dt.date, on: dt.date) -> None:
    meeting = PanelMeeting.objects.select_related("chair").get(held_on=held_on)
    meetings.open_meeting(meeting, by=meeting.chair, on=on)
    _attend(world, meeting)


def _attend(world: World, meeting: PanelMeeting) -> None:
    """All members but one come, now and then; the health member sends apologies then."""
    *others, last = world.people.members
    for member in others:
        attend.mark(
            meeting,
            person=member,
            status="present",
            by=world.people.administrator,
            at=clock.now(),
        )
    comes = "present" if world.draw.random() < MOST else "apologies"
    attend.mark(meeting, person=last, status=comes, by=world.people.administrator, at=clock.now())


def _build(world: World, held_on: dt.date, on: dt.date) -> None:
    """Everything that is endorsed and meant for a meeting goes on the agenda."""
    meeting = PanelMeeting.objects.get(held_on=held_on)
    waiting = SupportRequest.objects.filter(state=SupportRequest.State.ENDORSED).order_by("pk")
    ready = [each for each in waiting if _is_meant_for_a_meeting(world.plans[each.pk])]
    if ready:
        agenda.add_items(meeting, ready, by=world.people.administrator, on=on)
    urgently.before(world, meeting, on)


def _is_meant_for_a_meeting(plan: RequestPlan) -> bool:
    return plan.detour != "withdrawn" and plan.until != "endorsed"


def _hold(world: World, held_on: dt.date, on: dt.date) -> None:
    """Open, decide every item, close. A meeting without items is cancelled."""
    meeting = PanelMeeting.objects.select_related("chair").get(held_on=held_on)
    items = list(meeting.items.select_related("request").order_by("position"))
    if not items:
        cancel(meeting, by=world.people.administrator, on=on)
        return
    meetings.open_meeting(meeting, by=meeting.chair, on=on)
    _attend(world, meeting)
    for item in items:
        _decide(world, meeting, item, on)
    meetings.close_meeting(meeting, by=meeting.chair, on=on)


def _decide(world: World, meeting: PanelMeeting, item: AgendaItem, on: dt.date) -> None:
    plans = world.plans[item.request_id].lines
    lines = list(item.request.lines.select_related("service").order_by("pk"))
    urgent = lines_to_ratify(item.request)
    open_lines = [
        (line, plan)
        for line, plan in zip(lines, plans, strict=True)
        if line.state == RequestLine.State.PROPOSED or line.pk in urgent
    ]
    answers = [_answer(world, line, plan, on) for line, plan in open_lines]
    paid_for(
        lambda reason: decide_all(
            item,
            [replace(each, overspend_reason=reason) for each in answers],
            by=meeting.chair,
            on=on,
        )
    )
    close_item(item, by=meeting.chair, on=on)
    for (line, plan), answer in zip(open_lines, answers, strict=True):
        if answer.kind.startswith("approve") or answer.kind == "ratify":
            awards.enter(world, line, plan, on)
        elif answer.kind == "in_principle":
            world.diary.on(on + 2 * DAY, partial(_endorse, world, meeting.chair, line, plan))


def _endorse(world: World, chair: User, line: RequestLine, plan: LinePlan, on: dt.date) -> None:
    """The chair endorses what was agreed in principle."""
    decision = to_endorse().get(line=line)
    words = "Endorsed as the panel agreed."
    paid_for(
        lambda reason: endorse_decision.endorse(
            decision, reasons=words, overspend_reason=reason, by=chair, on=on
        )
    )
    awards.enter(world, line, plan, on)


def _answer(world: World, line: RequestLine, plan: LinePlan, on: dt.date) -> Answer:
    """What the plan says; a line that came back is approved, a part needs a smaller amount."""
    kind, amount = plan.verdict, None
    if kind == "defer" and line.pk in world.deferred:
        kind = "approve"
    if kind == "defer":
        world.deferred.add(line.pk)
    if kind == "short":
        kind, amount = "approve_in_part", prices(line.service, on)[0].unit_price - A_FEW_POUNDS
    elif kind == "approve_in_part":
        amount = _part(line, on)
        kind = kind if amount else "approve"
    reasons = world.draw.choice(narratives.REASONS[kind])
    conditions = (CONDITION,) if kind == "approve_with_conditions" else ()
    return Answer(
        line=line,
        kind=kind,
        amount=amount,
        reasons=reasons,
        conditions=conditions,
        redirect_to="Family hub of the district" if kind == "redirect" else "",
    )


def _part(line: RequestLine, on: dt.date) -> Decimal | None:
    """Two thirds of the units, or a single one, at the lowest price of the day."""
    units = max(line.units * 2 // 3, 1)
    found = prices(line.service, on)
    amount = found[0].unit_price * units if found else line.requested_amount / line.units * units
    amount = amount.quantize(Decimal("0.01"))
    return amount if 0 < amount < line.requested_amount else None
