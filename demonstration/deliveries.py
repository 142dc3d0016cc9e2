"""What becomes of the awards of the last fourteen months: accepted, delivered, completed, rated.

Once a week somebody goes through them, so that monitoring has something to find. What was awarded
earlier stays as it was awarded.
"""

import datetime as dt
from functools import partial
from random import Random

from contracts.accept import accept
from contracts.deliver import deliver
from contracts.end import complete
from contracts.models import CallOffContract
from contracts.standing import standing_of
from demonstration.world import World
from mdps.core.models import User
from reporting.monitoring.rate_package import QUESTIONS, rate_package, to_rate

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
LOOKING_BACK = dt.timedelta(days=425)
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
    """Every week from fourteen months back until today."""
    draw = Random(f"deliveries {world.today}")
    day = max(world.today - LOOKING_BACK, world.days.operational)
    while day <= world.today:
        world.diary.on(day, partial(_go_through, world, draw))
        day += WEEK


def _go_through(world: World, draw: Random, on: dt.date) -> None:
    """Accept what is new, report what was delivered, complete what is over, rate what has ended."""
    by = world.people.commissioners[0]
    since = world.today - LOOKING_BACK
    # What a suspension for safeguarding touches is its owner's to decide.
    recent = CallOffContract.objects.filter(awarded_on__gt=since, safeguards=None)
    for each in recent.filter(state=State.AWARDED, awarded_on__lte=on - 2 * DAY).order_by("pk"):
        accept(each, by=by, on=on)
    running = recent.filter(state=State.ACTIVE, starts_on__lte=on)
    for each in running.select_related("lot").order_by("pk"):
        _report(each, draw, by, on)
    for worker in (worker for team in world.people.workers for worker in team):
        for each in to_rate(worker, on).order_by("pk"):
            if draw.random() < 0.5:
                _rate(each, worker, draw, on)


def _report(contract: CallOffContract, draw: Random, by: User, on: dt.date) -> None:
    """The first units early, all of them at its end; now and then an appointment is missed."""
    standing = standing_of(contract)
    over = contract.ends_on < on
    due = (
        standing.undelivered if over else min(standing.undelivered, 1 - min(standing.delivered, 1))
    )
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
    if over or due == standing.undelivered:
        contract.refresh_from_db()
        complete(contract, by=by, on=on)


def _rate(contract: CallOffContract, worker: User, draw: Random, on: dt.date) -> None:
    marks = {key: draw.choices((4, 3, 2, 1), (6, 5, 2, 1))[0] for key, _ in QUESTIONS}
    rate_package(contract, marks=marks, remark=draw.choice(REMARKS), by=worker, on=on)
