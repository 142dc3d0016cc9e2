"""Many officers at once, for the last pounds under the cap; and the controls without the lock.

Each control shows that the race is real: with the lock taken away inside the test the rules
let too much through, and without the trigger as well the cap is passed. If a control fails,
the tests beside it prove nothing.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from contracts import ledger
from contracts.award import award
from contracts.models import CallOffContract, Commitment
from contracts.terms import Terms
from lots.models import Scheme
from lots.queries import current_scheme
from mdps.core import once
from mdps.core.models import User
from mdps.core.rules import Refused
from tests.build.contracts import (
    given_a_cabinet_decision,
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
    given_terms,
)
from tests.build.panel import TODAY, given_an_approved_line

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

CLIENTS = 16
LAST = Decimal("100000.00")
AFTER_CALL_IN = TODAY.replace(day=10)


def given_that_only_is_left(amount: Decimal) -> None:
    """One great contract, by Cabinet's decision, uses up the cap but for `amount`."""
    value = current_scheme().headroom - amount
    supplier = given_an_admitted_supplier("County Block", price=value)
    line = given_an_approved_line(amount=value)
    given_a_cabinet_decision(line, value)
    given_an_award(line, supplier=supplier, on=AFTER_CALL_IN, reason="The only one with capacity.")


def given_awards_of(amount: Decimal, count: int) -> list[Terms]:
    supplier = given_an_admitted_supplier(price=amount)
    return [
        given_terms(given_an_approved_line(amount=amount), supplier=supplier) for _ in range(count)
    ]


def all_at_once(proposed: list[Terms], officer: User) -> Counter[str]:
    """Award them all at the same moment, each on its own connection, and count the outcomes."""
    barrier = threading.Barrier(len(proposed))

    def one(terms: Terms) -> str:
        try:
            barrier.wait(timeout=30)
            award(terms, by=officer, on=AFTER_CALL_IN)
        except Refused as refused:
            return ",".join(refusal.code for refusal in refused.refusals)
        finally:
            connection.close()
        return "awarded"

    with ThreadPoolExecutor(len(proposed)) as pool:
        return Counter(pool.map(one, proposed))


def committed() -> tuple[Decimal, Decimal]:
    """What the scheme says, and what the ledger's lines come to."""
    lines = Commitment.objects.aggregate(total=Sum("amount"))["total"]
    return current_scheme().committed, lines


def test_of_sixteen_awards_for_the_last_pounds_exactly_those_that_fit_succeed():
    given_that_only_is_left(LAST)
    proposed = given_awards_of(Decimal("20000.00"), CLIENTS)

    outcomes = all_at_once(proposed, given_an_officer())

    assert outcomes == {"awarded": 5, "over-cap": 11}
    assert committed() == (Decimal("10500000.00"), Decimal("10500000.00"))
    assert CallOffContract.objects.count() == Commitment.objects.count() == 6


def test_what_does_not_divide_evenly_leaves_the_remainder():
    given_that_only_is_left(LAST)
    proposed = given_awards_of(Decimal("30000.00"), CLIENTS)

    outcomes = all_at_once(proposed, given_an_officer())

    assert outcomes == {"awarded": 3, "over-cap": 13}
    assert current_scheme().headroom == Decimal("10000.00")


def test_the_last_exact_penny_can_be_awarded_and_a_penny_more_cannot():
    given_that_only_is_left(LAST)
    too_much = given_awards_of(Decimal("100000.01"), 1)

    refused = all_at_once(too_much, given_an_officer())
    exact = given_an_admitted_supplier("Exact Ltd", price=LAST)
    given_an_award(given_an_approved_line(amount=LAST), supplier=exact, on=AFTER_CALL_IN)

    assert refused == {"over-cap": 1}
    assert current_scheme().headroom == Decimal("0.00")


def without_the_lock() -> Scheme:
    """Read the scheme as everybody else does at this moment: the mistake, made on purpose."""
    scheme = current_scheme()
    MEETING.wait(timeout=30)
    return scheme


MEETING = threading.Barrier(CLIENTS)


def test_control_without_the_lock_only_the_trigger_holds_the_cap(monkeypatch):
    """All sixteen pass the rule, since all saw the same headroom; the database refuses eleven."""
    given_that_only_is_left(LAST)
    proposed = given_awards_of(Decimal("20000.00"), CLIENTS)
    refused_by_rule: list[str] = []
    asked = ledger._refusal
    monkeypatch.setattr(ledger, "lock_current", without_the_lock)
    monkeypatch.setattr(
        ledger,
        "_refusal",
        lambda *args: refused_by_rule.append("database") or asked(*args),
    )

    outcomes = all_at_once(proposed, given_an_officer())

    assert outcomes == {"awarded": 5, "over-cap": 11}
    assert len(refused_by_rule) == 11
    assert committed() == (Decimal("10500000.00"), Decimal("10500000.00"))


def test_control_without_lock_and_trigger_the_cap_is_passed(monkeypatch, as_owner):
    given_that_only_is_left(LAST)
    proposed = given_awards_of(Decimal("20000.00"), CLIENTS)
    monkeypatch.setattr(ledger, "lock_current", without_the_lock)
    as_owner("DROP TRIGGER mdps_apply_commitments ON contracts_commitment")

    outcomes = all_at_once(proposed, given_an_officer())

    assert outcomes == {"awarded": CLIENTS}
    assert committed() == (Decimal("10400000.00"), Decimal("10720000.00"))


def test_an_officer_who_waits_too_long_is_told_so_and_nothing_is_done():
    terms = given_terms()
    officer = given_an_officer()
    held, released = threading.Event(), threading.Event()

    def hold_the_scheme() -> None:
        try:
            with transaction.atomic():
                ledger.lock_current()
                held.set()
                released.wait(timeout=30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        holder = pool.submit(hold_the_scheme)
        held.wait(timeout=30)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        with pytest.raises(Refused) as caught:
            once.run(uuid4(), lambda: str(award(terms, by=officer, on=TODAY)), by=officer)
        released.set()
        holder.result()

    assert [refusal.code for refusal in caught.value.refusals] == ["busy"]
    assert CallOffContract.objects.count() == 0
