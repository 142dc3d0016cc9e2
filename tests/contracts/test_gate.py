"""The gate's rules at their edges; no database."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.gate import RULES, Authorisation, Authority, AwardFacts, Cabinet
from mdps.core.rules import ask, checks

DAY = dt.date(2026, 6, 2)
PENNY = Decimal("0.01")

AUTHORITY = Authority(
    reference="SA-0001",
    lots=frozenset({1}),
    highest_value=Decimal("600000.00"),
    starts_on=dt.date(2026, 1, 1),
    ends_on=dt.date(2026, 12, 31),
)
CABINET = Cabinet(
    minute="CAB/12",
    highest_value=Decimal("550000.00"),
    effective_from=DAY,
)
AUTHORISATION = Authorisation(
    reference="DA-0001", highest_value=Decimal("10500000.00"), authorised_on=DAY
)
ALLOWED = AwardFacts(
    on=DAY,
    today=DAY,
    first_award_day=dt.date(2022, 6, 1),
    last_award_day=dt.date(2027, 5, 31),
    cap=Decimal("10500000.00"),
    headroom=Decimal("9000.00"),
    cabinet_threshold=Decimal("500000.00"),
    service="Psychological assessment",
    lot=1,
    supplier="Severn Assessments",
    admission="admitted",
    line="SR-000001/1",
    line_state="Approved",
    line_is_open=True,
    approved_left=Decimal("9000.00"),
    approved_until=DAY,
    units=3,
    units_left=3,
    price=Decimal("9000.00"),
    card_total=Decimal("9000.00"),
    cheapest_total=Decimal("9000.00"),
    unit_price=Decimal("3000.00"),
    value=Decimal("9000.00"),
    shown_value=Decimal("9000.00"),
    authority=AUTHORITY,
    is_direct=True,
    direct_award_above=Decimal("25000.00"),
    together_months=12,
    authorisation=AUTHORISATION,
    route="direct award",
    route_band=(Decimal("0.00"), None),
    cabinet=None,
    starts_on=DAY,
    reason="",
    officer_raised_request=False,
)


def codes(facts: AwardFacts) -> list[str]:
    return [refusal.code for refusal in ask(RULES, facts)]


def sized(value: str, **more: object) -> AwardFacts:
    """An award of one unit at `value`, with room for it everywhere."""
    amount = Decimal(value)
    room = {"headroom": Decimal("10500000.00"), "approved_left": Decimal("10500000.00")}
    price = dict.fromkeys(("value", "shown_value", "unit_price", "price", "card_total"), amount)
    return replace(ALLOWED, units=1, cheapest_total=amount, **(price | room | more))


def test_an_award_that_keeps_every_rule_is_allowed():
    assert codes(ALLOWED) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"on": dt.date(2022, 5, 31)}, "before-term"),
        ({"today": DAY - dt.timedelta(days=1)}, "future-day"),
        ({"last_award_day": DAY - dt.timedelta(days=1)}, "after-term"),
        ({"lot": None}, "no-lot"),
        ({"admission": None}, "not-admitted"),
        ({"admission": "removed"}, "not-admitted"),
        ({"admission": "suspended"}, "suspended"),
        ({"line_is_open": False, "line_state": "Declined"}, "not-approved"),
        ({"approved_until": DAY - dt.timedelta(days=1)}, "approval-expired"),
        ({"units_left": 2}, "over-units"),
        ({"approved_left": Decimal("8999.99")}, "over-approval"),
        ({"headroom": Decimal("8999.99")}, "over-cap"),
        ({"card_total": None}, "no-price"),
        ({"card_total": Decimal("8999.99")}, "above-card"),
        (dict.fromkeys(("unit_price", "value", "shown_value"), Decimal("0.00")), "no-amount"),
        ({"authority": None}, "no-authority"),
        ({"authority": replace(AUTHORITY, lots=frozenset({2}))}, "authority-lot"),
        ({"authority": replace(AUTHORITY, ends_on=DAY - dt.timedelta(days=1))}, "authority-dates"),
        (
            {"authority": replace(AUTHORITY, starts_on=DAY + dt.timedelta(days=1))},
            "authority-dates",
        ),
        ({"authority": replace(AUTHORITY, highest_value=Decimal("8999.99"))}, "over-authority"),
        ({"officer_raised_request": True}, "own-request"),
        ({"starts_on": DAY - dt.timedelta(days=1)}, "starts-before-award"),
        ({"cheapest_total": Decimal("8999.99")}, "not-cheapest"),
        ({"shown_value": Decimal("8999.99")}, "value-changed"),
    ],
)
def test_each_broken_rule_is_refused_by_its_code(change, code):
    facts = replace(ALLOWED, **change)

    refused = codes(facts)

    assert code in refused
    assert set(refused) - {code} <= {"authority-dates", "approval-expired", "no-lot"}


def test_all_refusals_come_at_once_in_the_order_of_the_rules():
    facts = replace(
        ALLOWED,
        admission=None,
        headroom=Decimal("0.00"),
        approved_left=Decimal("1.00"),
        authority=None,
    )

    assert codes(facts) == ["not-admitted", "over-approval", "no-authority", "over-cap"]


def test_the_refusal_over_the_cap_names_both_figures_and_the_source():
    facts = replace(ALLOWED, headroom=Decimal("8999.99"))

    (refusal,) = ask(RULES, facts)

    assert refusal.message == (
        "The award is £9,000.00 but £8,999.99 is left under the £10.5m cap. "
        "Reduce the units, or ask for value to be released."
    )
    assert refusal.source == "CR 4"


def test_an_award_of_an_earlier_day_is_allowed_and_one_of_tomorrow_says_both_days():
    later = replace(ALLOWED, today=DAY + dt.timedelta(days=30))
    (refusal,) = ask(RULES, replace(ALLOWED, today=DAY - dt.timedelta(days=1)))

    assert codes(later) == []
    assert refusal.message == (
        "The award is dated 2 June 2026, but today is 1 June 2026. "
        "Date it today, or come back when the day has come."
    )


@pytest.mark.parametrize("day", [dt.date(2022, 6, 1), dt.date(2027, 5, 31)])
def test_the_first_and_the_last_day_of_the_term_are_allowed(day):
    authority = replace(AUTHORITY, starts_on=day, ends_on=day)

    day_of_award = dict.fromkeys(("on", "today", "approved_until", "starts_on"), day)
    facts = replace(ALLOWED, authority=authority, **day_of_award)

    assert codes(facts) == []


def test_the_threshold_itself_needs_no_cabinet_decision():
    assert codes(sized("500000.00")) == []


def test_a_penny_above_the_threshold_needs_a_cabinet_decision():
    assert codes(sized("500000.01")) == ["no-cabinet-decision"]


def test_a_cabinet_decision_covers_up_to_its_highest_value():
    assert codes(sized("550000.00", cabinet=CABINET)) == []
    assert codes(sized("550000.01", cabinet=CABINET)) == ["over-cabinet-decision"]


def test_a_cabinet_decision_waits_for_the_end_of_call_in():
    waiting = replace(CABINET, effective_from=DAY + dt.timedelta(days=1))

    assert codes(sized("500000.01", cabinet=waiting)) == ["in-call-in"]


def test_cabinets_own_decision_stands_above_a_smaller_standing_authority():
    authority = replace(AUTHORITY, highest_value=Decimal("25000.00"))

    assert codes(sized("550000.00", cabinet=CABINET, authority=authority)) == []


def test_a_cap_of_nothing_refuses_everything():
    facts = sized("0.01", cap=Decimal("0.00"), headroom=Decimal("0.00"))

    assert codes(facts) == ["over-cap"]


def test_a_reason_allows_a_dearer_supplier_and_a_start_before_the_award():
    facts = replace(
        ALLOWED,
        cheapest_total=Decimal("1.00"),
        starts_on=DAY - dt.timedelta(days=3),
        reason="The court named this expert.",
    )

    assert codes(facts) == []


def test_a_price_below_the_card_is_allowed():
    assert codes(replace(ALLOWED, card_total=Decimal("9000.01"))) == []


amounts = st.decimals(min_value=PENNY, max_value=Decimal("9999999.99"), places=2)


@given(value=amounts, headroom=amounts)
def test_an_award_is_over_the_cap_exactly_when_it_does_not_fit(value, headroom):
    facts = sized(str(value), headroom=headroom)

    assert ("over-cap" in codes(facts)) == (value > headroom)


@given(value=amounts, headroom=amounts, more=amounts)
def test_more_headroom_never_turns_a_yes_into_a_no(value, headroom, more):
    facts = sized(str(value), headroom=headroom)

    refused = set(codes(facts))

    assert set(codes(replace(facts, headroom=headroom + more))) <= refused


def test_every_rule_says_what_it_demands_in_a_sentence():
    demands = [check.demand for check in checks(RULES, ALLOWED)]

    assert len(set(demands)) == len(RULES)
    assert [demand for demand in demands if not demand.endswith(".")] == []
