"""Which budget pays for a line, and how much of it.

The funds are those the request is split over; where it says nothing, its legal basis decides: a
child who is accommodated or in proceedings is paid for by the children in care budget, any other
by section 17. The year is the financial year of the decision, also where the support runs on
beyond 31 March: what is approved is reserved whole, at once, in the year that approved it. A team
with a budget of its own in that year uses it; else the fund's general one pays.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from mdps.core.money import PENNY, ZERO
from panel.models import Budget
from referrals.models import FundingSource, SupportRequest

IN_CARE = (SupportRequest.LegalBasis.S20, SupportRequest.LegalBasis.S31)


def shares_of(request: SupportRequest) -> list[tuple[FundingSource, int]]:
    """The funds that pay for `request`, each with its whole percent; together 100. One query."""
    said = [(FundingSource(each.source), each.percent) for each in request.funding.all()]
    in_care = request.legal_basis in IN_CARE
    usual = FundingSource.CHILDREN_IN_CARE if in_care else FundingSource.SECTION_17
    return said or [(usual, 100)]


def budget_for(fund: FundingSource, year: str, team_id: int) -> Budget | None:
    """The team's own budget of that fund and year, else the general one; None without either."""
    found = Budget.objects.filter(fund=fund, financial_year=year, team__in=[team_id]).first()
    return found or Budget.objects.filter(fund=fund, financial_year=year, team=None).first()


def parts(total: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """`total` split in proportion to `weights`, to the penny; the parts add up to it exactly.

    Each boundary between two parts is rounded half up once, so that the same weights split every
    total alike and a larger total never makes the first or the last part smaller.
    """
    whole = sum(weights, Decimal(0))
    if not whole:
        return [ZERO for _ in weights]
    boundaries, before = [ZERO], Decimal(0)
    for weight in weights:
        before += weight
        exact = total * before / whole
        boundaries.append(exact.quantize(PENNY, rounding=ROUND_HALF_UP))
    return [upper - lower for lower, upper in pairwise(boundaries)]
