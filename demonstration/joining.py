"""How suppliers are found and join: a briefing, invitations, and an application being written."""

import datetime as dt
from functools import partial

from demonstration.world import World
from suppliers.answers import answer, declare
from suppliers.clarify import put_question
from suppliers.draft import choose_lots, describe, drafts_of
from suppliers.engage import Guest, attended, record
from suppliers.invite import decline, invite
from suppliers.models import Application, Invitation, Supplier

DAY = dt.timedelta(days=1)

# Whom a court named: how many days ago it was invited, to which lot, and what it did.
INVITED = (
    ("Tewkes Psychology", 2, 20, True),
    ("Evesham Play Therapy", 2, 6, False),
    ("Ross Family Centre", 3, 3, False),
)


def enter(world: World) -> None:
    """Put what is found and written today into the diary."""
    today = world.today
    world.diary.on(max(today - 120 * DAY, world.days.operational), partial(_briefing, world))
    for name, lot, ago, declines in INVITED:
        raised = max(today - ago * DAY, world.days.operational)
        world.diary.on(raised, partial(_invite, world, name, lot, declines))
    world.diary.on(today - 4 * DAY, partial(_write, world))
    world.diary.exactly_on(today, partial(_ask, world))


def _briefing(world: World, on: dt.date) -> None:
    """Some who came are suppliers, some are not."""
    by = world.people.commissioners[0]
    event = record(
        title="Becoming a provider of therapy and mentoring",
        kind="briefing",
        held_on=on,
        place="Shire Hall, Gloucester",
        is_online=True,
        lots=[world.lots[2], world.lots[3]],
        by=by,
    )
    names = Supplier.objects.order_by("-id").values_list("name", flat=True)
    known = [Guest(name) for name in names[:4]]
    strangers = [Guest(name, f"office@{name.split()[0].lower()}.example") for name, *_ in INVITED]
    attended(event, [*known, *strangers], by=by)


def _invite(world: World, name: str, lot: int, declines: bool, on: dt.date) -> None:
    invitation = invite(
        provider_name=name,
        email=f"office@{name.split()[0].lower()}.example",
        lot=world.lots[lot],
        reason=Invitation.Reason.COURT,
        by=world.people.commissioners[0],
        on=on,
    )
    if declines:
        decline(invitation, on=on)


def _ask(world: World, on: dt.date) -> None:
    """A commissioner has a question about the provider's other application."""
    supplier = world.people.provider.provider_account.supplier
    under_way = supplier.applications.filter(state=Application.State.UNDER_ASSESSMENT)
    if application := under_way.first():
        question = "Who would see the families while you are on leave?"
        put_question(application, question=question, by=world.people.commissioners[0], on=on)


def _write(world: World, on: dt.date) -> None:
    """The provider has begun to apply for the lot that it is neither on nor being assessed for."""
    by = world.people.provider
    supplier = by.provider_account.supplier
    taken = supplier.applications.values("lot")
    free = [lot for lot in world.lots.values() if lot.pk not in {each["lot"] for each in taken}]
    if not free:
        return
    choose_lots(supplier, free[:1], by=by, on=on)
    answer(supplier, {"complaints": "I call the family within two days."}, by=by)
    declare(supplier, applies=False, grounds=[], by=by)
    [draft] = drafts_of(supplier)
    describe(
        draft,
        statement="What I offer here is illustrative: this is a demonstration.",
        answers={},
        by=by,
    )
