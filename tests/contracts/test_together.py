"""Direct awards above £25,000, and contracts that count together: same child, same supplier."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.gate import Authorisation, AwardFacts, Cabinet, Related
from contracts.gate.together import (
    direct_award_is_authorised,
    is_not_split_below_authorisation,
    is_not_split_below_cabinet,
    route_is_allowed,
)
from contracts.increase import More, increase
from contracts.limits import months_earlier, months_later
from contracts.models import AwardLimits, CallOffContract, SeparatenessRecord
from contracts.separate import separate
from contracts.set_limits import set_limits, set_route
from contracts.unaward import unaward
from lots.models import Lot
from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from tests.build.contracts import (
    given_a_running_call_off,
    given_an_admitted_supplier,
    given_an_authorisation,
    given_an_award,
    given_an_officer,
    given_it_is_accepted,
)
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.contracts.test_gate import ALLOWED, sized

CHILD = "LCS-7000001"
DAY = dt.timedelta(days=1)
PENNY = Decimal("0.01")
RULES = (
    direct_award_is_authorised,
    is_not_split_below_authorisation,
    is_not_split_below_cabinet,
)


def codes_of(facts: AwardFacts) -> list[str]:
    return [refusal.code for refusal in ask(RULES, facts)]


def other(value: str, *, is_direct: bool = True) -> Related:
    return Related(
        reference="CO-00007", awarded_on=TODAY, value=Decimal(value), is_direct=is_direct
    )


def authorised(value: str) -> Authorisation:
    return Authorisation(reference="DA-0001", highest_value=Decimal(value), authorised_on=TODAY)


@pytest.mark.parametrize(
    ("value", "more", "refused"),
    [
        ("25000.00", {}, []),
        ("25000.01", {}, ["no-authorisation"]),
        ("25000.01", {"authorisation": authorised("25000.01")}, []),
        ("25000.02", {"authorisation": authorised("25000.01")}, ["over-authorisation"]),
        ("25000.01", {"is_direct": False}, []),
        ("10000.00", {"related": (other("15000.00"),)}, []),
        ("10000.01", {"related": (other("15000.00"),)}, ["split-below-authorisation"]),
        ("10000.01", {"related": (other("15000.00", is_direct=False),)}, []),
        (
            "10000.01",
            {"related": (other("15000.00"),), "authorisation": authorised("25000.01")},
            [],
        ),
        (
            "10000.01",
            {"related": (other("15000.00"),), "authorisation": authorised("25000.00")},
            ["over-authorisation"],
        ),
        (
            "30000.00",
            {"related": (other("5000.00"),), "authorisation": authorised("30000.00")},
            ["over-authorisation"],
        ),
        (
            "400000.00",
            {"related": (other("100000.00"),), "authorisation": authorised("900000.00")},
            [],
        ),
        (
            "400000.01",
            {"related": (other("100000.00"),), "authorisation": authorised("900000.00")},
            ["split-below-cabinet"],
        ),
        (
            "400000.01",
            {
                "related": (other("100000.00"),),
                "authorisation": authorised("900000.00"),
                "cabinet": Cabinet(
                    minute="C", highest_value=Decimal("500000.01"), effective_from=TODAY
                ),
            },
            [],
        ),
        (
            "400000.01",
            {
                "related": (other("100000.00"),),
                "authorisation": authorised("900000.00"),
                "cabinet": Cabinet(
                    minute="C", highest_value=Decimal("500000.01"), effective_from=TODAY + DAY
                ),
            },
            ["split-below-cabinet"],
        ),
    ],
)
def test_the_edges_to_the_penny(value: str, more: dict[str, Any], refused: list[str]) -> None:
    facts = replace(sized(value), **({"authorisation": None, "cabinet": None} | more))
    assert codes_of(facts) == refused


def test_the_refusal_names_the_contracts_the_sum_and_the_ways_out() -> None:
    facts = replace(sized("10000.01"), authorisation=None, related=(other("15000.00"),))

    (refusal,) = ask(RULES, facts)

    assert refusal.message == (
        "With CO-00007 (£15,000.00, 2 June 2026) for the same child within 12 months, Severn "
        "Assessments comes to £25,000.01, above the £25,000.00 that a direct award needs "
        "authorisation for. Let somebody else record why these are separate, record an "
        "authorisation of the sum, or run a mini-competition."
    )


amounts = st.decimals(min_value=PENNY, max_value=Decimal("400000.00"), places=2)


@given(value=amounts, others=st.lists(amounts, max_size=4))
def test_unauthorised_it_passes_exactly_when_the_sum_is_within_the_limit(
    value: Decimal, others: list[Decimal]
) -> None:
    related = tuple(other(str(each)) for each in others)
    facts = replace(sized(str(value)), authorisation=None, related=related)

    passes = not {"no-authorisation", "split-below-authorisation"} & set(codes_of(facts))

    assert passes == (value + sum(others) <= Decimal("25000.00"))


@pytest.mark.parametrize(
    ("band", "code"),
    [
        ((Decimal("0.00"), None), None),
        ((Decimal("9000.00"), Decimal("9000.00")), None),
        ((Decimal("9000.01"), None), "route-not-allowed"),
        ((Decimal("0.00"), Decimal("8999.99")), "route-not-allowed"),
        (None, "no-route"),
    ],
)
def test_a_route_is_allowed_within_its_band_both_ends_included(band: Any, code: Any) -> None:
    refusal = route_is_allowed(replace(ALLOWED, route_band=band))
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (dt.date(2026, 6, 2), 12, dt.date(2025, 6, 2)),
        (dt.date(2024, 2, 29), 12, dt.date(2023, 2, 28)),
        (dt.date(2026, 5, 31), 3, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 31), 1, dt.date(2025, 12, 31)),
    ],
)
def test_months_earlier_are_the_same_day_or_the_last_of_the_month(
    day: dt.date, months: int, found: dt.date
) -> None:
    assert months_earlier(day, months) == found


def test_a_month_later_than_the_last_of_january_is_the_last_of_february() -> None:
    assert months_later(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)


def a_line(amount: str, *, on: dt.date = TODAY, case: str = CHILD) -> Any:
    return given_an_approved_line(amount=Decimal(amount), on=on, case_reference=case)


def award_of(amount: str, *, on: dt.date = TODAY, case: str = CHILD, **more: Any) -> Any:
    """A call-off of the same supplier at a price of its own, at or below the card."""
    supplier = given_an_admitted_supplier(price="400000.00")
    line = more.pop("line", None) or a_line(amount, on=on, case=case)
    return given_an_award(line, supplier=supplier, unit_price=Decimal(amount), on=on, **more)


def refused(act: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [refusal.code for refusal in caught.value.refusals]


@pytest.mark.django_db
class TestAwards:
    def test_two_for_one_child_count_together_and_two_for_two_children_do_not(self) -> None:
        award_of("15000.00")

        award_of("15000.00", case="LCS-7000002")

        assert refused(lambda: award_of("10000.01")) == ["split-below-authorisation"]
        assert award_of("10000.00").value == Decimal("10000.00")

    def test_exactly_twelve_months_later_they_no_longer_count_together(self) -> None:
        award_of("15000.00", on=dt.date(2025, 6, 2))

        assert award_of("15000.00", on=TODAY).value == 15_000

    def test_a_day_less_than_twelve_months_later_they_do(self) -> None:
        award_of("15000.00", on=dt.date(2025, 6, 3))

        assert refused(lambda: award_of("15000.00")) == ["split-below-authorisation"]

    def test_one_that_was_un_awarded_does_not_count(self) -> None:
        first = award_of("15000.00")
        unaward(first, reasons="Not needed.", by=given_an_officer(), on=TODAY)

        assert award_of("15000.00").value == 15_000

    def test_an_authorisation_of_the_sum_lets_it_through_and_serves_one_contract(self) -> None:
        first = award_of("15000.00")
        line = a_line("15000.00")
        found = given_an_authorisation(line, first.supplier, "30000.00")

        second = award_of("15000.00", line=line)

        assert second.authorisation == found
        assert refused(lambda: award_of("15000.00")) == ["split-below-authorisation"]

    def test_a_colleagues_record_lets_one_contract_through_and_no_later_one(self) -> None:
        first = award_of("15000.00")
        line = a_line("15000.00")
        record = separate(
            line,
            first.supplier,
            highest_value=Decimal("15000.00"),
            reasons="Another need.",
            by=given_a("commissioning_manager"),
            on=TODAY,
        )

        second = award_of("15000.00", line=line)

        assert list(record.contracts.all()) == [first]
        assert (second.separateness, second.authorisation) == (record, None)
        assert refused(lambda: award_of("0.01")) == ["split-below-authorisation"]

    def test_what_was_awarded_after_the_record_still_counts(self) -> None:
        first = award_of("15000.00")
        line = a_line("15000.00")
        separate(
            line,
            first.supplier,
            highest_value=Decimal("15000.00"),
            reasons="Another need.",
            by=given_a("commissioning_manager"),
            on=TODAY,
        )
        later = given_an_award(
            a_line("10000.01"),
            supplier=first.supplier,
            unit_price=Decimal("10000.00"),
            on=TODAY,
        )

        with pytest.raises(Refused) as caught:
            award_of("15000.01", line=a_line("15000.01"))
        assert later.separateness is None
        assert caught.value.refusals[0].code == "split-below-authorisation"
        assert award_of("15000.00", line=line).separateness.contracts.get() == first

    def test_the_officers_own_record_does_not_count_and_the_sentence_says_so(self) -> None:
        first = award_of("15000.00")
        line, officer = a_line("15000.00"), given_an_officer()
        separate(
            line,
            first.supplier,
            highest_value=Decimal("15000.00"),
            reasons="Mine.",
            by=officer,
            on=TODAY,
        )

        with pytest.raises(Refused) as caught:
            award_of("15000.00", line=line, by=officer)

        (refusal,) = caught.value.refusals
        assert refusal.code == "split-below-authorisation"
        assert "You recorded SE-" in refusal.message

    def test_a_record_covers_no_more_than_its_value(self) -> None:
        first = award_of("15000.00")
        line = a_line("15000.01")
        separate(
            line,
            first.supplier,
            highest_value=Decimal("15000.00"),
            reasons="Another need.",
            by=given_a("commissioning_manager"),
            on=TODAY,
        )

        assert refused(lambda: award_of("15000.01", line=line)) == ["split-below-authorisation"]

    def test_an_increase_counts_with_the_others_of_the_child(self) -> None:
        contract = given_a_running_call_off(
            given_an_approved_line(units=10, amount=Decimal("12000.00"), case_reference=CHILD),
            units=10,
            price="1200.00",
        )
        second = given_an_award(
            given_an_approved_line(units=10, amount=Decimal("12000.00"), case_reference=CHILD)
        )
        given_it_is_accepted(second)
        line = given_an_approved_line(units=1, amount=Decimal("1200.00"), case_reference=CHILD)
        more = More(line=line, units=1, ground="a", reasons="More is needed.")
        officer = given_an_officer()

        codes = refused(lambda: increase(contract, more, by=officer, on=TODAY))
        record = separate(
            line,
            contract.supplier,
            highest_value=Decimal("13200.00"),
            reasons="Two needs.",
            by=given_a("commissioning_manager"),
            on=TODAY,
        )
        variation = increase(contract, more, by=officer, on=TODAY)

        assert codes == ["split-below-authorisation"]
        assert variation.separateness == record


@pytest.mark.django_db
def test_nothing_is_recorded_as_separate_where_nothing_counts_together() -> None:
    supplier = given_an_admitted_supplier()
    manager = given_a("commissioning_manager")

    codes = refused(
        lambda: separate(
            a_line("10.00"),
            supplier,
            highest_value=Decimal("0.00"),
            reasons=" ",
            by=manager,
            on=TODAY,
        )
    )

    assert codes == ["nothing-near", "no-value", "no-reasons"]
    assert SeparatenessRecord.objects.count() == 0


@pytest.mark.django_db
def test_only_who_awards_may_record_it() -> None:
    supplier, auditor = given_an_admitted_supplier(), given_a("auditor")

    with pytest.raises(Forbidden):
        separate(
            a_line("10.00"),
            supplier,
            highest_value=Decimal("10.00"),
            reasons="x",
            by=auditor,
            on=TODAY,
        )


def given_limits(**changes: Any) -> AwardLimits:
    """The figures of the scheme's first day, with `changes`."""
    usual: dict[str, Any] = {
        "direct_award_above": Decimal("25000.00"),
        "published_above": Decimal("5000.00"),
        "contracts_finder_above": Decimal("25000.00"),
        "light_touch_above": Decimal("552950.00"),
        "notice_days": 28,
        "call_in_days": 5,
        "together_months": 12,
        "effective_from": TODAY,
        "by": given_a("commissioning_manager"),
        "on": TODAY,
    }
    return set_limits(**usual | changes)


