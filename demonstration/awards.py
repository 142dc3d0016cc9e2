"""Commissioners award what the panel approved; the rest lapses or is bought outside."""

import datetime as dt
from decimal import Decimal
from functools import partial

from contracts import authorities, cabinet, spot
from contracts.authorise import authorise
from contracts.award import award
from contracts.found import record_found
from contracts.limits import in_force
from contracts.models import CallOffContract, SpotPurchase
from contracts.separate import separate
from contracts.terms import Terms
from contracts.together import contracts_near
from demonstration import competitions
from demonstration.plan import LinePlan
from demonstration.world import World, consultation
from panel.approvals import approval_ends
from panel.conditions import tick, unmet_before_award
from referrals.models import RequestLine
from suppliers.models import Supplier
from suppliers.prices import Offer, offers

DAY = dt.timedelta(days=1)
HIGHEST_OF_CABINET = Decimal("600000.00")
HIGHEST = Decimal("100000.00")
DEARER = (
    "The cheaper suppliers have no place before the date the support is needed.",
    "Named by the court in its order.",
    "The child already knows this supplier and has asked to stay with it.",
    "The only one with an assessor who speaks the family's language.",
    "Travel for the family is far shorter; with it the cheaper price would cost more.",
)
OUTSIDE = ("Yarrow Voices Advocacy", "Bellwether Advocacy Service", "Dovetail Expert Reports")


def enter_authorities(world: World) -> None:
    """For every scheme year that has begun, granted on or just before its first day."""
    first = world.days.operational
    for year in range(world.today.year - first.year + 1):
        starts_on = first.replace(year=first.year + year)
        if starts_on <= world.today:
            granted_on = starts_on if year == 0 else starts_on - 6 * DAY
            world.diary.on(granted_on, partial(_grant, world, starts_on))


def _grant(world: World, starts_on: dt.date, on: dt.date) -> None:
    """A year's standing authority for each commissioner and commissioning manager."""
    people = world.people
    for holder in (*people.commissioners, *people.deciders):
        authorities.grant(
            holder=holder,
            lots=world.lots.values(),
            highest_value=HIGHEST,
            starts_on=starts_on,
            ends_on=starts_on.replace(year=starts_on.year + 1) - DAY,
            consultation=consultation(
                on, "A year's authority, so that call-offs are awarded without delay."
            ),
            by=people.deciders[0],
            on=on,
        )


def enter(world: World, line: RequestLine, plan: LinePlan, approved_on: dt.date) -> None:
    """Put what follows the approval into the diary; only what is long over has lapsed."""
    lapsed = plan.ending == "lapse" and approval_ends(approved_on) < world.today
    if plan.ending == "waits":
        competitions.enter(world, line, approved_on)
        return
    if lapsed:
        return
    if plan.ending == "cabinet":
        world.diary.on(approved_on + 20 * DAY, partial(_ask_cabinet, world, line, plan))
        return
    outside = plan.ending == "spot" or line.service.lot_id is None
    act = _buy_outside if outside else _award
    world.diary.on(approved_on + DAY * plan.days_to_award, partial(act, world, line, plan))


def _ask_cabinet(world: World, line: RequestLine, plan: LinePlan, on: dt.date) -> None:
    """Cabinet authorises the one contract above its threshold; awarded after call-in (CR 4)."""
    decision = cabinet.record(
        line,
        minute=f"Cabinet, {on.day} {on:%B %Y}, minute {world.draw.randrange(40, 90)}",
        decided_on=on,
        highest_value=HIGHEST_OF_CABINET,
        by=world.people.deciders[0],
        on=on,
    )
    world.diary.on(decision.effective_from + 2 * DAY, partial(_award, world, line, plan))


