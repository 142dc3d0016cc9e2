"""Suppliers are registered, apply, are assessed and decided; some change their place later."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from demonstration import papers, rate_cards, supply
from demonstration.names import slug
from demonstration.supply import SupplierPlan
from demonstration.world import World, consultation
from mdps.core.models import User
from suppliers import (
    admit,
    assess,
    leave,
    register,
    reinstate,
    reject,
    removal,
    remove,
    suspend,
)
from suppliers.apply import apply
from suppliers.criteria import criteria_of
from suppliers.models import Admission, Application, ProviderAccount, RemovalNotice, Supplier

DAY = dt.timedelta(days=1)

FAILED = "The certificate that was sent had expired, and no newer one was sent when we asked."
ILLUSTRATIVE = "Our prices are illustrative: this is a demonstration."
FATES = {
    "suspended": "Two reports were filed late and unsigned. No new work until this is explained.",
    "reinstated": "The improvement plan was carried out and checked.",
    "removed": "The supplier has stopped trading and asked to leave.",
    "kept": "The statement is convincing, and the last two checks were in order.",
}
ANSWERS = {
    "removed": (FATES["removed"], "We have stopped trading and agree to be removed."),
    "kept": (
        "Two of our checks found rooms that were not ready for the children.",
        "Both rooms are repaired, and one person now checks them every morning.",
    ),
}
ACTS: dict[str, Callable[..., None] | None] = {
    "suspended": None,
    "reinstated": reinstate.reinstate,
    "removed": remove.remove,
    "kept": remove.retain,
}


def enter(world: World, plans: list[SupplierPlan]) -> None:
    """Put every application into the diary; what follows is entered as it goes."""
    for plan in plans:
        world.diary.on(plan.applies_on, partial(_join, world, plan))
    core = [plan for plan in plans if plan.becomes == supply.ADMITTED]
    by_trade = {plan.trade: plan for plan in reversed(core)}
    for place, lot, stage, day in supply.second_lots(world.days):
        plan = by_trade[supply.TRADES[place]]
        world.diary.on(day, partial(_apply_again, world, plan, lot, stage))


def _join(world: World, plan: SupplierPlan, on: dt.date) -> None:
    """A commissioner registers the supplier, looks at its papers and records its applications."""
    trade, people = plan.trade, world.people
    by = people.commissioners[world.draw.randrange(3)]
    supplier = register.register(
        name=plan.name,
        kind=trade.kind,
        registered_number=plan.number,
        email=f"office@{slug(plan.name)}.example",
        phone=plan.phone,
        is_sme=trade.is_sme,
        is_vcse=trade.is_vcse,
        by=by,
        on=on,
    )
    world.suppliers[plan.name] = supplier
    if plan.is_provider:
        ProviderAccount.objects.create(user=people.provider, supplier=supplier)
    papers.enter(world, plan, supplier, on)
    for lot in trade.lots:
        _apply(world, plan, supplier, lot, plan.becomes, on)


def _apply(
    world: World, plan: SupplierPlan, supplier: Supplier, lot: int, becomes: str, on: dt.date
) -> None:
    by_itself = plan.is_provider
    application = apply(
        supplier,
        world.lots[lot],
        statement=f"We offer {plan.trade.offers}. {ILLUSTRATIVE}",
        portal_reference="" if by_itself else f"PRO-{world.draw.randrange(10_000, 99_999)}",
        by=world.people.provider if by_itself else world.people.commissioners[0],
        on=on,
    )
    if becomes != supply.SUBMITTED:
        start = partial(_start, world, plan, application, becomes)
        world.diary.on(on + world.draw.randrange(1, 4) * DAY, start)


def _apply_again(world: World, plan: SupplierPlan, lot: int, stage: str, on: dt.date) -> None:
    _apply(world, plan, world.suppliers[plan.name], lot, stage, on)


def _start(
    world: World, plan: SupplierPlan, application: Application, becomes: str, on: dt.date
) -> None:
    assessor = world.people.commissioners[world.draw.randrange(3)]
    assess.start(application, by=assessor, on=on)
    if becomes != supply.STARTED:
        go_on = partial(_assess, world, plan, application, becomes, assessor)
        world.diary.on(on + world.draw.randrange(2, 6) * DAY, go_on)


def _assess(
    world: World,
    plan: SupplierPlan,
    application: Application,
    becomes: str,
    assessor: User,
    on: dt.date,
) -> None:
    application.refresh_from_db()
    fails = becomes == supply.REJECTED
    criteria = list(criteria_of(application))
    judgements = {each.pk: ("pass", "Seen and in order.") for each in criteria}
    if fails:
        judgements[criteria[1].pk] = ("fail", FAILED)
    summary = "One criterion is not met." if fails else "Meets every criterion of the lot."
    assess.assess(application, judgements=judgements, summary=summary, by=assessor, on=on)
    if becomes == supply.ASSESSED:
        return
    decide = partial(_reject if fails else _admit, world, plan, application)
    world.diary.on(max(on + 3 * DAY, world.days.operational), decide)


def _reject(world: World, plan: SupplierPlan, application: Application, on: dt.date) -> None:
    application.refresh_from_db()
    reasons = "A criterion of the lot is not met. The supplier may apply again."
    by = world.people.deciders[0]
    reject.reject(application, consultation=consultation(on, reasons), by=by, on=on)


def _admit(world: World, plan: SupplierPlan, application: Application, on: dt.date) -> None:
    """Admitted by a decision record; its prices hold from the same day."""
    application.refresh_from_db()
    said = consultation(on, "Every criterion of the lot is met; the lot gains choice and capacity.")
    by = world.people.deciders[world.draw.random() < 0.3]
    admission = admit.admit(application, consultation=said, by=by, on=on)
    for name in plan.trade.services:
        if world.services[name].lot_id == application.lot_id:
            rate_cards.enter(world, plan, application.supplier, name, on)
    rate_cards.enter_extras(world, plan, application.supplier, application.lot.number, on)
    if plan.fate == "left" and application.lot == world.lots[plan.trade.lots[-1]]:
        world.diary.on(world.today - 40 * DAY, partial(_leave, world, admission))
    elif plan.fate in ACTS:
        _enter_fate(world, plan.fate, admission)


def _enter_fate(world: World, fate: str, admission: Admission) -> None:
    """Suspended some weeks ago; or long ago, and since then decided about, after notice or not."""
    today, began = world.today, admission.admitted_on
    changed_on = today - 18 * DAY if fate == "suspended" else began + (today - began) * 3 // 5
    if fate != "kept":
        world.diary.on(changed_on, partial(_decide, world, _suspend, admission, "suspended"))
    if fate in ANSWERS:
        world.diary.on(changed_on + 20 * DAY, partial(_give_notice, world, admission, fate))
    if act := ACTS[fate]:
        world.diary.on(changed_on + 45 * DAY, partial(_decide, world, act, admission, fate))


def _suspend(admission: Admission, **decided: Any) -> None:
    """Administratively, for half a year: longer than anything that follows it here."""
    until = decided["on"] + 182 * DAY
    suspend.suspend(admission, kind="administrative", until=until, **decided)


def _give_notice(world: World, admission: Admission, fate: str, on: dt.date) -> None:
    """Ten working days to answer; the supplier answers a week later."""
    by, (reasons, said) = world.people.deciders[0], ANSWERS[fate]
    notice = removal.give_notice(admission, reasons=reasons, days=10, by=by, on=on)
    world.diary.on(on + 7 * DAY, partial(_answer, world, notice, said))


def _answer(world: World, notice: RemovalNotice, said: str, on: dt.date) -> None:
    removal.state(notice, statement=said, by=world.people.commissioners[0], on=on)


def _leave(world: World, admission: Admission, on: dt.date) -> None:
    """By its own wish, with effect from the same day."""
    admission.refresh_from_db()
    by = world.people.commissioners[0]
    reason = "We now work on one lot only."
    leave.leave(admission, leaves_on=on, reason=reason, by=by, on=on)


def _decide(world: World, act: object, admission: Admission, fate: str, on: dt.date) -> None:
    admission.refresh_from_db()
    said, by = consultation(on, FATES[fate]), world.people.deciders[0]
    act(admission, consultation=said, by=by, on=on)  # type: ignore[operator]
