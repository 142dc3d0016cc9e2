"""Evidence: insurances that are renewed each year, and the checks that last longer."""

import datetime as dt
from decimal import Decimal
from functools import partial

from demonstration.supply import SupplierPlan
from demonstration.world import World
from suppliers import evidence
from suppliers.evidence_kinds import ASKED
from suppliers.models import Evidence, Supplier

DAY = dt.timedelta(days=1)
YEAR = dt.timedelta(days=365)
MILLION = Decimal("1000000.00")
STANDS = {
    "level": Evidence.Level.ENHANCED_BARRED,
    "body": Evidence.Body.HCPC,
    "checker": "An umbrella body",
    "scope": "Drugs and alcohol in hair, and relationship tests by DNA.",
}
EARLY = 66 * DAY  # most renew their insurances this long before they end


def enter(world: World, plan: SupplierPlan, supplier: Supplier, on: dt.date) -> None:
    """Insurances for a year from the supplier's own day, and the checks that last longer."""
    kind = Evidence.Kind
    starts_on = plan.renews_on
    while starts_on > on:
        starts_on -= YEAR
    insurances = [kind.PUBLIC_LIABILITY, kind.INDEMNITY]
    insurances += [kind.EMPLOYERS_LIABILITY] if plan.trade.kind != "sole_trader" else []
    for insurance in insurances:
        lead = 0 * DAY if plan.is_provider and insurance == kind.PUBLIC_LIABILITY else EARLY
        _show(world, supplier, insurance, starts_on, lead, on)
    checks = [kind.DBS, kind.ICO]
    checks += [kind.UKAS] if any("test" in each for each in plan.trade.services) else []
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
    stands = STANDS | {
        "number": f"DEMO-{world.draw.randrange(10**6, 10**7)}",
        "amount": MILLION * (2 if kind == Evidence.Kind.INDEMNITY else 10),
        "holder": f"A practitioner of {supplier.name}"[:150],
    }
    asked = ASKED[Evidence.Kind(kind)].fields
    evidence.record(
        supplier,
        kind=kind,
        **{name: fact for name, fact in stands.items() if name in asked},
        valid_from=valid_from,
        expires_on=max(until, on),
        by=world.people.commissioners[0],
        on=on,
    )
