"""Budgets: what an approval holds, an award binds, an invoice pays; never more without a reason."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from contracts.unaward import unaward
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import budgets, keep_budgets, reserving, urgent
from panel.answers import Answer
from panel.decide import decide
from panel.funding import parts
from panel.item_steps import reopen_item
from panel.models import AgendaItem, Budget, BudgetPosting, PanelMeeting
from referrals.lapse import lapse_expired
from referrals.models import FundingSource, RequestLine
from referrals.withdraw import withdraw
from tests.build.budgets import given_a_budget
from tests.build.contracts import given_an_admitted_supplier, given_an_award
from tests.build.deciding import given_a_decided_line, given_an_urgent_decision
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_a_member,
    given_an_open_item,
    given_it_is_closed,
)
from tests.build.people import given_a, given_a_team
from tests.build.referrals import given_an_endorsed_request
from tests.core.racing import at_once

db = pytest.mark.django_db
ONE = [("Psychological assessment", 1, Decimal("1200.00"))]
PENNIES = st.decimals(min_value=0, max_value=100_000, places=2)


def balance(budget: Budget) -> tuple[str, str, str, str]:
    found = budgets.balances([Budget.objects.get(pk=budget.pk)])[budget.pk]
    return tuple(  # type: ignore[return-value]
        f"{each:.2f}" for each in (found.reserved, found.committed, found.spent, found.left)
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def approve(item: AgendaItem, line: RequestLine, **what: Any) -> None:
    usual = {"kind": "approve", "reasons": "So.", "by": given_a_chair(), "on": TODAY}
    decide(item, line, **(usual | what))


@given(total=PENNIES, weights=st.lists(st.integers(0, 100), min_size=1, max_size=2))
def test_the_parts_of_an_amount_add_up_to_it_and_none_is_negative(total, weights):
    found = parts(total, weights)

    assert sum(found) == (total if any(weights) else 0)
    assert min(found) >= 0


@given(amounts=st.lists(PENNIES, min_size=1, max_size=5), percent=st.integers(0, 100))
def test_bit_by_bit_each_budget_bears_what_it_would_bear_at_once(amounts, percent):
    weights, before, borne = [percent, 100 - percent], Decimal(0), [Decimal(0), Decimal(0)]
    for amount in amounts:
        was, becomes = parts(before, weights), parts(before + amount, weights)
        borne = [bears + new - old for bears, new, old in zip(borne, becomes, was, strict=True)]
        before += amount

    assert borne == parts(before, weights)


@db
def test_an_approval_reserves_an_award_commits_and_the_rest_stays_reserved():
    budget = given_a_budget(amount="10000.00", on=TODAY)
    given_an_admitted_supplier(price="900.00")
    line = given_a_decided_line(lines=ONE)
    assert balance(budget) == ("1200.00", "0.00", "0.00", "8800.00")

    given_an_award(line)

    assert balance(budget) == ("300.00", "900.00", "0.00", "8800.00")


@db
def test_an_award_that_is_taken_back_is_reserved_again():
    budget = given_a_budget(amount="10000.00", on=TODAY)
    given_an_admitted_supplier(price="900.00")
    contract = given_an_award(given_a_decided_line(lines=ONE))

    unaward(contract, reasons="Not needed.", by=contract.awarded_by, on=TODAY)

    assert balance(budget) == ("1200.00", "0.00", "0.00", "8800.00")


@db
def test_what_lapses_goes_back():
    budget = given_a_budget(amount="10000.00", on=TODAY)
    line = given_a_decided_line(lines=ONE)

    lapse_expired(on=line.approved_until + dt.timedelta(days=1))

    assert balance(budget) == ("0.00", "0.00", "0.00", "10000.00")


@db
def test_what_is_withdrawn_before_the_item_is_closed_goes_back():
    budget = given_a_budget(amount="10000.00", on=TODAY)
    item = given_an_open_item(lines=ONE)
    approve(item, item.request.lines.get())

    withdraw(item.request, by=item.request.requester, on=TODAY)

    assert balance(budget) == ("0.00", "0.00", "0.00", "10000.00")


@db
def test_a_correction_gives_back_what_the_first_decision_held():
    budget = given_a_budget(amount="10000.00", on=TODAY)
    item = given_an_open_item(lines=ONE)
    line = item.request.lines.get()
    approve(item, line)
    given_it_is_closed(item)
    item = reopen_item(item, reason="A slip.", by=given_a_chair(), on=TODAY)

    approve(item, line, kind="approve_in_part", amount=Decimal("500.00"))
    given_it_is_closed(item)

    assert balance(budget) == ("500.00", "0.00", "0.00", "9500.00")


@db
@pytest.mark.parametrize(("left", "expected"), [("1200.00", []), ("1199.99", ["over-budget"])])
def test_the_last_penny_may_be_approved_and_a_penny_more_needs_a_reason(left, expected):
    given_a_meeting()
    given_a_budget(amount=left, on=TODAY)
    item = given_an_open_item(lines=ONE)

    try:
        approve(item, item.request.lines.get())
    except Refused as refused:
        found = [each.code for each in refused.refusals]
    else:
        found = []

    assert found == expected


@db
def test_the_chair_overspends_with_a_reason_and_a_member_does_not():
    given_a_meeting()
    budget = given_a_budget(amount="1000.00", on=TODAY)
    item = given_an_open_item(lines=ONE)
    line = item.request.lines.get()

    with pytest.raises(Refused) as by_member:
        approve(item, line, overspend_reason="So.", by=given_a_member("Member for health"))
    approve(item, line, overspend_reason="The court ordered it.")

    assert [each.message for each in by_member.value.refusals] == [
        "£1,200.00 for Psychological assessment is more than the £1,000.00 left of the Section 17 "
        "budget for 2026-27. Approve less, or ask the chair, who can overspend with a reason."
    ]
    assert line.decisions.get().overspend_reason == "The court ordered it."
    assert balance(budget) == ("1200.00", "0.00", "0.00", "-200.00")


@db
def test_two_lines_of_one_item_do_not_both_use_the_last_pounds():
    given_a_meeting()
    given_a_budget(amount="1200.00", on=TODAY)
    item = given_an_open_item(lines=[*ONE, ("Mentoring", 1, Decimal("0.01"))])
    first, second = item.request.lines.all()
    approve(item, first)

    with pytest.raises(Refused) as refused:
        approve(item, second)

    assert codes(refused) == ["over-budget"]


@db
def test_nothing_is_approved_without_a_budget_or_without_a_custodian():
    given_a_meeting()
    item = given_an_open_item(lines=ONE)
    line = item.request.lines.get()
    custodian = Budget.objects.get(fund=FundingSource.SECTION_17).custodians.get()
    keep_budgets.end_custody(
        custodian, ends_on=TODAY - dt.timedelta(days=1), by=given_a("finance_officer")
    )

    with pytest.raises(Refused) as without_custodian:
        approve(item, line)
    with pytest.raises(Refused) as without_budget:
        approve(item, line, on=TODAY.replace(year=2031))

    assert codes(without_custodian) == ["no-custodian"]
    assert codes(without_budget) == ["no-budget"]


@db
def test_the_last_day_of_a_custodian_counts():
    given_a_meeting()
    item = given_an_open_item(lines=ONE)
    custodian = Budget.objects.get(fund=FundingSource.SECTION_17).custodians.get()
    keep_budgets.end_custody(custodian, ends_on=TODAY, by=given_a("finance_officer"))

    approve(item, item.request.lines.get())

    assert BudgetPosting.objects.count() == 1


@db
@pytest.mark.parametrize(
    ("on", "year"), [(dt.date(2026, 3, 31), "2025-26"), (dt.date(2026, 4, 1), "2026-27")]
)
def test_the_year_of_the_decision_pays(on, year):
    given_a_decided_line(on=on)

    assert BudgetPosting.objects.get().budget.financial_year == year


@db
def test_a_team_with_a_budget_of_its_own_uses_that():
    own = given_a_budget(amount="5000.00", on=TODAY, team=given_a_team())

    given_a_decided_line(lines=ONE)

    assert balance(own) == ("1200.00", "0.00", "0.00", "3800.00")


@db
def test_where_two_budgets_pay_each_bears_its_percent_to_the_penny():
    given_a_meeting()
    request = given_an_endorsed_request(
        on=TODAY,
        lines=[("Psychological assessment", 1, Decimal("100.01"))],
        split=dict.fromkeys(FundingSource, 50),
    )

    given_a_decided_line(request=request)

    held = BudgetPosting.objects.order_by("budget").values_list("reserved", flat=True)
    assert sorted(held) == [Decimal("50.00"), Decimal("50.01")]


@db
def test_an_urgent_approval_reserves_too():
    budget = given_a_budget(amount="10000.00", on=TODAY)

    given_an_urgent_decision(given_an_endorsed_request(on=TODAY, lines=ONE))

    assert balance(budget) == ("1200.00", "0.00", "0.00", "8800.00")


@db
def test_only_finance_sets_a_budget_and_never_below_what_is_used():
    budget = given_a_budget(amount="10000.00", on=TODAY)
    given_a_decided_line(lines=ONE)
    what = {"fund": budget.fund, "year": budget.financial_year}

    with pytest.raises(Forbidden):
        keep_budgets.set_amount(**what, amount=Decimal("1.00"), by=given_a("commissioner"))
    with pytest.raises(Refused) as refused:
        keep_budgets.set_amount(**what, amount=Decimal("1199.99"), by=given_a("finance_officer"))
    keep_budgets.set_amount(**what, amount=Decimal("1200.00"), by=given_a("finance_officer"))

    assert codes(refused) == ["below-used"]
    assert balance(budget) == ("1200.00", "0.00", "0.00", "0.00")


@db
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        ("2026-10-01", None, []),
        ("2026-09-30", None, ["custodian-there"]),
        ("2026-03-01", "2026-03-31", []),
        ("2026-03-01", "2026-04-01", ["custodian-there"]),
        ("2026-10-02", "2026-10-01", ["ends-before-start"]),
    ],
)
def test_one_person_answers_for_a_budget_on_a_day(starts_on, ends_on, expected):
    budget = given_a_budget(amount="1.00", on=TODAY)
    finance = given_a("finance_officer")
    keep_budgets.end_custody(budget.custodians.get(), ends_on=dt.date(2026, 9, 30), by=finance)

    try:
        keep_budgets.name_custodian(
            budget,
            person=given_a("commissioner"),
            body="The hub",
            starts_on=dt.date.fromisoformat(starts_on),
            ends_on=dt.date.fromisoformat(ends_on) if ends_on else None,
            by=finance,
        )
    except Refused as refused:
        found = [each.code for each in refused.refusals]
    else:
        found = []

    assert found == expected


@db
def test_who_does_not_see_budgets_is_no_custodian():
    budget = given_a_budget(amount="1.00", on=TODAY, custodian=False)

    with pytest.raises(Refused) as refused:
        keep_budgets.name_custodian(
            budget,
            person=given_a("social_worker"),
            body="The hub",
            starts_on=TODAY,
            by=given_a("finance_officer"),
        )

    assert codes(refused) == ["custodian-role"]


@db
@pytest.mark.parametrize(
    "values",
    [
        "'commit', -5, 5, 0",
        "'reserve', -5, 0, 0",
        "'spend', 0, 5, 5",
        "'commit', 0, 5, 0",
    ],
)
def test_the_database_refuses_a_posting_that_does_not_do_what_it_says(values):
    budget = given_a_budget(amount="1.00", on=TODAY)
    line = given_an_endorsed_request(on=TODAY).lines.get()
    statement = (
        "INSERT INTO panel_budgetposting"
        ' (budget_id, line_id, kind, reserved, committed, spent, source, "on")'
        f" VALUES ({budget.pk}, {line.pk}, {values}, 'x', '2026-06-02')"
    )
    allowed = values == "'commit', -5, 5, 0"

    with connection.cursor() as cursor:
        if allowed:
            cursor.execute(statement)
            return
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement)


MANY = 4


def everybody_approves() -> tuple[Counter[str], Decimal]:
    """Several chairs approve a line of a request each, at once, where one fits; what is left."""
    budget = given_a_budget(amount="1200.00", on=TODAY)
    decisions = [given_an_endorsed_request(on=TODAY, lines=ONE) for _ in range(MANY)]
    heads = [given_a("head_of_service", name=f"Head {number}") for number in range(MANY)]

    def one(request: Any, head: Any) -> Any:
        line = request.lines.select_related("request", "service").get()
        answer = Answer(line=line, kind="approve", reasons="Needed now.")
        return lambda: urgent.decide(answer, urgent_reason="Tonight.", by=head, on=TODAY)

    acts = [one(*each) for each in zip(decisions, heads, strict=True)]
    outcomes = Counter(
        each.refusals[0].code if isinstance(each, Refused) else type(each).__name__
        for each in at_once(*acts)
    )
    return outcomes, budgets.balances([budget])[budget.pk].left


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_approvals_cannot_both_use_the_last_pounds():
    outcomes, left = everybody_approves()

    assert outcomes == {"PanelDecision": 1, "over-budget": MANY - 1}
    assert left == Decimal("0.00")


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_control_without_the_lock_everybody_approves_and_the_budget_is_overspent(monkeypatch):
    def unlocked(found: Any) -> dict[int, Budget]:
        return {budget.pk: budget for budget in found}

    barrier = Barrier(MANY, timeout=20)
    refusals = reserving.Purse.refusals

    def after_everybody(self: Any, *args: Any) -> Any:
        found = refusals(self, *args)
        barrier.wait()
        return found

    monkeypatch.setattr(reserving.budgets, "lock", unlocked)
    monkeypatch.setattr(reserving.Purse, "refusals", after_everybody)

    outcomes, left = everybody_approves()

    assert outcomes == {"PanelDecision": MANY}
    assert left == Decimal("1200.00") * (1 - MANY)
    assert PanelMeeting.objects.count() == 0
