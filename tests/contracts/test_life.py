"""A call-off's life: answered, delivered, completed, ended early, un-awarded."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from contracts import ledger
from contracts.accept import accept, start_due
from contracts.deliver import deliver
from contracts.end import complete, terminate
from contracts.models import CallOffContract, Commitment
from contracts.release import release
from contracts.standing import standing_of
from contracts.unaward import decline, unaward
from lots.models import Scheme
from mdps.core import clock
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals.lapse import lapse_expired
from tests.build.contracts import (
    LAST_OF_TWELVE_WEEKS,
    given_a_delivery,
    given_a_running_call_off,
    given_an_award,
    given_an_officer,
    given_it_is_accepted,
    given_terms,
)
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.suppliers import given_a_provider, given_a_supplier

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
AFTER = LAST_OF_TWELVE_WEEKS + DAY


@pytest.fixture(autouse=True)
def today() -> Any:
    with clock.at(TODAY):
        yield


def scheme() -> Scheme:
    return Scheme.objects.get()


def fresh(contract: CallOffContract) -> CallOffContract:
    return CallOffContract.objects.select_related("line").get(pk=contract.pk)


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [refusal.code for refusal in refused.value.refusals]


def ledger_of(contract: CallOffContract) -> list[tuple[str, Decimal]]:
    lines = Commitment.objects.filter(contract=contract).order_by("id")
    return list(lines.values_list("kind", "amount"))


def test_the_supplier_accepts_and_it_runs_from_its_first_day() -> None:
    contract = given_an_award()
    provider = given_a_provider(contract.supplier)

    accept(contract, by=provider, on=TODAY)
    assert fresh(contract).state == "accepted"

    assert start_due(on=contract.starts_on - DAY) == 0
    assert start_due(on=contract.starts_on) == 1
    assert start_due(on=contract.starts_on) == 0
    assert fresh(contract).state == "active"
    told = Notice.objects.filter(subject=f"{contract.reference} was accepted")
    assert [notice.to for notice in told] == [contract.awarded_by]


def test_a_call_off_is_answered_once() -> None:
    contract = given_an_award()
    officer = given_an_officer()
    accept(contract, by=officer, on=TODAY)

    assert codes(lambda: accept(contract, by=officer, on=TODAY)) == ["already-answered"]
    assert codes(lambda: decline(contract, reasons="No.", by=officer, on=TODAY)) == [
        "already-answered"
    ]


def test_another_supplier_cannot_answer_it() -> None:
    contract = given_an_award()
    rival = given_a_provider(given_a_supplier("Wye Therapies"))
    with pytest.raises(Forbidden, match="your own"):
        accept(contract, by=rival, on=TODAY)


def test_a_declined_call_off_leaves_the_cap_and_its_line_can_be_awarded_anew() -> None:
    contract = given_an_award()
    provider = given_a_provider(contract.supplier)

    decline(contract, reasons="No capacity.", by=provider, on=TODAY)

    contract = fresh(contract)
    line = contract.line
    assert contract.state == "unawarded"
    assert ledger_of(contract) == [("award", contract.value), ("unaward", -contract.value)]
    assert (scheme().committed, ledger.drift(scheme())) == (Decimal(0), Decimal(0))
    assert (line.state, line.committed_amount, line.committed_units) == ("approved", 0, 0)
    again = given_an_award(line)
    assert again.value == contract.value


def test_what_runs_is_not_un_awarded() -> None:
    contract = given_a_running_call_off()
    assert codes(
        lambda: unaward(contract, reasons="Too late.", by=given_an_officer(), on=TODAY)
    ) == ["has-started"]


def test_un_awarding_twice_gives_nothing_back_twice() -> None:
    contract = given_an_award()
    officer = given_an_officer()
    unaward(contract, reasons="A mistake.", by=officer, on=TODAY)

    assert codes(lambda: unaward(contract, reasons="Again.", by=officer, on=TODAY)) == [
        "has-started"
    ]
    assert scheme().committed == Decimal(0)


def test_units_are_delivered_up_to_the_last_one_ordered_and_no_further() -> None:
    contract = given_a_running_call_off(units=10)
    given_a_delivery(contract, 9, missed=2)

    assert codes(lambda: given_a_delivery(contract, 2)) == ["over-ordered"]
    given_a_delivery(contract, 1)

    standing = standing_of(contract)
    assert (standing.delivered, standing.missed, standing.undelivered) == (10, 2, 0)
    assert standing.delivered_value == contract.value


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"units": 0}, ["nothing-reported"]),
        ({"until": TODAY + DAY}, ["later-day"]),
        ({"since": TODAY - DAY, "until": TODAY}, ["before-start"]),
        ({"since": TODAY, "until": TODAY - DAY}, ["days-backwards"]),
        ({"units": -3}, ["no-reason"]),
        ({"units": -5, "correction": "Counted twice."}, ["below-nothing"]),
    ],
)
def test_a_report_that_cannot_be_is_refused(changes: dict[str, Any], refused: list[str]) -> None:
    contract = given_a_running_call_off()
    given_a_delivery(contract, 4)
    report = {"since": TODAY, "until": TODAY, "units": 1} | changes
    assert codes(lambda: deliver(contract, **report, by=given_an_officer(), on=TODAY)) == refused


def test_a_correction_takes_back_what_was_reported_by_mistake() -> None:
    contract = given_a_running_call_off()
    given_a_delivery(contract, 4)
    deliver(
        contract,
        since=TODAY,
        until=TODAY,
        units=-4,
        correction="Reported for another call-off.",
        by=given_an_officer(),
        on=TODAY,
    )
    assert standing_of(contract).delivered == 0


def test_nothing_is_delivered_before_it_runs() -> None:
    assert codes(lambda: given_a_delivery(given_an_award(), 1)) == ["not-running", "before-start"]


def test_a_call_off_is_completed_when_all_is_delivered() -> None:
    contract = given_a_running_call_off(units=10)
    officer = given_an_officer()
    assert codes(lambda: complete(contract, by=officer, on=TODAY)) == ["not-over"]
    given_a_delivery(contract, 10)

    complete(contract, by=officer, on=TODAY)

    assert fresh(contract).state == "completed"
    assert ledger_of(contract) == [("award", Decimal("1000.00"))]


def test_after_its_last_day_what_was_not_delivered_is_released() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    officer = given_an_officer()
    given_a_delivery(contract, 7)
    with clock.at(LAST_OF_TWELVE_WEEKS):
        assert codes(lambda: complete(contract, by=officer, on=LAST_OF_TWELVE_WEEKS)) == [
            "not-over"
        ]

    with clock.at(AFTER):
        complete(contract, by=officer, on=AFTER)

    assert ledger_of(contract) == [("award", Decimal(1000)), ("release", Decimal(-300))]
    assert (scheme().committed, ledger.drift(scheme())) == (Decimal(700), Decimal(0))


def test_an_early_end_keeps_what_was_delivered_and_gives_the_rest_back() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    given_a_delivery(contract, 4)

    terminate(contract, reasons="The family moved.", by=given_an_officer(), on=TODAY)

    contract = fresh(contract)
    assert contract.state == "terminated"
    assert ledger_of(contract) == [("award", Decimal(1000)), ("termination", Decimal(-600))]
    line = contract.line
    assert (line.state, line.approved_left, line.units_left) == ("part_awarded", 600, 6)
    assert (line.released_amount, line.released_until) == (Decimal(600), contract.ends_on)


def test_the_rest_of_an_early_end_goes_to_a_replacement_until_the_planned_end() -> None:
    line = given_an_approved_line(units=12, amount=Decimal("1200.00"))
    contract = given_a_running_call_off(line, price="100.00", units=10)
    given_a_delivery(contract, 4)
    officer = given_an_officer()
    until = line.approved_until
    end = until + 30 * DAY
    with clock.at(TODAY):
        from_vary = fresh(contract)
        from_vary.ends_on = end
        from_vary.save(update_fields=["ends_on"])
    with clock.at(until + DAY):
        terminate(contract, reasons="Closed.", by=officer, on=until + DAY)
        lapse_expired(on=until + DAY)

    line = fresh(contract).line
    assert (line.state, line.approved_left) == ("part_awarded", Decimal(800))
    assert (line.released_amount, line.approved_until) == (Decimal(600), until)
    assert line.left_on(until + DAY) == Decimal(600)
    assert line.left_on(end) == Decimal(600)
    assert line.left_on(end + DAY) == Decimal(0)
    with clock.at(end):
        replacement = given_an_award(
            line, units=6, on=end, by=officer, starts_on=end, ends_on=end + DAY
        )
    assert replacement.value == Decimal(600)
    assert fresh(contract).line.released_amount == Decimal(0)


@pytest.mark.django_db(transaction=True)
def test_a_scheme_may_keep_the_rest_of_an_early_end_committed(as_owner: Any) -> None:
    as_owner("UPDATE lots_scheme SET termination_returns_headroom = false")
    contract = given_a_running_call_off(units=10, price="100.00")

    terminate(contract, reasons="The family moved.", by=given_an_officer(), on=TODAY)

    assert ledger_of(contract) == [("award", Decimal(1000))]
    assert scheme().committed == Decimal(1000)


@pytest.mark.parametrize(("amount", "refused"), [("600.00", None), ("600.01", "below-delivered")])
def test_a_release_leaves_what_was_delivered(amount: str, refused: str | None) -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    given_a_delivery(contract, 4)
    officer = given_an_officer()

    def act() -> None:
        release(contract, amount=Decimal(amount), reasons="A lower price.", by=officer, on=TODAY)

    if refused:
        assert codes(act) == [refused]
        return
    act()
    assert standing_of(contract).committed == Decimal(400)


def test_the_database_lets_no_call_off_come_to_less_than_nothing() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    held = ledger.lock(scheme().pk)
    kind = Commitment.Kind.RELEASE
    given_an_award()  # so that the cap alone would allow it
    assert codes(
        lambda: ledger.post(
            held, contract, kind, Decimal("-1000.01"), by=given_an_officer(), on=TODAY
        )
    ) == ["below-nothing"]


def test_nothing_of_it_is_refused_for_the_term_or_the_admission() -> None:
    """The scheme is over, the supplier suspended: an early end goes through all the same."""
    contract = given_it_is_accepted(given_an_award(**_long()))
    start_due(on=contract.starts_on)
    late = dt.date(2031, 1, 6)

    with clock.at(late):
        terminate(contract, reasons="Closed.", by=given_an_officer(), on=TODAY)

    assert fresh(contract).state == "terminated"


def _long() -> dict[str, dt.date]:
    terms = given_terms()
    return {"starts_on": terms.starts_on, "ends_on": dt.date(2031, 6, 1)}
