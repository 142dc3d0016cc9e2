"""What counts together with a proposed contract: the same child and supplier, near in time.

Read for the gate, and for the pages that authorise or separate. Amounts are GBP ex VAT, net.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, QuerySet, Sum

from contracts.gate.facts import Authorisation, Related
from contracts.limits import in_force, months_earlier, months_later
from contracts.models import (
    AwardLimits,
    CallOffContract,
    DirectAwardAuthorisation,
    Route,
    SeparatenessRecord,
)
from mdps.core.compiled import Compiled
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


def contracts_near(line: RequestLine, supplier: Supplier, on: dt.date) -> QuerySet[Any]:
    """Contracts that `supplier` was awarded for the same child less than 12 months from `on`.

    Whichever request they are of. A contract exactly twelve months before or after does not
    count. Those that commit nothing any more are left out. `committed` is what each commits.
    """
    return _between(**_near(line, supplier, on, in_force(on).together_months))


def _near(line: RequestLine, supplier: Supplier, on: dt.date, months: int) -> dict[str, Any]:
    return {
        "supplier": supplier.pk,
        "case_reference": line.request.case_reference,
        "after": months_earlier(on, months),
        "before": months_later(on, months),
    }


def _between(supplier: Any, case_reference: Any, after: Any, before: Any) -> QuerySet[Any]:
    return (
        CallOffContract.objects.filter(
            supplier=supplier,
            line__request__case_reference=case_reference,
            awarded_on__gt=after,
            awarded_on__lt=before,
        )
        .annotate(committed=Sum("commitments__amount", default=ZERO))
        .filter(committed__gt=0)
        .order_by("awarded_on", "id")
    )


BETWEEN = Compiled(
    lambda **given: _between(**given).values_list("id", "awarded_on", "route", "committed"),
    supplier=BigIntegerField(),
    case_reference=CharField(),
    after=DateField(),
    before=DateField(),
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
    """What splitting asks of a contract that comes to `value` in all.

    Two queries; two more where others are near, which records could call separate, and one more
    where the sum needs an authorisation.
    """
    limits = in_force(on)
    asked = _near(line, supplier, on, limits.together_months)
    near: list[Any] = BETWEEN.records(CallOffContract, **asked)
    near = [each for each in near if each != apart_from]
    records = records_for(line, supplier, value) if near else []
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
    total = value + sum((each.value for each in related), ZERO)
    authorisation = (
        _best(line, supplier, total)
        if route == Route.DIRECT and total > limits.direct_award_above
        else None
    )
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
