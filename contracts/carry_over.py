"""Carrying over a contract that was made under the scheme before this service (CR 4)."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction

from contracts import cabinet, ledger, parts
from contracts.carry_over_rules import EXCEPTIONS, IMPORT, RECORD
from contracts.facts import authority_facts, cabinet_facts, gather
from contracts.gate import AwardFacts
from contracts.models import (
    CabinetDecision,
    CallOffContract,
    Commitment,
    HistoricalException,
    Route,
    StandingAuthority,
)
from contracts.parts import Part
from contracts.terms import Terms
from lots.models import Service
from mdps.core import audit, states
from mdps.core.models import Team, User
from mdps.core.money import to_penny
from mdps.core.permissions import Permission, require
from mdps.core.rules import demand, enforce
from referrals import carry_over as requests
from referrals.models import RequestLine
from suppliers import volumes
from suppliers.models import Supplier
from suppliers.queries import admission_on

State = CallOffContract.State


@dataclass(frozen=True, kw_only=True)
class CabinetMinute:
    """Cabinet's decision on a contract above the threshold, as the minutes have it."""

    minute: str
    decided_on: dt.date
    highest_value: Decimal


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A contract as its record before this service says; whole-life `value` in GBP ex VAT.

    `awarded_on` is the day for which it counts under the cap; all days are inclusive. None and
    nothing where the record does not say.
    """

    reference: str
    supplier: Supplier
    service: Service
    case_reference: str
    team: Team
    requester: User
    units: int
    value: Decimal
    awarded_on: dt.date
    starts_on: dt.date
    ends_on: dt.date
    route: str = Route.DIRECT
    reason: str = ""
    authority: StandingAuthority | None = None
    minute: CabinetMinute | None = None


@transaction.atomic
def carry_over(earlier: Earlier, *, by: User, on: dt.date) -> CallOffContract:
    """Record the contract, post it to the ledger with the day of its award, and let it run.

    Refused for cap, term, admission on that day and the Cabinet threshold; whatever else of the
    gate it does not show is kept as a historical exception. No budget is charged for it: those
    years were accounted for elsewhere. Its units count for volume discounts in their scheme year.

    Locks the scheme. Raises Forbidden, or Refused with every reason at once.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    enforce(RECORD, earlier)
    scheme = ledger.lock_current()
    line = _line(earlier, by=by)
    decision = _decision(earlier, line, by=by, on=on)
    lot = earlier.service.lot
    admission = admission_on(earlier.supplier, lot, earlier.awarded_on) if lot else None
    found = gather(_terms(earlier, line), scheme, admission, by=by, on=earlier.awarded_on)
    facts = _as_recorded(found.facts, earlier, decision)
    enforce(IMPORT, facts)
    contract = _contract(earlier, line, facts, decision, by=by)
    _keep_exceptions(contract, facts)
    ledger.post(
        scheme, contract, Commitment.Kind.AWARD, earlier.value, by=by, on=earlier.awarded_on
    )
    requests.use(line, amount=earlier.value, units=earlier.units, until=earlier.ends_on, by=by)
    volumes.post(
        earlier.supplier,
        earlier.service,
        earlier.units,
        source=contract.reference,
        by=by,
        on=earlier.awarded_on,
    )
    audit.record(
        "contract.carried_over",
        contract,
        by=by,
        earlier=earlier.reference,
        value=earlier.value,
        supplier=earlier.supplier.name,
    )
    states.move(contract, State.ACCEPTED, by=by, state_since=on)
    if earlier.starts_on <= on:
        states.move(contract, State.ACTIVE, by=None, state_since=on)
    return contract


def _line(earlier: Earlier, *, by: User) -> RequestLine:
    return requests.carry_over(
        case_reference=earlier.case_reference,
        team=earlier.team,
        requester=earlier.requester,
        service=earlier.service,
        units=earlier.units,
        amount=earlier.value,
        made_on=earlier.awarded_on,
        ends_on=earlier.ends_on,
        earlier_reference=earlier.reference,
        by=by,
    )


def _terms(earlier: Earlier, line: RequestLine) -> Terms:
    return Terms(
        line=line,
        supplier=earlier.supplier,
        units=earlier.units,
        starts_on=earlier.starts_on,
        ends_on=earlier.ends_on,
        unit_price=_unit_price(earlier),
        reason=earlier.reason,
        route=earlier.route,
    )


def _unit_price(earlier: Earlier) -> Decimal:
    """What one unit comes to, half up to the penny; the value itself stays what it was."""
    return to_penny(earlier.value / earlier.units)


def _decision(
    earlier: Earlier, line: RequestLine, *, by: User, on: dt.date
) -> CabinetDecision | None:
    """Cabinet's decision that the record names, recorded for the line."""
    if (said := earlier.minute) is None:
        return None
    return cabinet.record(
        line,
        minute=said.minute,
        decided_on=said.decided_on,
        highest_value=said.highest_value,
        by=by,
        on=on,
    )


def _as_recorded(
    facts: AwardFacts, earlier: Earlier, decision: CabinetDecision | None
) -> AwardFacts:
    """The facts with the value of the record, and what it names: not `by`'s own authority."""
    authority = earlier.authority
    return replace(
        facts,
        value=earlier.value,
        price=earlier.value,
        authority=authority_facts(authority, _lots(authority)) if authority else None,
        cabinet=cabinet_facts(decision) if decision else None,
    )


def _lots(authority: StandingAuthority) -> frozenset[int]:
    return frozenset(authority.lots.values_list("number", flat=True))


def _contract(
    earlier: Earlier,
    line: RequestLine,
    facts: AwardFacts,
    decision: CabinetDecision | None,
    *,
    by: User,
) -> CallOffContract:
    """The contract; the rules have refused by now what has no lot."""
    lot, above = earlier.service.lot, earlier.value > facts.cabinet_threshold
    if lot is None:
        raise AssertionError("The rules let nothing through without a lot.")
    return CallOffContract.objects.create(
        line=line,
        supplier=earlier.supplier,
        delivered_by=earlier.supplier,
        state_since=earlier.awarded_on,
        lot=lot,
        service=earlier.service,
        units=earlier.units,
        unit_price=_unit_price(earlier),
        value=earlier.value,
        parts=parts.frozen([Part(earlier.units, earlier.value)]),
        awarded_on=earlier.awarded_on,
        awarded_by=by,
        starts_on=earlier.starts_on,
        ends_on=earlier.ends_on,
        standing_authority=earlier.authority,
        cabinet_decision=decision if above else None,
        route=earlier.route,
        reason=earlier.reason,
        earlier_reference=earlier.reference,
    )


def _keep_exceptions(contract: CallOffContract, facts: AwardFacts) -> None:
    """What of today's gate the record does not show, rule by rule."""
    HistoricalException.objects.bulk_create(
        HistoricalException(
            contract=contract, code=refusal.code, demand=demand(rule), source=refusal.source
        )
        for rule in EXCEPTIONS
        if (refusal := rule(facts))
    )
