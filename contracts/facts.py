"""Gathering what the gate asks, from records that the caller has read (and, to award, locked)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contracts import authorities, cabinet, together
from contracts.agreed import Agreed, agreed
from contracts.competition import awarding
from contracts.gate import Authority, AwardFacts, Cabinet
from contracts.limits import band
from contracts.line_facts import of_line
from contracts.models import (
    CabinetDecision,
    Competition,
    DirectAwardAuthorisation,
    Route,
    SeparatenessRecord,
    StandingAuthority,
)
from contracts.terms import Terms
from lots.models import Scheme
from mdps.core.models import User
from suppliers.evidence_standing import lapsed
from suppliers.models import Admission
from suppliers.prices import Offer, all_offers


@dataclass(frozen=True)
class Gathered:
    """The facts, and the records behind those of them that the contract will name.

    `cabinet` is None where the award needs no decision of Cabinet.
    """

    facts: AwardFacts
    authority: StandingAuthority | None
    cabinet: CabinetDecision | None
    authorisation: DirectAwardAuthorisation | None
    separateness: SeparatenessRecord | None
    comparison: list[Offer]
    agreed: Agreed


def gather(
    terms: Terms,
    scheme: Scheme,
    admission: Admission | None,
    competition: Competition | None = None,
    *,
    by: User,
    on: dt.date,
    shown_value: Decimal | None = None,
) -> Gathered:
    """The facts of an award of `terms` by `by` on the day `on`.

    Eight queries; more where others count with it, above a limit, or of a joint line.
    `competition` is the one that runs for the line, if there is one.
    """
    line, service = terms.line, terms.line.service
    offered = all_offers(service, terms.units, on)
    compared = [each for each in offered if each.is_open]
    card = next((each.priced for each in offered if each.supplier_id == terms.supplier.pk), None)
    cheapest = compared[0].total if compared else None
    if competition and terms.route == Route.COMPETITION:
        cheapest = awarding.cheapest_of(competition)
    terms_agreed = agreed(line, card, terms.units, unit_price=terms.unit_price, extras=terms.extras)
    value = terms_agreed.value
    held = authorities.best_for(by, service.lot, on)
    near = together.gather(line, terms.supplier, value, terms.route, by=by, on=on)
    counted = sum((each.value for each in near.fields["related"]), value)
    is_cabinets = counted > scheme.cabinet_threshold
    decision = cabinet.best_for(line, value, counted, on) if is_cabinets else None
    facts = AwardFacts(
        **of_line(line, units=terms.units, value=value, by=by, on=on),
        **near.fields,
        first_award_day=scheme.operational_from,
        last_award_day=scheme.last_award_day,
        cap=scheme.cap,
        headroom=scheme.headroom,
        cabinet_threshold=scheme.cabinet_threshold,
        service=service.name,
        lot=service.lot.number if service.lot else None,
        supplier=terms.supplier.name,
        admission=_standing(admission, on),
        evidence_lapsed=_lapsed(terms, on),
        card_total=terms_agreed.card_total,
        cheapest_total=cheapest,
        unit_price=terms_agreed.unit_price,
        price=terms_agreed.price,
        extras=terms.extras,
        competed=awarding.competed(competition),
        shown_value=shown_value,
        authority=authority_facts(held.authority, held.lots) if held else None,
        cabinet=cabinet_facts(decision) if decision else None,
        route=Route(terms.route).label.lower(),
        route_band=band(service.lot, terms.route, on) if service.lot else None,
        starts_on=terms.starts_on,
        reason=terms.reason,
        bespoke=terms.bespoke,
    )
    return Gathered(
        facts,
        held.authority if held else None,
        decision,
        near.authorisation,
        near.separateness,
        compared,
        terms_agreed,
    )


def _standing(admission: Admission | None, on: dt.date) -> str | None:
    """Where the supplier stands on its lot: admitted, suspended, or neither."""
    return admission.standing_on(on) if admission else None


def _lapsed(terms: Terms, on: dt.date) -> tuple[str, ...]:
    """What mandatory evidence of the supplier is not in order for the lot. One query."""
    lot, supplier = terms.line.service.lot, terms.supplier
    return tuple(lapsed(lot, on, [supplier]).get(supplier.pk, ())) if lot else ()


def authority_facts(authority: StandingAuthority, lots: frozenset[int]) -> Authority:
    """An authority that covers the lots of these numbers."""
    return Authority(
        reference=authority.reference,
        lots=lots,
        highest_value=authority.highest_value,
        starts_on=authority.starts_on,
        ends_on=authority.ends_on,
    )


def cabinet_facts(decision: CabinetDecision) -> Cabinet:
    """A Cabinet decision as the gate knows it."""
    return Cabinet(
        minute=decision.minute,
        highest_value=decision.highest_value,
        effective_from=decision.effective_from,
    )
