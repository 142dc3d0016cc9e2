"""Warnings as the cap is used up: at the exact penny, once each, and never for what rolled back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.warnings import reached
from lots.queries import current_scheme
from mdps.core.models import Notice
from tests.build.contracts import (
    given_a_cabinet_decision,
    given_an_admitted_supplier,
    given_an_award,
)
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a

CAP = Decimal("10500000.00")
AFTER_CALL_IN = TODAY.replace(day=10)


@pytest.mark.parametrize(
    ("committed", "shares"),
    [
        ("7874999.99", []),
        ("7875000.00", [75]),
        ("9449999.99", [75]),
        ("9450000.00", [75, 90]),
        ("9974999.99", [75, 90]),
        ("9975000.00", [75, 90, 95]),
        ("10500000.00", [75, 90, 95]),
    ],
)
def test_a_share_is_reached_with_the_exact_penny(committed: str, shares: list[int]) -> None:
    assert list(reached(Decimal(committed), CAP)) == shares


@given(st.decimals(0, CAP, places=2), st.decimals(0, CAP, places=2))
def test_more_committed_never_reaches_fewer_shares(one: Decimal, two: Decimal) -> None:
    low, high = sorted((one, two))
    assert set(reached(low, CAP)) <= set(reached(high, CAP))


def commit(value: str) -> None:
    """One great contract, by Cabinet's decision."""
    amount = Decimal(value)
    supplier = given_an_admitted_supplier(f"County {value}", price=amount)
    line = given_an_approved_line(amount=amount)
    if amount > 500_000:
        given_a_cabinet_decision(line, amount)
    given_an_award(line, supplier=supplier, unit_price=amount, on=AFTER_CALL_IN, reason="Capacity.")


@pytest.mark.django_db
def test_named_roles_are_told_once_of_each_share() -> None:
    told = [given_a(role) for role in ("commissioning_manager", "finance_officer", "leadership")]
    given_a("auditor")
    commit("7874999.99")
    before = Notice.objects.filter(subject__contains="cap is committed").count()

    commit("0.01")
    at_once = list(
        Notice.objects.filter(subject__contains="cap is committed")
        .order_by("to_id")
        .values_list("to_id", "subject")
    )
    commit("0.02")

    words = "75% of the £10.5m cap is committed: £2,625,000.00 is left"
    assert before == 0
    assert at_once == [(each.pk, words) for each in sorted(told, key=lambda each: each.pk)]
    assert Notice.objects.filter(subject__contains="cap is committed").count() == 3


@pytest.mark.django_db
def test_two_shares_reached_at_once_are_both_told() -> None:
    finance = given_a("finance_officer")
    commit("9975000.00")

    subjects = Notice.objects.filter(to=finance).order_by("id").values_list("subject", flat=True)

    assert [subject.partition(" ")[0] for subject in subjects] == ["75%", "90%", "95%"]
    assert current_scheme().headroom == Decimal("525000.00")
