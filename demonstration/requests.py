"""Social workers raise requests, managers endorse or return them. Real actions, day by day."""

import datetime as dt
from decimal import Decimal
from functools import partial

from demonstration import narratives
from demonstration.asked import SPLITS, direction, told
from demonstration.catalogue import BY_SERVICE
from demonstration.plan import LinePlan, RequestPlan
from demonstration.world import World
from mdps.core.models import User
from referrals import draft
from referrals.asking import add_line as ask_for
from referrals.decline import decline
from referrals.endorse import endorse
from referrals.funding import fund
from referrals.models import SupportRequest
from referrals.send_back import send_back
from referrals.submit import submit
from referrals.withdraw import withdraw
from suppliers.prices import prices

DAY = dt.timedelta(days=1)


def enter(world: World, plans: list[RequestPlan]) -> None:
    """Put the raising of each request into the diary; what follows is entered as it goes."""
    for plan in plans:
        world.diary.on(plan.raised_on, partial(start, world, plan))


def start(world: World, plan: RequestPlan, on: dt.date) -> SupportRequest:
    """The social worker writes the request, and submits it on the next day."""
    worker = world.people.workers[plan.team][plan.worker]
    request = draft.start(
        case_reference=plan.case_reference,
        subject=plan.subject,
        legal_basis=plan.legal_basis,
        **told(plan, on),
        category=world.services[plan.service].category,
        need=plan.need,
        outcome=plan.outcome,
        needed_by=on + DAY * plan.days_to_need,
        by=worker,
        on=on,
    )
    direction(request, plan, by=worker, on=on)
    fund(request, split=SPLITS[plan.legal_basis], by=worker, on=on)
    for line in plan.lines:
        add_line(world, request, line, by=worker, on=on)
    world.plans[request.pk] = plan
    if plan.until != "draft":
        world.diary.on(on + DAY, partial(_submit, world, request, plan))
    return request


def add_line(
    world: World, request: SupportRequest, line: LinePlan, *, by: User, on: dt.date
) -> None:
    """Ask for a line, at the estimate; a service without a lot at a price of the catalogue."""
    service, units, amount = world.services[line.service], line.units, None
    if service.lot_id is None:
        offer = BY_SERVICE[line.service]
        amount = Decimal((offer.low + offer.high) // 2 * units)
    elif line.worth:
        units = int(line.worth // prices(service, on)[0].unit_price) + 1
    ask_for(
        request,
        service=service,
        units=units,
        weeks=line.weeks,
        amount=amount,
        amount_reason="A quote by e-mail." if amount else "",
        by=by,
        on=on,
    )


def _submit(world: World, request: SupportRequest, plan: RequestPlan, on: dt.date) -> None:
    submit(request, by=request.requester, on=on)
    if plan.until == "submitted":
        return
    if plan.detour == "declined":
        world.diary.on(on + DAY, partial(_decline, world, request, plan))
        return
    sent_back = plan.until == "returned" or plan.detour == "returned"
    next_step = _send_back if sent_back and not request.return_reason else _endorse
    world.diary.on(on + DAY, partial(next_step, world, request, plan))


def _send_back(world: World, request: SupportRequest, plan: RequestPlan, on: dt.date) -> None:
    reason = world.draw.choice(narratives.RETURNED)
    send_back(request, reason=reason, by=world.people.managers[plan.team], on=on)
    if plan.until != "returned":
        world.diary.on(on + 2 * DAY, partial(_mend, world, request, plan))


def _mend(world: World, request: SupportRequest, plan: RequestPlan, on: dt.date) -> None:
    """What was asked for is added, and the request submitted again on the next day."""
    need = plan.need + world.draw.choice(narratives.ADDED_AFTER_RETURN)
    draft.edit(request, need=need, by=request.requester, on=on)
    world.diary.on(on + DAY, partial(_submit, world, request, plan))


def _endorse(world: World, request: SupportRequest, plan: RequestPlan, on: dt.date) -> None:
    endorse(request, by=world.people.managers[plan.team], on=on)
    if plan.detour == "withdrawn":
        world.diary.on(on + DAY, partial(_withdraw, request))


def _decline(world: World, request: SupportRequest, plan: RequestPlan, on: dt.date) -> None:
    reason = narratives.DECLINED_BY_MANAGER
    decline(request, reason=reason, by=world.people.managers[plan.team], on=on)


def _withdraw(request: SupportRequest, on: dt.date) -> None:
    """The family found another way. Only while it is on no agenda yet."""
    request.refresh_from_db()
    if request.state == SupportRequest.State.ENDORSED:
        withdraw(request, by=request.requester, on=on)
