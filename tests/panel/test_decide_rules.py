"""The rules of a decision at their edges, without a database."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from mdps.core.rules import ask
from panel.approvals import approval_ends
from panel.decide_rules import ITEM_RULES, LINE_RULES, ItemFacts, LineFacts
from panel.kinds import AT_A_MEETING, OF_URGENT

ITEM = ItemFacts(
    meeting="The panel meeting of 2 June 2026",
    meeting_state="In progress",
    in_progress=True,
    request="SR-000123",
    request_state="On agenda",
    on_agenda=True,
    raised_by_decider=False,
    endorsed_by_decider=False,
    item_state="Being discussed",
    may_be_decided=True,
    is_barred=False,
)
LINE = LineFacts(
    line="Play therapy",
    request="SR-000123",
    is_of_item=True,
    line_state="Proposed",
    is_open=True,
    decided_here="",
    requested=Decimal("1200.00"),
    requested_units=12,
    kind="approve",
    offered=AT_A_MEETING,
    amount=None,
    on=dt.date(2026, 6, 2),
    reasons="Meets the need.",
)


def codes_of_item(**changes: object) -> list[str]:
    return [refusal.code for refusal in ask(ITEM_RULES, replace(ITEM, **changes))]


def codes(**changes: object) -> list[str]:
    return [refusal.code for refusal in ask(LINE_RULES, replace(LINE, **changes))]


def messages(**changes: object) -> list[str]:
    return [refusal.message for refusal in ask(LINE_RULES, replace(LINE, **changes))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"in_progress": False}, ["meeting-not-open"]),
        ({"on_agenda": False}, ["not-on-agenda"]),
        ({"raised_by_decider": True}, ["own-request"]),
        ({"endorsed_by_decider": True}, ["own-request"]),
        ({"in_progress": False, "endorsed_by_decider": True}, ["meeting-not-open", "own-request"]),
    ],
)
def test_an_item_is_decided_in_a_meeting_in_progress_by_somebody_else(changes, expected):
    assert codes_of_item(**changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"kind": "defer"}, []),
        ({"kind": "decline"}, []),
        ({"kind": ""}, ["no-decision"]),
        ({"kind": "perhaps"}, ["no-decision"]),
        ({"reasons": " \n"}, ["no-reasons"]),
        ({"kind": "", "reasons": ""}, ["no-decision", "no-reasons"]),
        ({"is_of_item": False}, ["other-request"]),
        ({"is_open": False, "line_state": "Approved"}, ["line-closed"]),
        ({"is_open": False, "decided_here": "approved"}, ["already-decided"]),
        ({"decided_here": "deferred"}, ["already-decided"]),
    ],
)
def test_an_open_line_is_decided_once_with_reasons(changes, expected):
    assert codes(**changes) == expected


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        (None, "Enter the amount to approve for Play therapy, less than £1,200.00."),
        (
            "0.00",
            "£0.00 of £1,200.00 would approve nothing. "
            "Enter an amount of more than £0.00, or decline it.",
        ),
        ("0.01", None),
        ("1199.99", None),
        ("1200.00", "£1,200.00 is everything that was requested. Approve it in full."),
        (
            "1200.01",
            "£1,200.01 is more than the £1,200.00 requested. "
            "Enter an amount below £1,200.00, or approve it in full.",
        ),
    ],
)
def test_a_part_is_more_than_nothing_and_less_than_everything(amount, message):
    amount = Decimal(amount) if amount else None

    assert messages(kind="approve_in_part", amount=amount) == ([message] if message else [])


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        ("approve", "1200.00", []),
        ("approve", "1199.99", ["amount-not-meant"]),
        ("redirect", "10.00", ["amount-not-meant", "no-destination"]),
        ("defer", "10.00", ["amount-not-meant"]),
        ("decline", "10.00", ["amount-not-meant"]),
    ],
)
def test_an_amount_beside_another_decision_is_asked_about(kind, amount, expected):
    assert codes(kind=kind, amount=Decimal(amount)) == expected


def test_nothing_requested_is_nothing_to_approve():
    assert codes(requested=Decimal("0.00")) == ["nothing-requested"]
    assert codes(requested=Decimal("0.00"), kind="defer") == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"to_ratify": True, "offered": OF_URGENT, "kind": "ratify"}, []),
        ({"to_ratify": True, "offered": OF_URGENT, "kind": "overturn"}, []),
        ({"to_ratify": True, "offered": OF_URGENT}, ["to-ratify", "no-decision"]),
        ({"kind": "ratify"}, ["not-urgent", "no-decision"]),
        ({"is_chaired": False}, ["no-chair"]),
        ({"is_chaired": False, "kind": "in_principle"}, []),
        ({"is_chaired": False, "kind": "defer"}, []),
        ({"is_chaired": False, "kind": "withdrawn"}, []),
        ({"is_chaired": False, "kind": "decline"}, ["no-chair"]),
        ({"missing_quorum": "2 of 3"}, ["no-quorum"]),
        ({"missing_quorum": "2 of 3", "kind": "in_principle"}, ["no-quorum"]),
    ],
)
def test_without_a_chair_only_in_principle_and_what_is_urgent_is_only_settled(changes, expected):
    assert codes(**changes) == expected


@pytest.mark.parametrize(
    ("on", "until"),
    [
        ("2026-06-02", "2026-09-02"),
        ("2026-11-30", "2027-02-28"),
        ("2027-11-30", "2028-02-29"),
        ("2026-10-31", "2027-01-31"),
        ("2026-12-31", "2027-03-31"),
        ("2026-01-31", "2026-04-30"),
    ],
)
def test_an_approval_runs_to_the_same_day_three_months_on(on, until):
    assert approval_ends(dt.date.fromisoformat(on)) == dt.date.fromisoformat(until)
