"""The council's answer to a proposed price: accepted, it is on the rate card; or declined."""

import datetime as dt

from django.db import transaction

from mdps.core import notices, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from mdps.core.words import day
from suppliers.extras import set_extra
from suppliers.locks import lock_supplier
from suppliers.models import ExtraRate, PriceProposal, RateLine
from suppliers.proposal_rules import ACCEPT, ANSWER
from suppliers.propose import answering, tiers_of
from suppliers.queries import people_of
from suppliers.rates import set_price

State = PriceProposal.State


@transaction.atomic
def accept(
    proposal: PriceProposal, *, effective_from: dt.date, by: User, on: dt.date
) -> RateLine | ExtraRate:
    """Put the proposed price on the rate card, from `effective_from` on (GBP ex VAT).

    That is the proposed day or a later one, and not before the day `on`. Locks the supplier.
    Raises Forbidden, or Refused if it is answered already or the price cannot be set.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=proposal.supplier)
    lock_supplier(proposal.supplier)
    proposal.refresh_from_db()
    enforce(ACCEPT, answering(proposal, on=on, effective_from=effective_from))
    line = _set(proposal, by, effective_from)
    became = {"extra" if proposal.extra_kind else "line": line}
    states.move(proposal, State.ACCEPTED, by=by, answered_on=on, answered_by=by, **became)
    _tell(proposal, f"is accepted and holds from {day(effective_from)}")
    return line


@transaction.atomic
def decline(proposal: PriceProposal, *, reasons: str, by: User, on: dt.date) -> None:
    """Decline the proposed price for reasons that its provider reads. Locks the supplier.

    Raises Forbidden, or Refused if it is answered already.
    """
    require(by, Permission.SUPPLIER_MANAGE, on=proposal.supplier)
    lock_supplier(proposal.supplier)
    proposal.refresh_from_db()
    enforce(ANSWER, answering(proposal, on=on))
    states.move(
        proposal, State.DECLINED, by=by, answered_on=on, answered_by=by, answer=reasons.strip()
    )
    _tell(proposal, "is declined. Read why")


def _set(proposal: PriceProposal, by: User, effective_from: dt.date) -> RateLine | ExtraRate:
    """Put it on the rate card, by the act by which the council itself would."""
    supplier, service, price = proposal.supplier, proposal.service, proposal.unit_price
    if proposal.extra_kind or service is None:
        kind = proposal.extra_kind
        return set_extra(
            supplier, kind, price, service=service, by=by, effective_from=effective_from
        )
    tiers = tiers_of(proposal)
    return set_price(supplier, service, price, tiers=tiers, by=by, effective_from=effective_from)


def _tell(proposal: PriceProposal, what: str) -> None:
    notices.tell(
        people_of(proposal.supplier),
        f"Your price of {proposal.what} ({proposal.reference}) {what}",
        url=proposal.get_absolute_url(),
    )
