import datetime as dt
from decimal import Decimal

import pytest

from mdps.core.rules import Refused
from referrals import agenda, lines
from referrals.models import RequestLine
from referrals.withdraw import withdraw
from tests.build.people import given_a
from tests.build.referrals import DAY, given_an_endorsed_request

pytestmark = pytest.mark.django_db

UNTIL = dt.date(2026, 8, 31)
ASKED = Decimal("1000.00")


def given_a_proposed_line() -> RequestLine:
    request = given_an_endorsed_request(lines=[("Mentoring", 10, ASKED)])
    agenda.put_on(request, by=given_a("panel_administrator"), on=DAY)
    return request.lines.get()


def given_an_approved_line(amount: Decimal = ASKED) -> RequestLine:
    line = given_a_proposed_line()
    lines.approve(line, amount=amount, until=UNTIL, by=given_a("panel_chair"))
    return line


def code_of_refused(act) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [refusal.code for refusal in refused.value.refusals]


def buy(line: RequestLine, amount: str, units: int) -> tuple[str, Decimal, int]:
    lines.commit(line, amount=Decimal(amount), units=units, by=given_a("commissioner"))
    line.refresh_from_db()
    return line.state, line.approved_left, line.units_left


def test_a_line_is_approved_up_to_what_was_asked_for():
    line = given_an_approved_line()

    line.refresh_from_db()
    assert (line.state, line.approved_amount, line.approved_until) == ("approved", ASKED, UNTIL)


@pytest.mark.parametrize(("amount", "units"), [("0.00", 10), ("-1.00", 10), ("1.00", 0)])
def test_a_line_is_not_approved_for_nothing(amount, units):
    line, chair = given_a_proposed_line(), given_a("panel_chair")

    act = lambda: lines.approve(  # noqa: E731
        line, amount=Decimal(amount), units=units, until=UNTIL, by=chair
    )

    assert code_of_refused(act) == ["nothing-approved"]


def test_what_the_panel_approves_counts_also_where_more_was_asked_or_less():
    line = given_a_proposed_line()

    lines.approve(line, amount=Decimal("1000.01"), units=11, until=UNTIL, by=given_a("panel_chair"))

    line.refresh_from_db()
    assert (line.approved_left, line.units_left) == (Decimal("1000.01"), 11)


def test_a_line_is_decided_only_while_its_request_is_on_the_agenda():
    line, chair = given_a_proposed_line(), given_a("panel_chair")
    withdraw(line.request, by=line.request.requester, on=DAY)

    assert code_of_refused(lambda: lines.decline(line, by=chair)) == ["not-on-agenda"]
    assert code_of_refused(lambda: lines.approve(line, amount=ASKED, until=UNTIL, by=chair)) == [
        "not-on-agenda"
    ]


def test_a_line_is_decided_once():
    line = given_an_approved_line()

    assert code_of_refused(lambda: lines.decline(line, by=given_a("panel_chair"))) == [
        "wrong-state"
    ]


def test_a_line_is_bought_bit_by_bit_until_its_units_are_used_up():
    line = given_an_approved_line()

    assert buy(line, "300.00", 4) == ("part_awarded", Decimal("700.00"), 6)
    assert buy(line, "200.00", 3) == ("part_awarded", Decimal("500.00"), 3)
    assert buy(line, "250.00", 3) == ("awarded", Decimal("250.00"), 0)


def test_a_line_is_awarded_too_when_nothing_of_its_amount_is_left():
    line = given_an_approved_line()

    assert buy(line, "1000.00", 9) == ("awarded", Decimal("0.00"), 1)


def test_the_last_penny_may_be_used_and_not_a_penny_more():
    line = given_an_approved_line(Decimal("600.00"))
    buy(line, "599.99", 5)
    officer = given_a("commissioner")

    with pytest.raises(Refused) as refused:
        lines.commit(line, amount=Decimal("0.02"), units=1, by=officer)

    assert [each.code for each in refused.value.refusals] == ["over-approved"]
    assert str(refused.value).startswith("The amount is £0.02 but £0.01 of what the panel approved")
    assert buy(line, "0.01", 1) == ("awarded", Decimal("0.00"), 4)


def test_nothing_is_bought_for_a_line_that_is_not_approved():
    line, officer = given_a_proposed_line(), given_a("commissioner")

    act = lambda: lines.commit(line, amount=ASKED, units=1, by=officer)  # noqa: E731

    assert code_of_refused(act) == ["line-not-approved", "over-approved"]


def test_buying_leaves_the_callers_line_as_it_now_is():
    line = given_an_approved_line()

    lines.commit(line, amount=Decimal("100.00"), units=1, by=given_a("commissioner"))

    assert (line.state, line.committed_amount, line.committed_units) == (
        "part_awarded",
        Decimal("100.00"),
        1,
    )
