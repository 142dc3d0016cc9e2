"""Adding units to a call-off, by a line that the panel approved for it (reg 72, CR 4)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from contracts import cabinet, ledger, parts, together
from contracts.agreed import Agreed, agreed
from contracts.facts import cabinet_facts
from contracts.holding import hold
from contracts.increase_rules import INCREASE, Increase
from contracts.models import (
    CabinetDecision,
    CallOffContract,
    Commitment,
    DirectAwardAuthorisation,
    SeparatenessRecord,
    Variation,
)
from contracts.standing import standing_of
from contracts.vary import record, tell, varying
from lots.models import Scheme
from lots.queries import current_scheme
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.permissions import Permission, require
from mdps.core.rules import Check, checks, enforce
from panel import budgets
from panel.conditions import count_unmet
from referrals import lines
from referrals.models import RequestLine
from suppliers import volumes
from suppliers.prices import priced


@dataclass(frozen=True, kw_only=True)
class More:
    """What an officer proposes to add. `unit_price` None means the lower of the call-off's price
    and the rate card of the day. GBP ex VAT."""

    line: RequestLine
    units: int
    unit_price: Decimal | None = None
    ground: str
    reasons: str
    notice_published: bool = False


@dataclass(frozen=True)
class Gathered:
    """The facts, and the records behind them on which the increase rests."""

    facts: Increase
    cabinet: CabinetDecision | None
    authorisation: DirectAwardAuthorisation | None
    separateness: SeparatenessRecord | None
    agreed: Agreed

    @property
    def checks(self) -> list[Check]:
        """Every rule, green or red."""
        return checks(INCREASE, self.facts)


@transaction.atomic
def increase(
    contract: CallOffContract,
    more: More,
    *,
    shown_amount: Decimal | None = None,
    by: User,
    on: dt.date,
) -> Variation:
    """Add the units of `more` to the call-off; what they come to is committed under the cap.

    The term, the approval and the rate card are asked about the new units only; the cap about
    what is added; the Cabinet threshold about the whole. Locks scheme, the call-off's line, the
    call-off, then the line of the increase.

    Raises Forbidden, or Refused with every reason at once.
    """
    require(by, Permission.CONTRACT_AWARD, on=contract)
    scheme, held = hold(contract)
    line = RequestLine.objects.select_for_update(of=("self",)).get(pk=more.line.pk)
    found = gather(held, more, line, scheme, by=by, on=on, shown_amount=shown_amount)
    enforce(INCREASE, found.facts)
    amount = found.facts.amount
    variation = record(
        held,
        Variation.Kind.INCREASE,
        more.ground,
        more.reasons,
        by=by,
        on=on,
        units=more.units,
        unit_price=found.facts.unit_price,
        amount=amount,
        parts=parts.frozen(found.agreed.parts),
        line=line,
        cabinet_decision=found.cabinet,
        authorisation=found.authorisation,
        separateness=found.separateness,
        notice_published=more.notice_published,
    )
    lines.commit(line, amount=amount, units=more.units, by=by)
    budgets.commit(line, amount, source=held.reference, by=by, on=on)
    volumes.post(held.delivered_by, held.service, more.units, source=held.reference, by=by, on=on)
    ledger.post(scheme, held, Commitment.Kind.INCREASE, amount, by=by, on=on)
    tell(held)
    return variation


def look(
    contract: CallOffContract,
    more: More,
    *,
    by: User,
    on: dt.date,
    shown_amount: Decimal | None = None,
) -> Gathered:
    """What the rules of an increase would ask now, without locks: for the page."""
    return gather(
        contract, more, more.line, current_scheme(), by=by, on=on, shown_amount=shown_amount
    )


def gather(
    contract: CallOffContract,
    more: More,
    line: RequestLine,
    scheme: Scheme,
    *,
    by: User,
    on: dt.date,
    shown_amount: Decimal | None,
) -> Gathered:
    """The facts of adding `more` on the day `on`."""
    standing = standing_of(contract)
    card = priced(contract.delivered_by, contract.service, more.units, on)
    added = agreed(line, card, more.units, unit_price=more.unit_price, at_most=contract.unit_price)
    amount = added.value
    total = standing.committed + amount
    near = together.gather(
        line, contract.supplier, total, contract.route, by=by, on=on, apart_from=contract
    )
    counted = sum((each.value for each in near.fields["related"]), total)
    decision = _own(contract, counted, on) or cabinet.best_for(line, total, counted, on)
    same_case = line.request.case_reference == contract.line.request.case_reference
    facts = Increase(
        **varying(
            contract,
            ground=more.ground,
            reasons=more.reasons,
            on=on,
            notice_published=more.notice_published,
        ),
        **near.fields,
        supplier=contract.supplier.name,
        units=more.units,
        amount=amount,
        original=standing.original,
        increased=standing.increased,
        committed=standing.committed,
        headroom=scheme.headroom,
        cap=scheme.cap,
        cabinet_threshold=scheme.cabinet_threshold,
        cabinet=cabinet_facts(decision) if decision else None,
        first_award_day=scheme.operational_from,
        last_award_day=scheme.last_award_day,
        line=line.reference,
        line_is_open=line.state in line.OPEN,
        line_left=line.left_on(on) or ZERO,
        line_units_left=line.units_left,
        line_last_day=line.last_day,
        conditions_to_meet=count_unmet(line),
        line_is_of_this=same_case
        and line.service_id == contract.service_id
        and line.contract_reference in ("", contract.reference),
        unit_price=added.unit_price,
        price=added.price,
        card_total=added.card_total,
        shown_amount=shown_amount,
    )
    is_its_own = near.authorisation == contract.authorisation
    needed = counted > scheme.cabinet_threshold and decision != contract.cabinet_decision
    return Gathered(
        facts,
        decision if needed else None,
        near.authorisation if facts.needs_authorisation and not is_its_own else None,
        near.separateness,
        added,
    )


def _own(contract: CallOffContract, total: Decimal, on: dt.date) -> CabinetDecision | None:
    """The decision on which the call-off itself was awarded, where it covers the new total too."""
    decision = contract.cabinet_decision
    if decision and decision.highest_value >= total and decision.effective_from <= on:
        return decision
    return None