def _award(world: World, line: RequestLine, plan: LinePlan, on: dt.date) -> CallOffContract | None:
    """Award what the approval pays for; nothing where no price fits any more."""
    line.refresh_from_db()
    for condition in unmet_before_award(line):
        tick(condition, by=world.people.commissioners[0], on=on)
    units = line.units_left
    found = offers(line.service, units, on)
    chosen = _choose(found, line, plan)
    if chosen is None:
        return None
    if chosen.total > line.approved_left:
        units = int(line.approved_left // chosen.priced.unit_price)
    if plan.ending == "half":
        units = max(units // 2, 1)
    if units < line.units_left:
        found = offers(line.service, units, on)
        chosen = next(each for each in found if each.supplier_id == chosen.supplier_id)
    starts_on = on + DAY * world.draw.randrange(3, 18)
    supplier = Supplier.objects.get(pk=chosen.supplier_id)
    _rest(world, line, supplier, chosen.total, on)
    return award(
        Terms(
            line=line,
            supplier=supplier,
            units=units,
            starts_on=starts_on,
            ends_on=starts_on + dt.timedelta(weeks=plan.weeks),
            reason=world.draw.choice(DEARER) if chosen is not found[0] else "",
        ),
        shown_value=chosen.total,
        by=world.people.commissioners[world.draw.choices((0, 1, 2), (2, 2, 1))[0]],
        on=on,
    )


def _rest(world: World, line: RequestLine, supplier: Supplier, value: Decimal, on: dt.date) -> None:
    """What the award rests on: apart from others of the child, authorised where it is large."""
    near = contracts_near(line, supplier, on)
    limit = in_force(on).direct_award_above
    manager = world.people.deciders[0]
    if value <= limit < value + sum((each.committed for each in near), Decimal(0)):
        separate(
            line,
            supplier,
            highest_value=value,
            reasons="Another need, found later, which the first assessment could not foresee.",
            by=manager,
            on=on,
        )
    elif value > limit:
        authorise(
            line,
            supplier,
            highest_value=value + sum((each.committed for each in near), Decimal(0)),
            authorised_by="The Director of Policy, Performance and Governance",
            authorised_on=on,
            reason="specialism",
            explanation="No other admitted supplier can take the whole package on.",
            by=manager,
            on=on,
        )


def _choose(found: list[Offer], line: RequestLine, plan: LinePlan) -> Offer | None:
    """The cheapest, or where planned a dearer one that the approval still pays in full."""
    fits = [each for each in found if each.total <= line.approved_left]
    if plan.ending == "dearer" and len(fits) > 1:
        return fits[min(plan.place, len(fits) - 1)]
    return found[0] if found and found[0].priced.unit_price <= line.approved_left else None


def _find_another(world: World, line: RequestLine, on: dt.date) -> None:
    """The team had bought from the same provider before, and nobody had recorded it."""
    record_found(
        provider_name=f"{OUTSIDE[2]} Ltd",
        purchased_on=on - dt.timedelta(days=20),
        amount=line.approved_left,
        team=line.request.team,
        category=line.service.category,
        service=line.service,
        reason=SpotPurchase.Reason.UNAPPROVED,
        explanation="Booked by telephone, and found when the invoice came.",
        approver="Nobody beforehand",
        is_another=True,
        by=world.people.commissioners[0],
        on=on,
    )


def _buy_outside(world: World, line: RequestLine, plan: LinePlan, on: dt.date) -> SpotPurchase:
    """Advocacy has no lot; now and then the court names somebody who has not joined."""
    line.refresh_from_db()
    no_lot = line.service.lot_id is None
    if not no_lot:
        _find_another(world, line, on)
    return spot.record(
        line,
        provider_name=world.draw.choice(OUTSIDE[:2]) if no_lot else OUTSIDE[2],
        units=line.units_left,
        amount=line.approved_left,
        reason=SpotPurchase.Reason.NO_LOT if no_lot else SpotPurchase.Reason.NOT_ADMITTED,
        explanation=(
            "Advocacy belongs to no lot of the scheme."
            if no_lot
            else "Named by the court. Invited to join the scheme with the order."
        ),
        authorised_by=world.people.deciders[0],
        by=world.people.commissioners[0],
        on=on,
    )
