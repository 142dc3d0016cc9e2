"""The panel's budgets: what is held, bound and paid for each line, posted and never changed.

`reserve` is called by a decision, `commit` and `uncommit` by an award or a spot purchase and by
taking one back, `spend` and `unspend` by invoices, `release` by whatever frees a line. All are
called inside the act's transaction, by actions that have asked their own permission. Amounts are
GBP ex VAT.

Only `reserve` uses up what is left, so only it locks: the budgets `FOR UPDATE`, in the order of
their ids, before it looks at what is left. Everything else moves money that is reserved already,
under the lock of the line.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BigIntegerField, Sum

from mdps.core.compiled import Compiled
from mdps.core.models import User
from mdps.core.money import ZERO
from panel.funding import parts
from panel.models import Budget, BudgetPosting
from referrals.models import RequestLine

Kind = BudgetPosting.Kind


@dataclass(frozen=True)
class Balance:
    """A budget at one moment."""

    amount: Decimal
    reserved: Decimal
    committed: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What may still be approved; below nought where it is overspent."""
        return self.amount - self.reserved - self.committed - self.spent


def lock(budgets: Iterable[Budget]) -> dict[int, Budget]:
    """The budgets as they are now, held until the transaction ends, by id."""
    ids = {budget.pk for budget in budgets}
    found = Budget.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {budget.pk: budget for budget in found}


def balances(budgets: Iterable[Budget]) -> dict[int, Balance]:
    """What is reserved, committed, spent and left of each budget, by id. One query."""
    budgets = list(budgets)
    sums = (
        BudgetPosting.objects.filter(budget__in=budgets)
        .order_by()
        .values("budget")
        .annotate(held=Sum("reserved"), bound=Sum("committed"), paid=Sum("spent"))
    )
    by_budget = {row["budget"]: (row["held"], row["bound"], row["paid"]) for row in sums}
    nothing = (ZERO, ZERO, ZERO)
    return {each.pk: Balance(each.amount, *by_budget.get(each.pk, nothing)) for each in budgets}


def reserve(
    budget: Budget, line: RequestLine, amount: Decimal, *, source: str, by: User, on: dt.date
) -> None:
    """Hold `amount` of the budget for an approval of `line`. The caller holds the budget's lock
    and has asked panel.budget_rules; an amount of £0.00 posts nothing."""
    if amount:
        _post(budget.pk, line, Kind.RESERVE, reserved=amount, source=source, by=by, on=on)


def release(line: RequestLine, *, source: str, by: User | None, on: dt.date) -> Decimal:
    """Give back whatever is still reserved for `line`; how much that was. Twice is as once."""
    freed = ZERO
    for budget_id, held in _by_budget(line).items():
        if held.reserved:
            _post(
                budget_id, line, Kind.RELEASE, reserved=-held.reserved, source=source, by=by, on=on
            )
            freed += held.reserved
    return freed


def commit(line: RequestLine, amount: Decimal, *, source: str, by: User, on: dt.date) -> None:
    """An award or a spot purchase binds `amount` of what is reserved for `line`.

    Where two budgets pay, each bears the part that it reserved of the whole.
    """
    _move(line, Kind.COMMIT, amount, source=source, by=by, on=on)


def uncommit(line: RequestLine, amount: Decimal, *, source: str, by: User, on: dt.date) -> None:
    """An award of `amount` is taken back: it is reserved again, for the line's next award."""
    _move(line, Kind.UNCOMMIT, -amount, source=source, by=by, on=on)


def spend(line: RequestLine, amount: Decimal, *, source: str, by: User | None, on: dt.date) -> None:
    """An invoice of `amount` is paid of what is committed for `line`."""
    _move(line, Kind.SPEND, amount, source=source, by=by, on=on)


def unspend(
    line: RequestLine, amount: Decimal, *, source: str, by: User | None, on: dt.date
) -> None:
    """A payment of `amount` came back: it is committed again."""
    _move(line, Kind.UNSPEND, -amount, source=source, by=by, on=on)


def of_line(line: RequestLine) -> Balance:
    """What is reserved, committed and spent for `line`, of all its budgets together. One query."""
    held = list(_by_budget(line).values())
    reserved = sum((each.reserved for each in held), ZERO)
    committed = sum((each.committed for each in held), ZERO)
    spent = sum((each.spent for each in held), ZERO)
    return Balance(reserved + committed + spent, reserved, committed, spent)


def _move(
    line: RequestLine,
    kind: Kind,
    amount: Decimal,
    *,
    source: str,
    by: User | None,
    on: dt.date,
) -> None:
    """Post `amount` (negative to take back) over the budgets of the line.

    What each budget bears is the split of the new sum less the split of the old one, so that
    pennies are never lost between two budgets, however many awards there are.
    """
    held = _by_budget(line)
    weights = [each.all_of_it for each in held.values()]
    paying = kind in (Kind.SPEND, Kind.UNSPEND)
    before = sum((each.spent if paying else each.bound for each in held.values()), ZERO)
    changes = zip(parts(before, weights), parts(before + amount, weights), strict=True)
    for budget_id, (was, becomes) in zip(held, changes, strict=True):
        if change := becomes - was:
            moved = {"spent": change, "committed": -change}
            if not paying:
                moved = {"committed": change, "reserved": -change}
            _post(budget_id, line, kind, source=source, by=by, on=on, **moved)


@dataclass(frozen=True)
class _Held:
    """What one budget holds for one line."""

    reserved: Decimal
    committed: Decimal
    spent: Decimal

    @property
    def bound(self) -> Decimal:
        """Awarded, whether it is paid or not."""
        return self.committed + self.spent

    @property
    def all_of_it(self) -> Decimal:
        return self.reserved + self.committed + self.spent


def _by_budget(line: RequestLine) -> dict[int, _Held]:
    """By budget, in the order in which they came to the line."""
    return {budget: _Held(*sums) for budget, *sums in SUMS.rows(line=line.pk)}


SUMS = Compiled(
    lambda line: (
        BudgetPosting.objects.filter(line=line)
        .order_by("budget")
        .values("budget")
        .annotate(held=Sum("reserved"), bound=Sum("committed"), paid=Sum("spent"))
        .values_list("budget", "held", "bound", "paid")
    ),
    line=BigIntegerField(),
)


def _post(
    budget_id: int,
    line: RequestLine,
    kind: Kind,
    *,
    source: str,
    by: User | None,
    on: dt.date,
    **moved: Decimal,
) -> None:
    BudgetPosting.objects.create(
        budget_id=budget_id, line=line, kind=kind, source=source, by=by, on=on, **moved
    )
