"""Releasing part of a call-off's value without taking units off, such as a price agreed lower."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from contracts import ledger
from contracts.giving_back import give_back
from contracts.holding import hold
from contracts.life import facts_of
from contracts.life_rules import RELEASE, Release
from contracts.models import CallOffContract, Commitment
from contracts.standing import standing_of
from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce


@transaction.atomic
def release(
    contract: CallOffContract, *, amount: Decimal, reasons: str, by: User, on: dt.date
) -> None:
    """Give back `amount` (GBP ex VAT) of what the call-off commits; it leaves the cap.

    Never refused for the cap, the term, the admission or the approval. What was delivered stays
    committed. Locks scheme, line and call-off. Raises Forbidden or Refused.
    """
    require(by, Permission.CONTRACT_AWARD, on=contract)
    scheme, held = hold(contract)
    enforce(RELEASE, Release(**facts_of(held, standing_of(held), on=on), amount=amount))
    give_back(held, amount=amount, units=0, by=by, on=on)
    ledger.post(scheme, held, Commitment.Kind.RELEASE, -amount, by=by, on=on)
    audit.record("contract.released", held, by=by, amount=amount, reasons=reasons)