@pytest.mark.django_db
def test_the_thresholds_follow_one_another_and_may_be_equal() -> None:
    with pytest.raises(Refused) as caught:
        given_limits(published_above=Decimal("25000.01"))
    limits = given_limits(published_above=Decimal("25000.00"))

    assert [each.code for each in caught.value.refusals] == ["thresholds-backwards"]
    assert limits.published_above == Decimal("25000.00")


@pytest.mark.django_db
def test_the_limit_that_held_on_the_day_is_the_one_that_counts() -> None:
    given_limits(direct_award_above=Decimal("9999.99"), effective_from=TODAY + DAY)

    before = award_of("10000.00")
    with clock.at(TODAY + DAY):
        codes = refused(lambda: award_of("10000.00", on=TODAY + DAY, case="LCS-7000009"))

    assert (before.authorisation, codes) == (None, ["no-authorisation"])


@pytest.mark.django_db
def test_a_route_rule_takes_the_place_of_the_one_before_from_its_day_on() -> None:
    lot, manager = Lot.objects.get(number=1), given_a("commissioning_manager")
    given_an_admitted_supplier()
    set_route(
        lot,
        route="direct",
        from_value=Decimal("0.00"),
        to_value=Decimal("1199.99"),
        effective_from=TODAY,
        by=manager,
        on=TODAY,
    )

    assert refused(given_an_award) == ["route-not-allowed"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"effective_from": TODAY - DAY}, ["in-the-past"]),
        ({"effective_from": TODAY}, []),
        ({"to_value": Decimal("0.99"), "from_value": Decimal("1.00")}, ["band-backwards"]),
        ({"to_value": Decimal("1.00"), "from_value": Decimal("1.00")}, []),
    ],
)
def test_a_route_rule_begins_today_or_later_and_runs_upward(
    changes: dict[str, Any], codes: list[str]
) -> None:
    usual = {
        "route": "direct",
        "from_value": Decimal("0.00"),
        "to_value": None,
        "effective_from": TODAY,
        "by": given_a("commissioning_manager"),
        "on": TODAY,
    }

    def act() -> Any:
        return set_route(Lot.objects.get(number=1), **(usual | changes))

    assert (refused(act) if codes else act() and []) == codes


@pytest.mark.django_db
def test_a_price_above_the_card_needs_why_the_service_is_bespoke() -> None:
    supplier = given_an_admitted_supplier(price="1200.00")
    line = given_an_approved_line(amount=Decimal("2000.00"))
    terms = {"supplier": supplier, "unit_price": Decimal("1200.01")}

    assert refused(lambda: given_an_award(line, **terms)) == ["above-card", "not-cheapest"]
    reasons = {"reason": "The only one.", "bespoke": "Two languages and a signer."}
    contract = given_an_award(line, **terms, **reasons)

    assert contract.bespoke == "Two languages and a signer."
    assert CallOffContract.objects.get().value == Decimal("1200.01")
