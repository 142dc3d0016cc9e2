"""What the ledger, the volumes and the budgets must come to, derived again."""

from collections.abc import Iterator

from django.db.models import Q, Sum

from contracts import ledger
from contracts.models import CallOffContract
from lots.models import Scheme
from mdps.core.integrity import check
from mdps.core.money import ZERO, gbp
from panel.models import BudgetPosting
from suppliers.models import VolumePosting


@check("Ledger")
def it_comes_to_what_is_committed() -> Iterator[str]:
    """The scheme's running total, and each contract's value, against the lines."""
    for scheme in Scheme.objects.order_by("id"):
        if drift := ledger.drift(scheme):
            yield f"{gbp(scheme.committed)} is committed, {gbp(drift)} more than the lines say."
        for contract, awarded in ledger.contracts_at_odds(scheme):
            yield (
                f"{contract.reference} is worth {gbp(contract.value)}, and its line in the ledger "
                f"{gbp(awarded)}."
            )


@check("Ledger")
def no_contract_commits_less_than_nothing() -> Iterator[str]:
    """What was given back is never more than what was committed; of an un-awarded one all of it."""
    standing = CallOffContract.objects.annotate(net=Sum("commitments__amount", default=ZERO))
    wrong = standing.filter(Q(net__lt=ZERO) | Q(state="unawarded") & ~Q(net=ZERO))
    for contract in wrong.order_by("pk"):
        yield f"{contract.reference} commits {gbp(contract.net)}."


@check("Volumes")
def each_begins_with_the_units_of_its_award() -> Iterator[str]:
    """The first posting of a call-off is what was awarded; what it comes to is never negative."""
    counted: dict[str, list[int]] = {}
    for source, units in VolumePosting.objects.order_by("id").values_list("source", "units"):
        counted.setdefault(source, []).append(units)
    for contract in CallOffContract.objects.order_by("pk"):
        own = counted.get(contract.reference, [0])
        if own[0] != contract.units or sum(own) < 0:
            yield (
                f"{contract.reference} was awarded with {contract.units} units, and counts "
                f"{own[0]} first and {sum(own)} in all."
            )


@check("Budgets")
def nothing_is_held_or_bound_or_paid_below_nought() -> Iterator[str]:
    """Of each line and budget: reserved, committed and spent."""
    sums = BudgetPosting.objects.order_by("budget", "line").values("budget", "line")
    told = sums.annotate(held=Sum("reserved"), bound=Sum("committed"), paid=Sum("spent"))
    for row in told.filter(Q(held__lt=ZERO) | Q(bound__lt=ZERO) | Q(paid__lt=ZERO)):
        yield (
            f"Budget {row['budget']}, line {row['line']}: {gbp(row['held'])} reserved, "
            f"{gbp(row['bound'])} committed, {gbp(row['paid'])} spent."
        )
