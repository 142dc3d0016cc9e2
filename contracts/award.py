"""Awarding a call-off contract: the one place where money is first committed (CR 4)."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracts import ledger, order_form, parts
from contracts.competition import awarding
from contracts.facts import Gathered, gather
from contracts.gate import RULES
from contracts.models import CallOffContract, Commitment, Competition
from contracts.terms import Terms
from lots.queries import current_scheme
from mdps.core import audit, notices
from mdps.core.cases import keys
from mdps.core.compiled import prepared
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Check, checks, enforce
from panel import budgets
from referrals import lines
from referrals.models import RequestLine
from suppliers import volumes
from suppliers.prices import Offer
from suppliers.queries import admission_on, for_share, people_of


@transaction.atomic
@prepared()
def award(
    terms: Terms, *, shown_value: Decimal | None = None, by: User, on: dt.date
) -> CallOffContract:
    """Award a call-off on `terms`, dated `on`, and commit its value (GBP ex VAT) under the cap.

    Locks the scheme, then the line, then its mini-competition, then the supplier's admission FOR
    SHARE, before any check and until the end: two officers cannot both spend the last pound, and a
    suspension waits.
    `shown_value` is what the officer saw; if it now comes to something else, it is refused.

    Raises Forbidden, or Refused with every reason at once.
    """
    require(by, Permission.CONTRACT_AWARD, on=terms.line)
    scheme = ledger.lock_current()
    terms = _locked(terms)
    lot = terms.line.service.lot
    competition = awarding.lock_running(terms.line)
    admission = for_share(terms.supplier, lot) if lot else None
    found = gather(terms, scheme, admission, competition, by=by, on=on, shown_value=shown_value)
    enforce(RULES, found.facts)

    contract = _contract(terms, found, competition, by=by, on=on)
    value = contract.value
    lines.commit(terms.line, amount=value, units=terms.units, by=by)
    budgets.commit(terms.line, value, source=contract.reference, by=by, on=on)
    volumes.post(
        contract.supplier,
        contract.service,
        contract.units,
        source=contract.reference,
        by=by,
        on=on,
    )
    ledger.post(scheme, contract, Commitment.Kind.AWARD, value, by=by, on=on)
    audit.record(
        "contract.awarded",
        contract,
        by=by,
        value=value,
        supplier=terms.supplier.name,
        line=terms.line,
        authority=found.authority,
        authorisation=contract.authorisation,
        separateness=contract.separateness,
    )
    order_form.write(contract, by=by)
    if competition:
        awarding.awarded(competition, contract, by=by, on=on)
    _tell(contract)
    return contract


def look(terms: Terms, *, shown_value: Decimal | None = None, by: User, on: dt.date) -> Gathered:
    """What the gate would ask now, without locks: for the page that shows it before anyone acts."""
    lot = terms.line.service.lot
    admission = admission_on(terms.supplier, lot, on) if lot else None
    competition = awarding.running_for(terms.line)
    return gather(
        terms,
        current_scheme(),
        admission,
        competition,
        by=by,
        on=on,
        shown_value=shown_value,
    )


def checks_of(found: Gathered) -> list[Check]:
    """Every rule of the gate, green or red."""
    return checks(RULES, found.facts)


def _locked(terms: Terms) -> Terms:
    line = (
        RequestLine.objects.select_for_update(of=("self",))
        .select_related("request__case_key", "request__requester", "request__team", "service__lot")
        .get(pk=terms.line.pk)
    )
    keys.read(line.request.case_key)
    return replace(terms, line=line)


def _contract(
    terms: Terms, found: Gathered, competition: Competition | None, *, by: User, on: dt.date
) -> CallOffContract:
    """The contract, with a frozen copy of the comparison that was on screen: of the rate cards, or
    of the ranked quotes.

    The gate has refused by now what has no lot or no authority.
    """
    facts, lot, authority = found.facts, terms.line.service.lot, found.authority
    if lot is None or authority is None:
        raise AssertionError("The gate lets nothing through without a lot and an authority.")
    above_card = facts.card_total is not None and facts.for_units > facts.card_total
    return CallOffContract.objects.create(
        line=terms.line,
        supplier=terms.supplier,
        delivered_by=terms.supplier,
        state_since=on,
        lot=lot,
        service=terms.line.service,
        units=terms.units,
        unit_price=facts.unit_price,
        value=facts.value,
        extras=found.agreed.extras,
        parts=parts.frozen(found.agreed.parts),
        awarded_on=on,
        awarded_by=by,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        standing_authority=authority,
        cabinet_decision=found.cabinet,
        route=terms.route,
        authorisation=found.authorisation if facts.needs_authorisation else None,
        separateness=found.separateness,
        reason=terms.reason,
        bespoke=terms.bespoke if above_card else "",
        comparison=awarding.comparison_of(competition)
        if competition
        else [_frozen(rank, offer) for rank, offer in enumerate(found.comparison, start=1)],
    )


def _frozen(rank: int, offer: Offer) -> dict[str, Any]:
    return {
        "rank": rank,
        "supplier": offer.supplier_name,
        "unit_price": str(offer.priced.unit_price),
        "total": str(offer.total),
        "parts": [
            {"units": part.units, "percent": str(part.percent), "amount": str(part.amount)}
            for part in offer.priced.parts
        ],
    }


def _tell(contract: CallOffContract) -> None:
    """Tell the requester where to look, and the supplier's people that there is work for them."""
    request = contract.line.request
    awarded = f"{contract.reference} was awarded for {request.reference}"
    yours, url = f"You were awarded {contract.reference}", contract.get_absolute_url()
    notices.tell_each(
        [
            notices.News(request.requester, awarded, request.get_absolute_url()),
            *(notices.News(each, yours, url) for each in people_of(contract.supplier)),
        ]
    )
