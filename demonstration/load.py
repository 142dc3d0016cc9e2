"""Making the demonstration data: draw the plan, enter it into the diary, act it out."""

import datetime as dt
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from random import Random

from django.db import transaction

from contracts.models import CallOffContract
from demonstration import (
    awards,
    budgets,
    deliveries,
    desks,
    invoices,
    joining,
    lots,
    mark,
    monitoring,
    panel,
    people,
    reports,
    requests,
    safeguarding,
    supply,
)
from demonstration import suppliers as supplying
from demonstration.diary import Diary, working_day
from demonstration.names import people as somebody
from demonstration.plan import Days, Planner
from demonstration.sizes import Size
from demonstration.world import World
from lots.models import Lot, Scheme, Service
from lots.queries import current_scheme
from mdps.core import clock, words
from mdps.core.models import Notice
from mdps.core.money import gbp
from referrals.models import SupportRequest

Say = Callable[[str], None]

UNREAD = 3  # notices of an account that it has not read yet


def load(size: Size, *, seed: int, today: dt.date, say: Say) -> None:
    """Make everything up to and including `today`. A month is a transaction."""
    scheme = current_scheme()
    with transaction.atomic(), clock.at(clock.start_of(scheme.operational_from)):
        mark.begin(scheme, size=size.name, seed=seed, today=today)
        world = _world(size, seed, scheme, today)
    with garbage_collected_seldom():
        world.diary.play(partial(_progress, say))
    with transaction.atomic():
        read_notices()
        scheme.refresh_from_db()
        mark.finish(scheme, awards=CallOffContract.objects.count(), committed=scheme.committed)


def _world(size: Size, seed: int, scheme: Scheme, today: dt.date) -> World:
    days = Days.of(
        size,
        operational=scheme.operational_from,
        today=today,
        next_meeting=working_day(today),
    )
    draw = Random(f"{seed} {size.name} {today}")
    planner = Planner(size, days, draw)
    asked = [*planner.past(), *desks.certain(planner), *desks.desks(planner)]
    names = somebody(draw)
    supplied = supply.suppliers(size, days, draw, names)
    world = World(
        size=size,
        days=days,
        draw=draw,
        diary=Diary(last=today),
        people=people.hire(size, names, provider=supply.provider(supplied)),
        services={service.name: service for service in Service.objects.select_related("category")},
        lots={lot.number: lot for lot in Lot.objects.all()},
    )
    supplying.enter(world, supplied)
    lots.enter(world)
    joining.enter(world)
    awards.enter_authorities(world)
    budgets.enter(world)
    panel.enter(world)
    requests.enter(world, asked)
    deliveries.enter(world)
    invoices.enter(world)
    monitoring.enter(world)
    reports.enter(world)
    safeguarding.enter(world)
    return world


@contextmanager
def garbage_collected_seldom() -> Iterator[None]:
    """The whole product is loaded, and the story grows: it need not be walked through for what is
    left over after each few acts. What was set aside before stays set aside.
    """
    usual, already = gc.get_threshold(), gc.get_freeze_count()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        if not already:
            gc.unfreeze()


def read_notices() -> None:
    """Everybody has read all but their newest few notices, on the evening of each."""
    newest: dict[int, int] = {}
    old = []
    for notice in Notice.objects.order_by("-created_at", "-pk"):
        newest[notice.to_id] = newest.get(notice.to_id, 0) + 1
        if newest[notice.to_id] > UNREAD:
            notice.read_at = min(notice.created_at + dt.timedelta(hours=2), clock.now())
            old.append(notice)
    Notice.objects.bulk_update(old, ["read_at"], batch_size=500)


def _progress(say: Say, day: dt.date) -> None:
    """A line for each quarter of a year in which something was asked for."""
    if day.month % 3 == 0 and SupportRequest.objects.exists():
        say(f"  {day:%B %Y}: {figures()}")


def figures() -> str:
    """`1,512 requests, 1,020 awards, £6,012,345.00 committed`."""
    asked = words.count(SupportRequest.objects.count(), "request")
    awarded = words.count(CallOffContract.objects.count(), "award")
    return f"{asked}, {awarded}, {gbp(current_scheme().committed)} committed"
