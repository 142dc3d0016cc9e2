"""What counts together with a proposed contract: the same child and supplier, near in time.

Read for the gate, and for the pages that authorise or separate. Amounts are GBP ex VAT, net.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from contracts.gate.facts import Authorisation, Related
from contracts.limits import in_force, months_earlier, months_later
from contracts.models import (
    AwardLimits,
    CallOffContract,
    DirectAwardAuthorisation,
    Route,
    SeparatenessRecord,
)
from mdps.core.models import User
from mdps.core.money import ZERO
from referrals.models import RequestLine
from suppliers.models import Supplier


@dataclass(frozen=True)
class Gathered:
    """The fields of contracts.gate.Together that are read here, and the records behind them."""

    fields: dict[str, Any]
    authorisation: DirectAwardAuthorisation | None
    separateness: SeparatenessRecord | None


def contracts_near(
    line: RequestLine,
    supplier: Supplier,
    on: dt.date,
    *,
    apart_from: CallOffContract | None = None,
    limits: AwardLimits | None = None,
) -> QuerySet[Any]:
    """Contracts that `supplier` was awarded for the same child less than 12 months from `on`.

    Whichever request they are of. A contract exactly twelve months before or after does not
    count. Those that commit nothing any more are left out. `committed` is what each commits.
    """
    months = (limits or in_force(on)).together_months
    near = CallOffContract.objects.filter(
        supplier=supplier,
        line__request__case_reference=line.request.case_reference,
        awarded_on__gt=months_earlier(on, months),
        awarded_on__lt=months_later(on, months),
    )
    if apart_from:
        near = near.exclude(pk=apart_from.pk)
    return (
        near.annotate(committed=Sum("commitments__amount", default=ZERO))
        .filter(committed__gt=0)
        .order_by("awarded_on", "id")
    )


def gather(
    line: RequestLine,
    supplier: Supplier,
    value: Decimal,
    route: str,
    *,
    by: User,
    on: dt.date,
    apart_from: CallOffContract | None = None,
) -> Gathered:
    """What splitting asks of a contract that comes to `value` in all. Five queries."""
    limits = in_force(on)
    near = list(contracts_near(line, supplier, on, apart_from=apart_from, limits=limits))
    records = records_for(line, supplier, value)
    others = [each for each in records if each.recorded_by_id != by.pk]
    separateness = max(others, key=lambda each: _separates(each, near), default=None)
    if separateness and not _separates(separateness, near)[0]:
        separateness = None
    separate = {each.pk for each in separateness.contracts.all()} if separateness else set()
    related = tuple(
        Related(
            reference=each.reference,
            awarded_on=each.awarded_on,
            value=each.committed,
            is_direct=each.route == Route.DIRECT,
        )
        for each in near
        if each.pk not in separate
    )
    authorisation = _best(line, supplier, value + sum((each.value for each in related), ZERO))
    if apart_from and apart_from.authorisation:
        own = apart_from.authorisation
        if authorisation is None or own.highest_value > authorisation.highest_value:
            authorisation = own
    own_record = next((each for each in records if each.recorded_by_id == by.pk), None)
    return Gathered(
        fields(limits, related, authorisation, own_record if related else None)
        | {"is_direct": route == Route.DIRECT},
        authorisation,
        separateness,
    )


def fields(
    limits: AwardLimits,
    related: tuple[Related, ...],
    authorisation: DirectAwardAuthorisation | None,
    own: SeparatenessRecord | None,
) -> dict[str, Any]:
    """The fields of contracts.gate.Together about what counts together."""
    return {
        "direct_award_above": limits.direct_award_above,
        "together_months": limits.together_months,
        "related": related,
        "own_separateness": own.reference if own else "",
        "authorisation": authorisation
        and Authorisation(
            reference=authorisation.reference,
            highest_value=authorisation.highest_value,
            authorised_on=authorisation.authorised_on,
        ),
    }


def records_for(line: RequestLine, supplier: Supplier, value: Decimal) -> list[SeparatenessRecord]:
    """Records that no contract rests on yet and that cover one of `value`, the newest first."""
    return list(
        SeparatenessRecord.objects.filter(
            line=line, supplier=supplier, highest_value__gte=value, awards=None, variations=None
        )
        .prefetch_related("contracts")
        .order_by("-id")
    )


def _separates(record: SeparatenessRecord, near: list[CallOffContract]) -> tuple[int, int]:
    """How many of `near` the record names; the newest of those that name as many."""
    named = {each.pk for each in record.contracts.all()}
    return len(named & {each.pk for each in near}), record.pk


def _best(line: RequestLine, supplier: Supplier, total: Decimal) -> DirectAwardAuthorisation | None:
    """The unused authorisation that fits `total` most closely; failing that, the highest."""
    unused = line.direct_authorisations.filter(supplier=supplier, contracts=None, variations=None)
    return max(
        unused,
        key=lambda each: (each.highest_value >= total, each.highest_value, each.pk),
        default=None,
    )
