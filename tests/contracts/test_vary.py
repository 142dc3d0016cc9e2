"""Varying a call-off by the grounds of reg 72: more units, fewer, other dates, another supplier."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contracts import ledger
from contracts.gate.facts import Authorisation, Cabinet
from contracts.increase import More, increase, look
from contracts.increase_rules import INCREASE, Increase
from contracts.models import CallOffContract, Commitment, Variation
from contracts.release import release
from contracts.standing import standing_of
from contracts.vary import change_dates, decrease, novate
from lots.models import Scheme
from mdps.core import clock
from mdps.core.rules import Refused, ask
from panel import budgets
from referrals.models import RequestLine
from suppliers.queries import admission_on
from suppliers.suspend import suspend
from tests.build.contracts import (
    LAST_OF_TWELVE_WEEKS,
    given_a_cabinet_decision,
    given_a_delivery,
    given_a_running_call_off,
    given_an_admitted_supplier,
    given_an_authorisation,
    given_an_officer,
)
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import consulted, given_a_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [refusal.code for refusal in refused.value.refusals]


def fresh(contract: CallOffContract) -> CallOffContract:
    return CallOffContract.objects.select_related("delivered_by").get(pk=contract.pk)


def ledger_of(contract: CallOffContract) -> list[tuple[str, Decimal]]:
    lines = Commitment.objects.filter(contract=contract).order_by("id")
    return list(lines.values_list("kind", "amount"))


def a_supplementary_line(contract: CallOffContract, units: int, amount: str) -> RequestLine:
    """Approved by the panel for the same case and service."""
    return given_an_approved_line(
        units=units,
        amount=Decimal(amount),
        case_reference=contract.line.request.case_reference,
    )


def more(line: RequestLine, units: int, **changes: Any) -> More:
    usual = {"ground": "c", "reasons": "The court asked for more.", "notice_published": True}
    return More(line=line, units=units, **(usual | changes))


def test_more_units_are_added_by_a_line_that_the_panel_approved_for_them() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    line = a_supplementary_line(contract, 5, "500.00")

    variation = increase(contract, more(line, 5), by=given_an_officer(), on=TODAY)

    line.refresh_from_db()
    standing = standing_of(contract)
    assert (variation.units, variation.amount, variation.kind) == (5, Decimal(500), "increase")
    assert ledger_of(contract) == [("award", Decimal(1000)), ("increase", Decimal(500))]
    assert (standing.ordered, standing.committed, standing.increased) == (15, 1500, 500)
    assert (line.state, line.committed_amount) == ("awarded", Decimal(500))
    assert Scheme.objects.get().committed == Decimal(1500)


def test_an_increase_binds_what_the_budget_held_for_its_line() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    line = a_supplementary_line(contract, 5, "600.00")

    increase(contract, more(line, 5), by=given_an_officer(), on=TODAY)

    held = budgets.of_line(line)
    assert (held.reserved, held.committed) == (Decimal(100), Decimal(500))


def test_units_whose_value_was_released_are_taken_off_and_what_was_delivered_stays() -> None:
    contract, officer = given_a_running_call_off(units=10, price="100.00"), given_an_officer()
    given_a_delivery(contract, 4)
    release(contract, amount=Decimal("550.00"), reasons="Cheaper.", by=officer, on=TODAY)

    first = decrease(contract, units=2, reasons="Less is needed.", by=officer, on=TODAY)
    second = decrease(contract, units=4, reasons="Still less.", by=officer, on=TODAY)

    assert (first.amount, second.amount) == (Decimal("-50.00"), Decimal("0.00"))
    standing = standing_of(contract)
    assert (standing.ordered, standing.committed, standing.delivered_value) == (4, 400, 400)


def test_an_increase_without_a_supplementary_approval_is_refused() -> None:
    contract = given_a_running_call_off()
    other = given_an_approved_line(units=5, amount=Decimal(500), case_reference="LCS-9999999")
    assert codes(lambda: increase(contract, more(other, 5), by=given_an_officer(), on=TODAY)) == [
        "other-line"
    ]
    used = contract.line
    assert codes(lambda: increase(contract, more(used, 5), by=given_an_officer(), on=TODAY)) == [
        "no-supplementary-approval",
        "over-approval",
    ]


def test_what_the_page_shows_is_what_the_act_asks() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    line = a_supplementary_line(contract, 9, "900.00")
    over = more(line, 6)

    shown = [
        each.refusal.code
        for each in look(contract, over, by=given_an_officer(), on=TODAY).checks
        if each.refusal
    ]

    assert shown == ["over-half"]
    assert codes(lambda: increase(contract, over, by=given_an_officer(), on=TODAY)) == shown


def test_the_amount_added_is_the_one_that_was_shown() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    line = a_supplementary_line(contract, 5, "500.00")
    officer = given_an_officer()

    def act(shown: str) -> Variation:
        return increase(contract, more(line, 5), shown_amount=Decimal(shown), by=officer, on=TODAY)

    assert codes(lambda: act("499.99")) == ["amount-changed"]
    assert act("500.00").amount == Decimal(500)


FACTS = Increase(
    reference="CO-00001",
    state="active",
    on=TODAY,
    ground="a",
    reasons="More is needed.",
    notice_published=False,
    units=5,
    amount=Decimal("500.00"),
    original=Decimal("1000.00"),
    increased=Decimal("0.00"),
    committed=Decimal("1000.00"),
    headroom=Decimal("500.00"),
    cap=Decimal("10500000.00"),
    cabinet_threshold=Decimal("500000.00"),
    cabinet=None,
    first_award_day=dt.date(2022, 6, 1),
    last_award_day=dt.date(2027, 5, 31),
    line="SR-000001/1",
    line_is_open=True,
    line_left=Decimal("500.00"),
    line_units_left=5,
    line_last_day=TODAY,
    line_is_of_this=True,
    unit_price=Decimal("100.00"),
    price=Decimal("500.00"),
    card_total=Decimal("500.00"),
    shown_amount=None,
    supplier="Severn Assessments",
    is_direct=True,
    direct_award_above=Decimal("25000.00"),
    together_months=12,
    authorisation=Authorisation(
        reference="DA-0001", highest_value=Decimal("600000.00"), authorised_on=TODAY
    ),
)
CABINET = Cabinet(minute="CAB 1", highest_value=Decimal("500000.01"), effective_from=TODAY)
NEARLY = {"committed": Decimal("499500.00"), "original": Decimal("499500.00")}


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"headroom": Decimal("499.99")}, ["over-cap"]),
        ({"line_left": Decimal("499.99")}, ["over-approval"]),
        ({"line_units_left": 4}, ["over-approval"]),
        ({"line_last_day": TODAY - DAY}, ["approval-expired"]),
        ({"line_is_open": False}, ["no-supplementary-approval"]),
        ({"card_total": Decimal("499.99")}, ["above-card"]),
        ({"card_total": None}, ["above-card"]),
        ({"on": dt.date(2027, 5, 31), "line_last_day": dt.date(2027, 5, 31)}, []),
        (
            {"on": dt.date(2027, 6, 1), "line_last_day": dt.date(2027, 6, 1)},
            ["after-term"],
        ),
        ({"ground": "b", "notice_published": True}, []),
        ({"ground": "b"}, ["no-notice"]),
        ({"ground": "c", "notice_published": True, "original": Decimal("999.99")}, ["over-half"]),
        ({"ground": "d"}, ["wrong-ground"]),
        ({"ground": "f"}, ["over-tenth"]),
        ({"ground": "f", "original": Decimal("5000.00")}, []),
        ({"ground": "f", "original": Decimal("4999.99")}, ["over-tenth"]),
        ({"ground": "f", "original": Decimal(9000), "increased": Decimal(400)}, []),
        (
            {"ground": "f", "original": Decimal(9000), "increased": Decimal("400.01")},
            ["over-tenth"],
        ),
        (NEARLY, []),
        (NEARLY | {"committed": Decimal("499500.01")}, ["no-cabinet-decision"]),
        (NEARLY | {"committed": Decimal("499500.01"), "cabinet": CABINET}, []),
        (
            NEARLY | {"committed": Decimal("499500.02"), "cabinet": CABINET},
            ["over-cabinet-decision"],
        ),
        (
            NEARLY
            | {
                "committed": Decimal("499500.01"),
                "cabinet": replace(CABINET, effective_from=TODAY + DAY),
            },
            ["in-call-in"],
        ),
        ({"state": "completed"}, ["is-over"]),
        ({"reasons": " "}, ["no-reasons"]),
    ],
)
def test_the_edges_of_an_increase(changes: dict[str, Any], refused: list[str]) -> None:
    found = ask(INCREASE, replace(FACTS, **changes))
    assert [refusal.code for refusal in found] == refused


def test_an_increase_past_the_threshold_rests_on_its_own_cabinet_decision() -> None:
    contract = given_a_running_call_off(units=10, price="50000.00")
    line = a_supplementary_line(contract, 1, "50000.00")
    given_an_authorisation(line, contract.supplier, "550000.00")
    assert codes(lambda: increase(contract, more(line, 1), by=given_an_officer(), on=TODAY)) == [
        "no-cabinet-decision"
    ]
    decided = TODAY - 20 * DAY
    decision = given_a_cabinet_decision(line, "550000.00", decided_on=decided)

    variation = increase(contract, more(line, 1), by=given_an_officer(), on=TODAY)

    assert (variation.cabinet_decision, standing_of(contract).committed) == (decision, 550_000)


def test_fewer_units_leave_the_cap_and_can_be_awarded_anew() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    given_a_delivery(contract, 6)
    officer = given_an_officer()
    assert codes(
        lambda: decrease(contract, units=5, reasons="Less is needed.", by=officer, on=TODAY)
    ) == ["below-delivered"]

    decrease(contract, units=4, reasons="Less is needed.", by=officer, on=TODAY)

    line = contract.line
    line.refresh_from_db()
    assert ledger_of(contract) == [("award", Decimal(1000)), ("decrease", Decimal(-400))]
    assert (standing_of(contract).ordered, line.approved_left, line.units_left) == (6, 400, 4)
    assert (line.state, ledger.drift(Scheme.objects.get())) == ("part_awarded", 0)


def test_a_decrease_takes_off_what_was_added_last_first() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    line = a_supplementary_line(contract, 5, "450.00")
    officer = given_an_officer()
    increase(contract, more(line, 5, unit_price=Decimal("90.00")), by=officer, on=TODAY)

    decrease(contract, units=7, reasons="Less is needed.", by=officer, on=TODAY)

    for each in (line, contract.line):
        each.refresh_from_db()
    assert ledger_of(contract)[-1] == ("decrease", Decimal("-650.00"))
    assert (line.committed_amount, line.committed_units) == (0, 0)
    assert (contract.line.committed_amount, contract.line.committed_units) == (800, 8)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "refused"),
    [
        (TODAY, LAST_OF_TWELVE_WEEKS, ["same-dates"]),
        (TODAY + DAY, LAST_OF_TWELVE_WEEKS, ["has-started"]),
        (TODAY, TODAY - DAY, ["ends-before-start"]),
    ],
)
def test_dates_that_cannot_be_are_refused(
    starts_on: dt.date, ends_on: dt.date, refused: list[str]
) -> None:
    contract = given_a_running_call_off()
    assert (
        codes(
            lambda: change_dates(
                contract,
                starts_on=starts_on,
                ends_on=ends_on,
                reasons="Later.",
                by=given_an_officer(),
                on=TODAY,
            )
        )
        == refused
    )


def test_other_dates_are_kept_with_those_before_and_never_refused_for_the_term() -> None:
    contract = given_a_running_call_off()
    far = dt.date(2031, 1, 1)

    variation = change_dates(
        contract,
        starts_on=TODAY,
        ends_on=far,
        reasons="It takes longer.",
        by=given_an_officer(),
        on=TODAY,
    )

    assert fresh(contract).ends_on == far
    assert (variation.was_ends_on, variation.ends_on) == (LAST_OF_TWELVE_WEEKS, far)


def test_another_admitted_supplier_takes_over_and_the_award_stays_on_record() -> None:
    contract = given_a_running_call_off()
    heir = given_an_admitted_supplier("Wye Assessments")

    variation = novate(contract, supplier=heir, reasons="Merged.", by=given_an_officer(), on=TODAY)

    contract = fresh(contract)
    assert (contract.delivered_by, contract.supplier.name) == (heir, "Severn Assessments")
    assert (variation.ground, variation.was_supplier.name) == ("d", "Severn Assessments")
    assert ledger_of(contract) == [("award", contract.value)]


def test_who_is_not_admitted_or_suspended_cannot_take_over() -> None:
    contract = given_a_running_call_off()
    officer = given_an_officer()
    stranger = given_a_supplier("Dean Assessments")
    heir = given_an_admitted_supplier("Wye Assessments")
    suspend(
        admission_on(heir, contract.lot, TODAY),
        consultation=consulted(TODAY),
        by=given_a("commissioning_manager"),
        on=TODAY,
    )
    for other, code in ((stranger, "not-admitted"), (heir, "not-admitted")):
        assert codes(
            lambda other=other: novate(
                contract, supplier=other, reasons="Merged.", by=officer, on=TODAY
            )
        ) == [code]
    assert codes(
        lambda: novate(
            contract, supplier=contract.delivered_by, reasons="Same.", by=officer, on=TODAY
        )
    ) == ["same-supplier"]
