"""Awards through the real gate: what is written, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from contracts import ledger
from contracts.award import award
from contracts.models import CabinetDecision, CallOffContract, Commitment
from lots.models import Service
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.models import AuditEvent, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import conditions
from panel.answers import NewCondition
from referrals.models import RequestLine
from suppliers.queries import admission_on
from suppliers.suspend import suspend
from tests.build.contracts import (
    SERVICE,
    given_a_cabinet_decision,
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
    given_terms,
)
from tests.build.deciding import given_a_decided_line
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import consulted, given_a_price, given_a_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]


def refused_codes(act) -> list[str]:
    with pytest.raises(Refused) as caught, transaction.atomic():
        act()
    return [refusal.code for refusal in caught.value.refusals]


def test_an_award_commits_its_value_under_the_cap():
    contract = given_an_award()

    scheme = current_scheme()
    line = contract.commitments.get()
    assert (line.kind, line.amount, line.on) == ("award", Decimal("1200.00"), TODAY)
    assert scheme.committed == Decimal("1200.00")
    assert scheme.headroom == Decimal("10498800.00")
    assert ledger.drift(scheme) == Decimal("0.00")


def test_an_award_uses_up_its_line_and_names_its_authority():
    contract = given_an_award()

    line = RequestLine.objects.get(pk=contract.line_id)
    assert (line.state, line.approved_left, line.units_left) == ("awarded", Decimal("0.00"), 0)
    assert contract.standing_authority.holder == contract.awarded_by
    assert contract.cabinet_decision is None


def test_an_award_keeps_a_frozen_copy_of_the_prices_that_were_compared():
    given_an_admitted_supplier("Wye Psychology", price="1500.00")

    contract = given_an_award(given_an_approved_line(units=2, amount=Decimal("2400.00")))

    given_a_price(
        contract.supplier, Service.objects.get(name=SERVICE), "1.00", TODAY + dt.timedelta(days=1)
    )
    contract.refresh_from_db()
    assert contract.comparison == [
        {
            "rank": 1,
            "supplier": "Severn Assessments",
            "unit_price": "1200.00",
            "total": "2400.00",
            "parts": [{"units": 2, "percent": "0.00", "amount": "2400.00"}],
        },
        {
            "rank": 2,
            "supplier": "Wye Psychology",
            "unit_price": "1500.00",
            "total": "3000.00",
            "parts": [{"units": 2, "percent": "0.00", "amount": "3000.00"}],
        },
    ]


def test_part_of_a_line_can_be_awarded_and_the_rest_later():
    line = given_an_approved_line(units=3, amount=Decimal("3600.00"))

    given_an_award(line, units=2)
    line.refresh_from_db()
    assert (line.state, line.approved_left) == ("part_awarded", Decimal("1200.00"))

    given_an_award(line, units=1)
    line.refresh_from_db()
    assert (line.state, line.approved_left) == ("awarded", Decimal("0.00"))


def test_a_line_cannot_be_awarded_twice():
    contract = given_an_award()

    codes = refused_codes(lambda: given_an_award(contract.line, units=1))

    assert codes == ["not-approved", "over-units"]
    assert CallOffContract.objects.count() == 1


def test_an_award_is_audited_and_tells_the_requester():
    contract = given_an_award()

    event = AuditEvent.objects.get(action="contract.awarded")
    assert (event.subject, event.actor) == (contract.reference, contract.awarded_by.name)
    assert event.detail["value"] == "1200.00"
    notice = Notice.objects.get(subject__startswith=contract.reference)
    assert notice.to == contract.line.request.requester


def test_a_refused_award_leaves_nothing_behind():
    officer = given_an_officer(Decimal("1199.99"))
    terms = given_terms()

    codes = refused_codes(lambda: award(terms, by=officer, on=TODAY))

    assert codes == ["over-authority"]
    assert CallOffContract.objects.count() == 0
    assert current_scheme().committed == Decimal("0.00")


def test_a_suspended_supplier_is_refused_for_that_reason_alone():
    supplier = given_an_admitted_supplier()
    lot = Service.objects.get(name=SERVICE).lot
    terms = given_terms(supplier=supplier)
    suspend(
        admission_on(supplier, lot, TODAY),
        consultation=consulted(TODAY),
        by=given_a("commissioning_manager"),
        on=TODAY,
    )

    assert refused_codes(lambda: award(terms, by=given_an_officer(), on=TODAY)) == ["suspended"]


def test_a_supplier_who_never_applied_is_refused():
    stranger = given_a_supplier("Stranger Ltd")
    given_a_price(stranger, Service.objects.get(name=SERVICE), "1000.00")

    terms = given_terms(supplier=stranger)

    assert refused_codes(lambda: award(terms, by=given_an_officer(), on=TODAY)) == [
        "not-admitted",
        "evidence-lapsed",
    ]


def test_what_was_shown_must_be_what_it_comes_to():
    terms = given_terms()
    shown = Decimal("1199.99")

    codes = refused_codes(lambda: award(terms, shown_value=shown, by=given_an_officer(), on=TODAY))

    assert codes == ["value-changed"]


def test_a_price_below_the_card_is_awarded_at_that_price():
    contract = given_an_award(unit_price=Decimal("1100.00"))

    assert (contract.unit_price, contract.value) == (Decimal("1100.00"), Decimal("1100.00"))


def test_only_those_who_award_may():
    terms = given_terms()

    with pytest.raises(Forbidden, match="award call-off contracts"):
        award(terms, by=given_a("finance_officer"), on=TODAY)


def given_a_large_line(amount: str) -> RequestLine:
    given_an_admitted_supplier(price=amount)
    return given_an_approved_line(amount=Decimal(amount))


def test_a_contract_of_exactly_the_threshold_needs_no_cabinet_decision():
    contract = given_an_award(given_a_large_line("500000.00"))

    assert (contract.value, contract.cabinet_decision) == (Decimal("500000.00"), None)


def test_a_penny_above_the_threshold_needs_cabinet():
    line = given_a_large_line("500000.01")

    codes = refused_codes(lambda: given_an_award(line))

    assert codes == ["over-authority", "no-cabinet-decision"]


def test_cabinets_decision_allows_it_after_five_clear_working_days():
    line = given_a_large_line("500000.01")
    decision = given_a_cabinet_decision(line, "500000.01")  # Tuesday 2 June 2026
    wednesday = dt.date(2026, 6, 10)

    too_early = refused_codes(lambda: given_an_award(line, on=wednesday - dt.timedelta(days=1)))
    contract = given_an_award(line, on=wednesday)

    assert decision.effective_from == wednesday
    assert too_early == ["in-call-in"]
    assert contract.cabinet_decision == decision


def given_two_decisions(line: RequestLine) -> list[CabinetDecision]:
    """An older one that can be acted on, and a higher one that is still in call-in."""
    may = TODAY - dt.timedelta(days=30)
    return [
        given_a_cabinet_decision(line, "550000.00", decided_on=may),
        given_a_cabinet_decision(line, "600000.00"),
    ]


def test_a_higher_decision_in_call_in_does_not_hide_the_one_that_covers_the_award():
    line = given_a_large_line("550000.00")
    older, _ = given_two_decisions(line)

    assert given_an_award(line).cabinet_decision == older


def test_an_award_that_only_the_decision_in_call_in_covers_waits_for_it():
    line = given_a_large_line("550000.01")
    given_two_decisions(line)

    assert refused_codes(lambda: given_an_award(line)) == ["in-call-in"]


def test_cabinets_decision_is_for_one_contract():
    given_an_admitted_supplier(price="550000.00")
    line = given_an_approved_line(units=2, amount=Decimal("1100000.00"))
    given_a_cabinet_decision(line, "550000.00", decided_on=TODAY - dt.timedelta(days=30))
    given_an_award(line, units=1)
    line.refresh_from_db()

    codes = refused_codes(lambda: given_an_award(line, units=1))

    assert codes == ["over-authority", "no-cabinet-decision"]


def test_the_database_lets_no_second_contract_rest_on_a_cabinet_decision(monkeypatch):
    given_an_admitted_supplier(price="550000.00")
    line = given_an_approved_line(units=2, amount=Decimal("1100000.00"))
    decision = given_a_cabinet_decision(line, "550000.00", decided_on=TODAY - dt.timedelta(days=30))
    given_an_award(line, units=1)
    line.refresh_from_db()
    monkeypatch.setattr("contracts.cabinet.best_for", lambda *_: decision)

    with pytest.raises(IntegrityError, match="one_contract_per_cabinet_decision"):
        given_an_award(line, units=1)


SECOND_CONTRACT = """
INSERT INTO contracts_calloffcontract
    (value, line_id, supplier_id, lot_id, service_id, units, unit_price, awarded_on, awarded_by_id,
     starts_on, ends_on, standing_authority_id, reason, comparison, delivered_by_id, state,
     state_since, purchase_order, route, bespoke, parts, earlier_reference, extras)
