"""What becomes of the awards: accepted, delivered, completed, and of late rated.

Once a week somebody goes through them.
"""

import datetime as dt
from functools import partial
from random import Random

from django.db.models import Q

from contracts.accept import accept, start_due
from contracts.deliver import deliver
from contracts.end import complete
from contracts.models import CallOffContract
from contracts.standing import standing_of
from demonstration.world import World
from mdps.core.models import User
from reporting.monitoring.rate_package import QUESTIONS, rate_package, to_rate

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
LOOKING_BACK = dt.timedelta(days=425)  # monitoring asks for ratings since then
FEWER = 0.08  # of those that are over were not needed to the end
State = CallOffContract.State
REMARKS = (
    "Clear report, and on time.",
    "Kept in touch throughout.",
    "Hard to reach by telephone.",
    "",
    "",
    "",
)


def enter(world: World) -> None:
    """Every week from the first day of the scheme until today."""
    draw = Random(f"deliveries {world.today}")
    day = world.days.operational
    while day <= world.today:
        world.diary.on(day, partial(_go_through, world, draw))
        day += WEEK


def _go_through(world: World, draw: Random, on: dt.date) -> None:
    """Accept what is new, report what was delivered, complete what is over, rate what has ended."""
    by = world.people.commissioners[0]
    # What a suspension for safeguarding touches is its owner's to decide.
    ours = CallOffContract.objects.filter(safeguards=None)
    for each in ours.filter(state=State.AWARDED, awarded_on__lte=on - 2 * DAY).order_by("pk"):
        accept(each, by=by, on=on)
    start_due(on=on)
    begun, over = Q(state_since__gt=on - WEEK), Q(ends_on__lt=on)
    running = ours.filter(begun | over, state=State.ACTIVE).select_related("lot")
    for each in running.order_by("pk"):
        _report(each, draw, by, on)
    if on > world.today - LOOKING_BACK:
        for worker in (worker for team in world.people.workers for worker in team):
            for each in to_rate(worker, on).order_by("pk"):
                if draw.random() < 0.5:
                    _rate(each, worker, draw, on)


def _report(contract: CallOffContract, draw: Random, by: User, on: dt.date) -> None:
    """The first unit when it begins, the others when it is over; now and then some are missed."""
    undelivered, over = standing_of(contract).undelivered, contract.ends_on < on
    due = undelivered if over else 1
    if over and draw.random() < FEWER:
        due = undelivered * 3 // 4
    if due:
        deliver(
            contract,
            since=contract.starts_on,
            until=min(contract.ends_on, on),
            units=due,
            missed=int(draw.random() < 0.15),
            by=by,
            on=on,
        )
    if over or due == undelivered:
        contract.refresh_from_db()
        complete(contract, by=by, on=on)


def _rate(contract: CallOffContract, worker: User, draw: Random, on: dt.date) -> None:
    marks = {key: draw.choices((4, 3, 2, 1), (6, 5, 2, 1))[0] for key, _ in QUESTIONS}
    rate_package(contract, marks=marks, remark=draw.choice(REMARKS), by=worker, on=on)
