"""What each kind of decision asks for, at its edges, without a database."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from mdps.core.rules import ask
from panel.kind_facts import KindFacts, NewCondition, amount_of, units_of
from panel.kind_rules import RULES
from panel.kinds import AT_A_MEETING, FINAL, KINDS, OF_URGENT, URGENTLY, WITHOUT_CHAIR, table
from panel.models import OUTCOMES
from panel.models.reason import WITH_AMOUNT, WITHOUT_AMOUNT, Kind

ON = dt.date(2026, 6, 2)
FACTS = KindFacts(
    line="Play therapy",
    requested=Decimal("1200.00"),
    requested_units=12,
    kind="approve",
    offered=AT_A_MEETING,
    amount=None,
    on=ON,
    reason_codes=("meets-need", "other"),
    reasons="Meets the need.",
    condition_roles=("commissioner",),
)
CONDITION = NewCondition(words="The school agrees.")


def codes(**changes: object) -> list[str]:
    return [refusal.code for refusal in ask(RULES, replace(FACTS, **changes))]


def test_every_kind_is_in_the_table_and_offered_somewhere():
    assert set(KINDS) == set(Kind.values)
    assert set(AT_A_MEETING) | set(OF_URGENT) == set(KINDS)
    assert [row[0] for row in table()] == [OUTCOMES[Kind(kind)] for kind in KINDS]


def test_who_may_decide_what_and_what_counts():
    assert set(WITHOUT_CHAIR) == {"in_principle", "defer", "withdrawn"}
    assert set(URGENTLY) == {"approve", "approve_in_part", "approve_with_conditions"}
    assert set(FINAL) == {*URGENTLY, "decline", "redirect", "ratify", "overturn"}


@pytest.mark.parametrize("kind", Kind.values)
def test_the_database_knows_as_well_which_kinds_have_an_amount(kind):
    assert (kind in WITH_AMOUNT, kind in WITHOUT_AMOUNT) == (
        KINDS[kind].amount != "none",
        KINDS[kind].amount == "none",
    )


@pytest.mark.parametrize(
    ("kind", "amount", "more_reason", "expected"),
    [
        ("approve", None, "", []),
        ("approve", "1200.00", "", []),
        ("approve", "1200.01", "", ["more-than-requested"]),
        ("approve", "1200.01", " ", ["more-than-requested"]),
        ("approve", "1200.01", "Two more sessions.", []),
        ("approve", "1199.99", "", ["amount-not-meant"]),
        ("approve", "0.00", "", ["nothing-approved"]),
        ("approve_with_conditions", "1199.99", "", []),
        ("approve_with_conditions", "1200.01", "", ["more-than-requested"]),
        ("approve_with_conditions", "1200.01", "Two more.", []),
        ("approve_in_part", "1200.01", "Two more.", ["part-amount"]),
        ("in_principle", "1199.99", "", []),
        ("in_principle", "1200.01", "", ["more-than-requested"]),
        ("defer", "1.00", "", ["amount-not-meant"]),
        ("withdrawn", "1.00", "", ["amount-not-meant"]),
    ],
)
def test_more_than_requested_is_approved_only_with_a_reason(kind, amount, more_reason, expected):
    amount = Decimal(amount) if amount else None
    conditions = (CONDITION,) if kind == "approve_with_conditions" else ()

    assert codes(kind=kind, amount=amount, more_reason=more_reason, conditions=conditions) == (
        expected
    )


@pytest.mark.parametrize(
    ("kind", "units", "more_reason", "expected"),
    [
        ("approve", 12, "", []),
        ("approve", 13, "", ["more-than-requested"]),
        ("approve", 13, "One more.", []),
        ("approve", 1, "", []),
        ("approve", 0, "", ["no-units"]),
        ("decline", 3, "", ["units-not-meant"]),
    ],
)
def test_units_are_1_or_more_and_more_than_requested_only_with_a_reason(
    kind, units, more_reason, expected
):
    assert codes(kind=kind, units=units, more_reason=more_reason) == expected


@pytest.mark.parametrize(
    ("kind", "conditions", "expected"),
    [
        ("approve_with_conditions", (CONDITION,), []),
        ("approve_with_conditions", (), ["no-conditions"]),
        ("approve_with_conditions", (NewCondition(words=" "),), ["no-conditions"]),
        ("approve_with_conditions", (CONDITION, NewCondition(words="")), ["empty-condition"]),
        ("approve", (CONDITION,), ["conditions-not-meant"]),
        ("decline", (CONDITION,), ["conditions-not-meant"]),
        ("in_principle", (CONDITION,), []),
        (
            "approve_with_conditions",
            (NewCondition(words="So.", role="provider"),),
            ["condition-role"],
        ),
    ],
)
def test_conditions_are_said_and_somebody_ticks_them(kind, conditions, expected):
    assert codes(kind=kind, conditions=conditions) == expected


@pytest.mark.parametrize(("days", "expected"), [(-1, ["review-past"]), (0, []), (1, [])])
def test_a_review_is_not_in_the_past(days, expected):
    assert codes(review_on=ON + dt.timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("kind", "redirect_to", "expected"),
    [
        ("redirect", "CAMHS", []),
        ("redirect", " ", ["no-destination"]),
        ("approve", "CAMHS", ["destination-not-meant"]),
    ],
)
def test_a_redirection_names_where_to(kind, redirect_to, expected):
    assert codes(kind=kind, redirect_to=redirect_to) == expected


@pytest.mark.parametrize(
    ("code", "expected"), [("", []), ("meets-need", []), ("in-house", ["other-reason"])]
)
def test_a_reason_code_belongs_to_the_kind(code, expected):
    assert codes(reason_code=code) == expected


def test_the_sentence_names_the_figures_and_what_to_do():
    refusals = ask(RULES, replace(FACTS, amount=Decimal("1300.00"), units=13))

    assert [each.message for each in refusals] == [
        "£1,300.00 is more than the £1,200.00 requested and 13 units is more than the 12 "
        "requested. Enter why more is approved for Play therapy, or reduce it."
    ]


@pytest.mark.parametrize(
    ("kind", "amount", "units", "expected"),
    [
        ("approve", None, None, (Decimal("1200.00"), 12)),
        ("approve_in_part", Decimal("300.00"), 3, (Decimal("300.00"), 3)),
        ("in_principle", None, 6, (Decimal("1200.00"), 6)),
        ("decline", None, None, (Decimal("0.00"), 0)),
        ("overturn", None, None, (Decimal("0.00"), 0)),
    ],
)
def test_what_a_decision_comes_to(kind, amount, units, expected):
    facts = replace(FACTS, kind=kind, amount=amount, units=units)

    assert (amount_of(facts), units_of(facts)) == expected
