"""A provider proposes a price for its rate card, and may take the proposal back."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from lots.models import Service
from mdps.core import audit, notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.roles import holders_of
from mdps.core.rules import Refusal, Refused, ask, enforce
from suppliers import rates
from suppliers.locks import lock_supplier
from suppliers.models import PriceProposal, RateLine, Supplier
from suppliers.pricing import Tier
from suppliers.proposal_rules import ANSWER, PROPOSE, Answering, Proposing
from suppliers.queries import admission_on
from suppliers.rates_rules import RULES

State = PriceProposal.State


@transaction.atomic
def propose(
    supplier: Supplier,
    service: Service,
    unit_price: Decimal,
    *,
    tiers: Sequence[Tier] = (),
    effective_from: dt.date,
    reasons: str,
    by: User,
    on: dt.date,
) -> PriceProposal:
    """Propose `unit_price` (GBP ex VAT) with volume discounts, from `effective_from` on.

    It holds once a commissioner accepts it. Asks what setting the price would ask, too. Locks the
    supplier. Raises Forbidden, or Refused with every reason.
    """
    require(by, Permission.PRICE_PROPOSE, on=supplier)
    lock_supplier(supplier)
    latest = latest_of(supplier, service)
    found = [
        *ask(PROPOSE, _proposing(supplier, service, effective_from, on)),
        *ask(RULES, rates.facts(service, unit_price, tiers, effective_from, latest)),
    ]
    if found:
        raise Refused(found)
    proposal = PriceProposal.objects.create(
        supplier=supplier,
        service=service,
        unit_price=unit_price,
        tier_units=[tier.from_units for tier in tiers],
        tier_percents=[tier.percent for tier in tiers],
        effective_from=effective_from,
        reasons=reasons.strip(),
        proposed_on=on,
        proposed_by=by,
    )
    audit.record("price.proposed", proposal, by=by, price=unit_price, since=effective_from)
    notices.tell(
        User.objects.holding(*holders_of(Permission.SUPPLIER_MANAGE)),
        f"{proposal.reference}: {supplier} proposes a price of {service}",
        url=proposal.get_absolute_url(),
    )
    return proposal


@transaction.atomic
def withdraw(proposal: PriceProposal, *, by: User, on: dt.date) -> None:
    """Take the proposal back before it is answered. Locks the supplier.

    Raises Forbidden, or Refused if it is answered.
    """
    require(by, Permission.PRICE_PROPOSE, on=proposal.supplier)
    lock_supplier(proposal.supplier)
    proposal.refresh_from_db()
    enforce(ANSWER, answering(proposal, on=on))
    states.move(proposal, State.WITHDRAWN, by=by, answered_on=on, answered_by=by)


def refusals_against_answer(proposal: PriceProposal, *, on: dt.date) -> list[Refusal]:
    """Why the proposal cannot be answered or withdrawn on the day `on`."""
    return ask(ANSWER, answering(proposal, on=on))


def tiers_of(proposal: PriceProposal) -> tuple[Tier, ...]:
    """The volume discounts that are proposed, the smallest first."""
    return tuple(map(Tier, proposal.tier_units, proposal.tier_percents))


def latest_of(supplier: Supplier, service: Service) -> RateLine | None:
    """The last price that is set for the service, in force or to come."""
    return supplier.rate_lines.filter(service=service, effective_to=None).first()


def answering(
    proposal: PriceProposal, *, on: dt.date, effective_from: dt.date | None = None
) -> Answering:
    """What the rules ask about an answer on the day `on`."""
    return Answering(
        reference=proposal.reference,
        state=proposal.get_state_display(),
        is_open=proposal.state == State.OPEN,
        proposed_from=proposal.effective_from,
        effective_from=effective_from or proposal.effective_from,
        on=on,
    )


def _proposing(
    supplier: Supplier, service: Service, effective_from: dt.date, on: dt.date
) -> Proposing:
    lot = service.lot
    waiting = supplier.price_proposals.filter(service=service, state=State.OPEN).first()
    return Proposing(
        service=service.name,
        lot=lot.short if lot else "no lot",
        is_on_the_lot=bool(lot and admission_on(supplier, lot, on)),
        effective_from=effective_from,
        on=on,
        waiting=waiting.reference if waiting else None,
    )