SELECT value, line_id, supplier_id, lot_id, service_id, units, unit_price, awarded_on,
    awarded_by_id, starts_on, ends_on, standing_authority_id, reason, comparison,
    delivered_by_id, state, state_since, purchase_order, route, bespoke, parts,
    earlier_reference, extras
FROM contracts_calloffcontract RETURNING id
"""
LEDGER_LINE = """
INSERT INTO contracts_commitment (scheme_id, contract_id, kind, amount, "on", by_id)
SELECT scheme_id, %s, kind, %s, "on", by_id FROM contracts_commitment
"""


@transaction.atomic
def given_a_second_contract_by_hand(amount: str | None) -> None:
    """A copy of the only contract, with a ledger line of `amount`, checked as at a commit."""
    with connection.cursor() as cursor:
        cursor.execute(SECOND_CONTRACT)
        (contract,) = cursor.fetchone()
        if amount:
            cursor.execute(LEDGER_LINE, [contract, amount])
        connection.check_constraints()


@pytest.mark.parametrize("amount", [None, "1199.99"])
def test_the_database_refuses_a_contract_that_is_not_in_the_ledger(amount):
    given_an_award()

    with pytest.raises(IntegrityError, match="no line of its value in the ledger"):
        given_a_second_contract_by_hand(amount)


def test_the_database_lets_a_contract_be_made_by_hand_with_its_line():
    given_an_award()

    given_a_second_contract_by_hand("1200.00")

    assert current_scheme().committed == Decimal("2400.00")


def test_the_database_refuses_what_the_rules_would_let_through(monkeypatch):
    """The trigger is the truth: with the rule gone, the threshold still holds."""
    line = given_a_large_line("500000.01")
    officer = given_an_officer(Decimal("600000.00"))
    monkeypatch.setattr("contracts.award.RULES", ())

    codes = refused_codes(lambda: award(given_terms(line), by=officer, on=TODAY))

    assert codes == ["no-cabinet-decision"]
    assert current_scheme().committed == Decimal("0.00")


def test_an_award_counts_for_no_day_that_has_not_come():
    terms, officer = given_terms(), given_an_officer()

    with clock.at(TODAY):
        codes = refused_codes(lambda: award(terms, by=officer, on=TODAY + dt.timedelta(days=1)))

    assert codes == ["future-day"]
    assert current_scheme().committed == Decimal("0.00")


def test_the_database_counts_nothing_for_a_day_that_has_not_come():
    """By its own clock, also where no rule is asked."""
    contract, tomorrow = given_an_award(), clock.today() + dt.timedelta(days=1)

    def release() -> None:
        ledger.post(
            current_scheme(),
            contract,
            Commitment.Kind.RELEASE,
            Decimal("-200.00"),
            by=contract.awarded_by,
            on=tomorrow,
        )

    assert refused_codes(release) == ["future-day"]
    assert current_scheme().committed == Decimal("1200.00")


def test_the_ledger_refuses_a_line_whose_sign_is_wrong():
    contract = given_an_award()

    with pytest.raises(IntegrityError, match="commitment_sign"), transaction.atomic():
        ledger.post(
            current_scheme(),
            contract,
            Commitment.Kind.RELEASE,
            Decimal("1.00"),
            by=contract.awarded_by,
            on=TODAY,
        )


def test_a_release_gives_headroom_back():
    contract = given_an_award()

    ledger.post(
        current_scheme(),
        contract,
        Commitment.Kind.RELEASE,
        Decimal("-200.00"),
        by=contract.awarded_by,
        on=TODAY,
    )

    assert current_scheme().committed == Decimal("1000.00")
    assert ledger.drift(current_scheme()) == Decimal("0.00")


def test_no_more_can_be_released_than_was_committed():
    contract = given_an_award()

    with pytest.raises(Refused), transaction.atomic():
        ledger.post(
            current_scheme(),
            contract,
            Commitment.Kind.RELEASE,
            Decimal("-1200.01"),
            by=contract.awarded_by,
            on=TODAY,
        )

    assert current_scheme().committed == Decimal("1200.00")


def test_an_approval_on_conditions_is_awarded_once_those_before_the_award_are_ticked():
    line = given_a_decided_line(
        "approve_with_conditions", conditions=(NewCondition(words="The school agrees."),)
    )
    supplier = given_an_admitted_supplier(price="100.00")
    codes = refused_codes(lambda: given_an_award(line, supplier=supplier))

    conditions.tick(line.decisions.get().conditions.get(), by=given_an_officer(), on=TODAY)

    assert codes == ["conditions-open"]
    assert given_an_award(line, supplier=supplier).line == line
