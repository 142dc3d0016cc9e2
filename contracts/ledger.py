"""The commitment ledger: the one place where money is counted against the cap (CR 4).

Lines are only ever added. A trigger on that INSERT is the only writer of `Scheme.committed`;
this module locks, posts, and turns what the database refuses into words.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from django.db import IntegrityError
from django.db.models import F, Q, Sum

from contracts.models import CallOffContract, Commitment
from contracts.warnings import warn
from lots.models import Scheme
from lots.queries import current_scheme
from mdps.core.models import User
from mdps.core.money import ZERO, gbp, gbp_short
from mdps.core.rules import Refusal, Refused
from mdps.core.words import day

CAP = "mdps_cap"
THRESHOLD = "mdps_cabinet_threshold"
DAY = "mdps_no_later_day"
BELOW = "mdps_never_below_nothing"


def lock(scheme_id: int) -> Scheme:
    """The scheme, held until the transaction ends, so that nobody else can use its headroom.

    First in the order of locks (docs/locking.md).
    """
    return Scheme.objects.select_for_update().get(pk=scheme_id)


def lock_current() -> Scheme:
    """The scheme the council runs, held likewise."""
    return current_scheme(Scheme.objects.select_for_update())


def post(
    scheme: Scheme,
    contract: CallOffContract,
    kind: Commitment.Kind,
    amount: Decimal,
    *,
    by: User,
    on: dt.date,
) -> Commitment:
    """Append a line of `amount` (GBP ex VAT, negative for a release) that counts for the day `on`.

    The caller holds the scheme, which then says what is committed with it, as its row does. Warns
    when a share of the cap is reached. Raises Refused if the database finds that the line would
    pass the cap or the Cabinet threshold, or counts for a day that has not come, whatever the
    rules said before.
    """
    try:
        line = Commitment.objects.create(
            scheme=scheme, contract=contract, kind=kind, amount=amount, by=by, on=on
        )
    except IntegrityError as error:
        if refusal := _refusal(error, scheme, amount, on):
            raise Refused([refusal]) from error
        raise
    scheme.committed += amount
    if amount > 0:
        warn(scheme)
    return line


def drift(scheme: Scheme) -> Decimal:
    """What the scheme says is committed less what its lines say; anything but £0.00 is wrong."""
    lines = scheme.commitments.aggregate(total=Sum("amount", default=ZERO))["total"]
    return scheme.committed - lines


def contracts_at_odds(scheme: Scheme) -> Iterator[tuple[CallOffContract, Decimal]]:
    """Contracts whose value is not that of their award's ledger line, with that line's amount."""
    awarded = Sum("commitments__amount", filter=Q(commitments__kind="award"), default=ZERO)
    wrong = CallOffContract.objects.filter(lot__scheme=scheme).annotate(awarded=awarded)
    for contract in wrong.exclude(value=F("awarded")).order_by("id"):
        yield contract, contract.awarded


def _refusal(error: IntegrityError, scheme: Scheme, amount: Decimal, on: dt.date) -> Refusal | None:
    """The database's refusal in words, where it is one of the ledger's own."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    messages = {
        CAP: f"The award of {gbp(amount)} does not fit under the {gbp_short(scheme.cap)} cap. "
        "Look at the headroom and try again.",
        THRESHOLD: f"The contract is above {gbp(scheme.cabinet_threshold)} and has no Cabinet "
        "decision that covers it. Record the decision first.",
        BELOW: f"{gbp(-amount)} is more than the contract commits. Look at its value, then try "
        "again.",
        DAY: f"{day(on)} has not come yet. Date it today or earlier.",
    }
    codes = {
        CAP: "over-cap",
        THRESHOLD: "no-cabinet-decision",
        DAY: "future-day",
        BELOW: "below-nothing",
    }
    return Refusal(codes[constraint], messages[constraint], "CR 4") if constraint in codes else None
