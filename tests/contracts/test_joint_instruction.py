"""A jointly instructed line counts everywhere at the council's share of the supplier's price."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from contracts.award import award
from contracts.increase import More, increase
from contracts.invoice import worth
from contracts.models import CallOffContract
from contracts.standing import standing_of
from contracts.vary import decrease
from mdps.core import clock
from panel import budgets
from referrals.endorse import endorse
from referrals.models import RequestLine
from referrals.submit import submit
from tests.build.browsing import signed_in, words
from tests.build.contracts import (
    given_a_delivery,
    given_an_admitted_supplier,
    given_an_officer,
    given_it_is_accepted,
    given_terms,
)
from tests.build.panel import TODAY, given_an_open_item, given_it_is_decided
from tests.build.referrals import given_a_court_directed_request, given_a_manager_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def given_a_joint_line(
    percent: str, *, units: int = 1, price: str = "1200.05", **options: Any
) -> RequestLine:
    """Approved at the council's share of `units` at the price."""
    given_an_admitted_supplier(price=price)
    court = {"is_joint": True, "share_percent": Decimal(percent)}
    request = given_a_court_directed_request(
        on=TODAY, court=court, lines=[("Psychological assessment", units)], **options
    )
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


def test_expected_extras_are_committed_at_the_share_too():
    line = given_a_joint_line("33.33", units=4)  # £4,800.20 in all, of which £1,599.91

    terms = given_terms(line, units=3, extras=Decimal("100.00"))
    contract = award(terms, by=given_an_officer(), on=TODAY)

    # 33.33% of £3,600.15 is £1,199.93, of £100.00 £33.33.
    assert (contract.value, contract.extras) == (Decimal("1233.26"), Decimal("33.33"))


def given_a_running_joint_call_off(percent: str, *, units: int = 4) -> CallOffContract:
    """A call-off of `units` at £100.05, jointly instructed, that runs."""
    line = given_a_joint_line(percent, units=units, price="100.05")
    terms = given_terms(line, starts_on=TODAY)
    return given_it_is_accepted(award(terms, by=given_an_officer(), on=TODAY))


def given_a_joint_line_for_more(contract: CallOffContract, percent: str) -> RequestLine:
    case = contract.line.request.case_reference
    return given_a_joint_line(percent, units=2, price="100.05", case_reference=case)


def test_an_increase_commits_the_share_too():
    contract = given_a_running_joint_call_off("33.33")
    line = given_a_joint_line_for_more(contract, "33.33")
    assert (contract.value, line.approved_amount) == (Decimal("133.39"), Decimal("66.69"))

    more = More(line=line, units=2, ground="c", reasons="The court asked.", notice_published=True)
    variation = increase(contract, more, by=given_an_officer(), on=TODAY)

    line.refresh_from_db()
    assert (variation.amount, line.approved_left) == (Decimal("66.69"), Decimal("0.00"))
    assert standing_of(contract).committed == Decimal("200.08")


def test_what_was_delivered_and_what_is_invoiced_counts_at_the_share():
    contract = given_a_running_joint_call_off("50")
    assert contract.value == Decimal("200.10")
    given_a_delivery(contract, 2)

    standing = standing_of(contract)
    assert (standing.delivered_value, standing.remainder) == (Decimal("100.05"), Decimal("100.05"))
    assert worth(standing, 0, 2) == Decimal("100.05")


def test_units_taken_off_give_their_share_back_and_nothing_is_lost_to_rounding():
    contract = given_a_running_joint_call_off("33.33")

    first = decrease(contract, units=1, reasons="Fewer.", by=given_an_officer(), on=TODAY)
    second = decrease(contract, units=2, reasons="Fewer.", by=given_an_officer(), on=TODAY)

    assert (first.amount, second.amount) == (Decimal("-33.35"), Decimal("-66.69"))
    assert standing_of(contract).committed == Decimal("33.35")


def test_a_budget_bears_the_share_of_what_is_approved_and_awarded():
    contract = given_a_running_joint_call_off("50")
    held = budgets.of_line(contract.line)
    assert (held.reserved, held.committed) == (Decimal("0.00"), Decimal("200.10"))


def test_the_pages_say_what_the_council_pays():
    contract = given_a_running_joint_call_off("50")
    page = signed_in(given_an_officer()).get(contract.get_absolute_url())
    assert "The council pays 50% of the price" in words(page)
