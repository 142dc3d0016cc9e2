"""Suppliers are registered, apply, are assessed and decided; later they renew and raise prices."""

import datetime as dt
from decimal import Decimal
from functools import partial

from demonstration import supply
from demonstration.catalogue import BY_SERVICE, first_price, risen
from demonstration.names import slug
from demonstration.supply import SupplierPlan
from demonstration.world import World, consultation
from suppliers import admit, assess, evidence, rates, register, reinstate, reject, remove, suspend
from suppliers.apply import apply
from suppliers.models import Admission, Application, Evidence, ProviderAccount, RateLine, Supplier

DAY = dt.timedelta(days=1)
YEAR = dt.timedelta(days=365)
NOTICE = 12 * DAY  # a new price is recorded this long before it holds
EARLY = 66 * DAY  # most renew their insurances this long before they end

FAILED = "The certificate that was sent had expired, and no newer one was sent when we asked."
ILLUSTRATIVE = "Our prices are illustrative: this is a demonstration."
FATES = {
    "suspended": "Two reports were filed late and unsigned. No new work until this is explained.",
    "reinstated": "The improvement plan was carried out and checked.",
    "removed": "The supplier has stopped trading and asked to leave.",
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
    _papers(world, plan, supplier, on)
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
        go_on = partial(_assess, world, plan, application, becomes)
        world.diary.on(on + world.draw.randrange(2, 6) * DAY, go_on)


def _assess(
    world: World, plan: SupplierPlan, application: Application, becomes: str, on: dt.date
) -> None:
    application.refresh_from_db()
    fails = becomes == supply.REJECTED
    criteria = list(application.lot.criteria.order_by("number"))
    judgements = {each.pk: ("pass", "Seen and in order.") for each in criteria}
    if fails:
        judgements[criteria[1].pk] = ("fail", FAILED)
    summary = "One criterion is not met." if fails else "Meets every criterion of the lot."
    assess.assess(
        application, judgements=judgements, summary=summary, by=application.assessor, on=on
    )
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
            _set_first_price(world, plan, application.supplier, name, on)
    if plan.fate:
        _enter_fate(world, plan.fate, admission)


def _set_first_price(
    world: World, plan: SupplierPlan, supplier: Supplier, name: str, on: dt.date
) -> None:
    """By the seasons that passed before it joined, its first price has risen too."""
    level = min(max(plan.level + world.draw.uniform(-0.2, 0.2), 0), 1)
    price, began = first_price(BY_SERVICE[name], level), world.days.operational
    for year in range(1, (on - began) // YEAR + 1):
        price = risen(price, year, 1)
    by = world.people.commissioners[0]
    service = world.services[name]
    rates.set_price(supplier, service, price, by=by, effective_from=on)
    for year in range(1, (world.days.today - began) // YEAR + 1):
        rise_on = began.replace(year=began.year + year)
        if rise_on - on > 60 * DAY:
            act = partial(_raise_price, world, supplier, name, year, rise_on)
            world.diary.on(rise_on - NOTICE, act)


def _raise_price(
    world: World, supplier: Supplier, name: str, year: int, rise_on: dt.date, on: dt.date
) -> None:
    """From the first day of the scheme year, a little more than before."""
    service = world.services[name]
    latest = RateLine.objects.get(supplier=supplier, service=service, effective_to=None)
    price = risen(latest.unit_price, year, world.draw.uniform(0.4, 1.5))
    if price > latest.unit_price:
        by = world.people.commissioners[0]
        rates.set_price(supplier, service, price, by=by, effective_from=rise_on)


def _enter_fate(world: World, fate: str, admission: Admission) -> None:
    """Suspended some weeks ago; or long ago, and since then reinstated or removed."""
    today, began = world.today, admission.admitted_on
    suspended_on = today - 18 * DAY if fate == "suspended" else began + (today - began) * 3 // 5
    world.diary.on(suspended_on, partial(_decide, world, suspend.suspend, admission, "suspended"))
    if fate != "suspended":
        act = {"reinstated": reinstate.reinstate, "removed": remove.remove}[fate]
        world.diary.on(suspended_on + 45 * DAY, partial(_decide, world, act, admission, fate))


def _decide(world: World, act: object, admission: Admission, fate: str, on: dt.date) -> None:
    admission.refresh_from_db()
    said, by = consultation(on, FATES[fate]), world.people.deciders[0]
    act(admission, consultation=said, by=by, on=on)  # type: ignore[operator]


def _papers(world: World, plan: SupplierPlan, supplier: Supplier, on: dt.date) -> None:
    """Insurances for a year from the supplier's own day, and the checks that last longer."""
    kind = Evidence.Kind
    starts_on = plan.renews_on
    while starts_on > on:
        starts_on -= YEAR
    for insurance in (kind.PUBLIC_LIABILITY, kind.INDEMNITY):
        lead = 0 * DAY if plan.is_provider and insurance == kind.PUBLIC_LIABILITY else EARLY
        _show(world, supplier, insurance, starts_on, lead, on)
    checks = [kind.DBS, kind.ICO]
    checks += [kind.UKAS] if "Laboratory" in plan.name or "Analytical" in plan.name else []
    checks += [kind.REGISTRATION] if set(plan.trade.lots) & {1, 2} else []
    for check in checks:
        _record(world, supplier, check, on - 30 * DAY, world.today + 2 * YEAR, on)


def _show(
    world: World, supplier: Supplier, kind: str, starts_on: dt.date, lead: dt.timedelta, on: dt.date
) -> None:
    """Record the insurance of a year; the next one is entered for `lead` before it ends."""
    ends_on = starts_on + YEAR - DAY
    _record(world, supplier, kind, starts_on, ends_on, on)
    again = partial(_show, world, supplier, kind, starts_on + YEAR, lead)
    world.diary.on(max(ends_on + DAY - lead, on + DAY), again)


def _record(
    world: World, supplier: Supplier, kind: str, valid_from: dt.date, until: dt.date, on: dt.date
) -> None:
    number = f"{Decimal(world.draw.randrange(10**6, 10**7))}"
    by = world.people.commissioners[0]
    evidence.record(
        supplier,
        kind=kind,
        number=f"DEMO-{number}",
        valid_from=valid_from,
        expires_on=max(until, on),
        by=by,
        on=on,
    )
