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
from suppliers import extras, rates
from suppliers.locks import lock_supplier
from suppliers.models import ExtraRate, PriceProposal, RateLine, Supplier
from suppliers.pricing import Tier
from suppliers.proposal_rules import ANSWER, PROPOSE, Answering, Proposing
from suppliers.queries import admission_on, standing_on
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
        *ask(PROPOSE, _proposing(supplier, service, "", effective_from, on)),
        *ask(RULES, rates.facts(service, unit_price, tiers, effective_from, latest)),
    ]
    if found:
        raise Refused(found)
    proposal = PriceProposal(
        supplier=supplier,
        service=service,
        unit_price=unit_price,
        tier_units=[tier.from_units for tier in tiers],
        tier_percents=[tier.percent for tier in tiers],
        effective_from=effective_from,
        reasons=reasons.strip(),
    )
    return _keep(proposal, by=by, on=on)


@transaction.atomic
def propose_extra(
    supplier: Supplier,
    kind: str,
    price: Decimal,
    *,
    service: Service | None = None,
    effective_from: dt.date,
    reasons: str,
    by: User,
    on: dt.date,
) -> PriceProposal:
    """Propose `price` (GBP ex VAT) as the most charged for one such extra, from a day on.

    For `service`, or for every service that has no price of its own for it (None). It holds once a
    commissioner accepts it. Asks what setting the price would ask, too. Locks the supplier. Raises
    Forbidden, or Refused with every reason.
    """
    require(by, Permission.PRICE_PROPOSE, on=supplier)
    lock_supplier(supplier)
    kind = ExtraRate.Kind(kind)
    latest = extras.latest_of(supplier, kind, service)
    found = [
        *ask(PROPOSE, _proposing(supplier, service, kind, effective_from, on)),
        *ask(RULES, extras.facts(kind, service, price, effective_from, latest)),
    ]
    if found:
        raise Refused(found)
    proposal = PriceProposal(
        supplier=supplier,
        service=service,
        extra_kind=kind,
        unit_price=price,
        effective_from=effective_from,
        reasons=reasons.strip(),
    )
    return _keep(proposal, by=by, on=on)


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


def _keep(proposal: PriceProposal, *, by: User, on: dt.date) -> PriceProposal:
    """Record the proposal, and tell those who keep the rate cards."""
    proposal.proposed_by, proposal.proposed_on = by, on
    proposal.save()
    price, since = proposal.unit_price, proposal.effective_from
    audit.record("price.proposed", proposal, by=by, price=price, since=since)
    notices.tell(
        User.objects.holding(*holders_of(Permission.SUPPLIER_MANAGE)),
        f"{proposal.reference}: {proposal.supplier} proposes a price of {proposal.what}",
        url=proposal.get_absolute_url(),
    )
    return proposal


def _proposing(
    supplier: Supplier, service: Service | None, kind: str, effective_from: dt.date, on: dt.date
) -> Proposing:
    waiting = supplier.price_proposals.filter(
        service=service, extra_kind=kind, state=State.OPEN
    ).first()
    return Proposing(
        what=PriceProposal(service=service, extra_kind=kind).what,
        lot=_lot_of(service),
        is_on_the_lot=_is_on_the_lot(supplier, service, on),
        effective_from=effective_from,
        on=on,
        waiting=waiting.reference if waiting else None,
    )


def _lot_of(service: Service | None) -> str:
    if service is None:
        return ""
    return service.lot.short if service.lot else "no lot"


def _is_on_the_lot(supplier: Supplier, service: Service | None, on: dt.date) -> bool:
    """On that of the service; of an extra for every service, on any lot."""
    if service is None:
        return standing_on(on).filter(supplier=supplier).exists()
    return bool(service.lot and admission_on(supplier, service.lot, on))
