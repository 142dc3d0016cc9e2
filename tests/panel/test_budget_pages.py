"""Budgets on the pages: what is left where somebody decides, and all spend to whoever answers."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from contracts import spot
from contracts.found import record_found
from contracts.models import SpotPurchase
from lots.models import RequestCategory
from mdps.core import clock
from mdps.core.models import Team, User
from panel import keep_budgets
from panel.models import AgendaItem, Budget, PanelDecision
from referrals.models import RequestLine
from tests.build.browsing import cost, read_whole, signed_in, words
from tests.build.budgets import given_a_budget
from tests.build.contracts import given_an_admitted_supplier, given_an_award
from tests.build.deciding import (
    given_a_decided_line,
    given_a_decision_in_principle,
    given_a_head_of_service,
)
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_member,
    given_an_open_item,
)
from tests.build.people import given_a, given_a_team
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db

ONE = [("Psychological assessment", 1, Decimal("1200.00"))]
NEXT_YEAR = dt.date(2027, 4, 1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def given_little_left(amount: str = "1199.99") -> Budget:
    return given_a_budget(amount=amount, on=TODAY)


def decided(item: AgendaItem, by: User, **what: str) -> Any:
    """The desk after a form that approves the one line was sent."""
    line = item.request.lines.get()
    said = {"kind": "approve", "reasons": "Needed."} | what
    data = {f"{name}-{line.pk}": value for name, value in said.items()}
    return signed_in(by).post(item.get_absolute_url(), data | {"one_time_key": str(uuid4())})


def given_a_spot_purchase(line: RequestLine, amount: str) -> SpotPurchase:
    return spot.record(
        line,
        provider_name="Somebody Else",
        units=line.units,
        amount=Decimal(amount),
        reason="not_admitted",
        explanation="Named by the court.",
        authorised_by=given_a("commissioning_manager"),
        by=given_a("commissioner"),
        on=TODAY,
    )


def given_a_found_purchase(amount: str, *, team: Team, on: dt.date) -> SpotPurchase:
    return record_found(
        provider_name="Usk Therapies Ltd",
        amount=Decimal(amount),
        purchased_on=on,
        team=team,
        category=RequestCategory.objects.get(position=1),
        reason="unapproved",
        explanation="Booked by telephone.",
        approver="Nobody",
        by=given_a("commissioner"),
        on=TODAY,
    )


def custodian_of(budget: Budget) -> User:
    return budget.custodians.get().person


def test_the_desk_refuses_what_no_budget_or_nobody_answers_for():
    item = given_an_open_item(lines=ONE)
    with clock.at(NEXT_YEAR):
        no_budget = words(decided(item, given_a_chair()))
    budget = Budget.objects.get(fund="section_17")
    keep_budgets.end_custody(
        budget.custodians.get(), ends_on=TODAY - dt.timedelta(days=1), by=given_a("finance_officer")
    )

    no_custodian = words(decided(item, given_a_chair()))

    assert (
        "There is no Section 17 budget for 2027-28, so nothing can be approved from it. "
        "Ask a finance officer to set it." in no_budget
    )
    assert (
        "Nobody is custodian of the Section 17 budget for 2026-27 on 2 June 2026. "
        "Ask a finance officer to name one before anything is approved from it." in no_custodian
    )
    assert not PanelDecision.objects.exists()


def test_the_chair_overspends_at_the_desk_only_with_a_reason():
    given_little_left()
    item, chair = given_an_open_item(lines=ONE), given_a_chair()

    without = words(decided(item, chair))
    with_reason = decided(item, chair, overspend_reason="The court ordered it.")

    assert (
        "£1,200.00 for Psychological assessment is more than the £1,199.99 left of the "
        "Section 17 budget for 2026-27. Approve less, or enter why it is to be overspent."
        in without
    )
    assert with_reason.status_code == 302
    assert PanelDecision.objects.get().overspend_reason == "The court ordered it."


def test_a_member_is_told_at_the_desk_to_ask_the_chair():
    given_little_left()
    item = given_an_open_item(lines=ONE)

    page = words(decided(item, given_a_member("Member for health"), overspend_reason="Needed."))

    assert "Approve less, or ask the chair, who can overspend with a reason." in page
    assert not PanelDecision.objects.exists()


def test_what_is_left_stands_wherever_somebody_decides():
    """After an approval of £1,200.00 that is part bought and part paid."""
    budget = given_little_left("10000.00")
    given_an_admitted_supplier(price="900.00")
    given_an_award(given_a_decided_line(lines=ONE))
    figures = (
        "£8,800.00 left of £10,000.00",
        "Reserved, committed, spent £300.00, £900.00, £0.00",
        f"Custodian {custodian_of(budget).name}",
    )
    item = given_an_open_item(lines=ONE)
    other = given_an_endorsed_request(on=TODAY, lines=ONE)
    tomorrow = TODAY + dt.timedelta(days=1)
    in_principle = given_a_decision_in_principle(on=tomorrow)

    pages = [
        (given_a_member("Member for health"), item.get_absolute_url()),
        (given_a_head_of_service(), reverse("panel:urgent", args=[other.lines.get().pk])),
        (given_a_chair(), reverse("panel:endorse", args=[in_principle.pk])),
    ]

    for person, address in pages:
        page = words(signed_in(person).get(address))
        assert [each for each in figures if each not in page] == [], address


def test_the_custodian_sees_all_spend_and_which_of_it_was_bought_outside():
    budget = given_little_left("10000.00")
    given_an_admitted_supplier(price="900.00")
    awarded, bought = given_a_decided_line(lines=ONE), given_a_decided_line(lines=ONE)
    contract = given_an_award(awarded)
    purchase = given_a_spot_purchase(bought, "1000.00")
    client = signed_in(custodian_of(budget))

    page = words(client.get(budget.get_absolute_url()))
    lines = reverse("panel:budget-lines", args=[budget.pk])
    listed = words(client.get(lines))
    file = read_whole(client.get(f"{lines}?as=csv")).decode()

    assert "Committed £1,900.00" in page
    assert "£1,000.00 of what is committed was bought outside the scheme." in page
    assert f"{purchase.reference} Somebody Else {bought.reference} 2 June 2026 £1,000.00" in page
    for reference in (contract.reference, purchase.reference):
        assert (reference in listed, reference in file) == (True, True)


def test_what_was_found_afterwards_stands_beside_the_budget_of_its_year_and_team():
    general = given_little_left("10000.00")
    own = given_a_budget(amount="10000.00", on=TODAY, team=given_a_team("North"))
    other = given_a_budget(amount="10000.00", on=TODAY, team=given_a_team("South"))
    before = given_a_budget(amount="10000.00", on=dt.date(2026, 3, 31))
    given_a_found_purchase("640.00", team=given_a_team("North"), on=dt.date(2026, 4, 1))

    said = "£640.00 in 1 purchase of the year was found afterwards."
    pages = {
        budget: words(signed_in(custodian_of(general)).get(budget.get_absolute_url()))
        for budget in (general, own, other, before)
    }

    assert [said in page for page in pages.values()] == [True, True, False, False]


def test_home_shows_a_custodian_what_they_answer_for():
    budget = given_little_left("10000.00")
    given_a_spot_purchase(given_a_decided_line(lines=ONE), "1000.00")

    of_custodian = words(signed_in(custodian_of(budget)).get("/"))
    of_another = words(signed_in(given_a("finance_officer")).get("/"))

    assert "Budgets you answer for" in of_custodian
    assert "Section 17 budget 2026-27 £10,000.00 £0.00 £1,000.00 £0.00 £9,000.00" in of_custodian
    assert "Budgets you answer for" not in of_another


def test_a_budget_of_a_past_year_says_who_answered_for_it_last():
    """Nothing is approved from it any more, so nobody has to be named."""
    budget = given_little_left("10000.00")
    last = custodian_of(budget).name
    keep_budgets.end_custody(
        budget.custodians.get(), ends_on=dt.date(2027, 3, 31), by=given_a("finance_officer")
    )
    client = signed_in(given_a("finance_officer"))

    with clock.at(NEXT_YEAR):
        listed = words(client.get(reverse("panel:budgets")))
        page = words(client.get(budget.get_absolute_url()))

    assert f"{last} until 31 March 2027" in listed
    assert "Nobody" not in listed
    assert f"The year is over. Custodian: {last} until 31 March 2027" in page


def test_a_budget_of_this_year_that_nobody_answers_for_says_so():
    given_a_budget(amount="10.00", on=TODAY, custodian=False)

    listed = words(signed_in(given_a("finance_officer")).get(reverse("panel:budgets")))

    assert "Nobody" in listed


def test_the_list_of_lines_takes_as_many_queries_for_three_as_for_one():
    budget = given_little_left("100000.00")
    client = signed_in(custodian_of(budget))
    lines = reverse("panel:budget-lines", args=[budget.pk])
    given_a_spot_purchase(given_a_decided_line(lines=ONE), "1000.00")
    one = cost(client, lines)
    for _ in range(2):
        given_a_spot_purchase(given_a_decided_line(lines=ONE), "1000.00")

    assert cost(client, lines) == one
