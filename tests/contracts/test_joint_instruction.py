"""A jointly instructed line is awarded at the council's share of the supplier's price."""

from decimal import Decimal

import pytest

from contracts.award import award
from referrals.endorse import endorse
from referrals.models import RequestLine
from referrals.submit import submit
from tests.build.contracts import given_an_admitted_supplier, given_an_officer, given_terms
from tests.build.panel import TODAY, given_an_open_item, given_it_is_decided
from tests.build.referrals import given_a_court_directed_request, given_a_manager_of

pytestmark = pytest.mark.django_db


def given_a_joint_line(percent: str) -> RequestLine:
    """Approved at the council's share of the price of £1,200.05."""
    given_an_admitted_supplier(price="1200.05")
    court = {"is_joint": True, "share_percent": Decimal(percent)}
    request = given_a_court_directed_request(on=TODAY, court=court)
    submit(request, by=request.requester, on=TODAY)
    endorse(request, by=given_a_manager_of(request), on=TODAY)
    line = request.lines.get()
    given_it_is_decided(given_an_open_item(request))
    return RequestLine.objects.select_related("request").get(pk=line.pk)


@pytest.mark.parametrize(
    ("percent", "value"), [("50", "600.03"), ("33.33", "399.98"), ("100", "1200.05")]
)
def test_the_award_commits_the_share_and_uses_the_approval_up(percent, value):
    line = given_a_joint_line(percent)
    assert (line.requested_amount, line.full_amount) == (Decimal(value), Decimal("1200.05"))

    contract = award(given_terms(line), shown_value=Decimal(value), by=given_an_officer(), on=TODAY)

    line.refresh_from_db()
    assert (contract.value, contract.unit_price) == (Decimal(value), Decimal("1200.05"))
    assert (line.state, line.approved_left) == ("awarded", Decimal("0.00"))
