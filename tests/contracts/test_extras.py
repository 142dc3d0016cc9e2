"""Extras: part of a call-off's value, with a ceiling of their own that units never use."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from contracts.deliver import deliver
from contracts.end import complete
from contracts.invoice import invoice
from contracts.models import CallOffContract, Invoice
from contracts.standing import standing_of
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.rules import Refused
from tests.build.browsing import signed_in, words
from tests.build.contracts import given_a_delivery, given_a_running_call_off, given_an_officer
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
ZERO = Decimal("0.00")
EXTRAS = Decimal("150.00")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def given_a_call_off(*, extras: Decimal = EXTRAS, **options) -> CallOffContract:
    """Of 10 units at £100.00, and up to £150.00 for extras."""
    line = options.pop("line", None)
    line = line or given_an_approved_line(units=10, amount=Decimal("1150.00"))
    return given_a_running_call_off(line, units=10, extras=extras, **options)


def report(contract: CallOffContract, extras: str, units: int = 0, **options) -> None:
    deliver(
        contract,
        since=TODAY,
        until=TODAY,
        units=units,
        extras=Decimal(extras),
        by=given_an_officer(),
        on=TODAY,
        **options,
    )


def enter(contract: CallOffContract, net: str, extras: str, units: int, number: str) -> Invoice:
    return invoice(
        contract,
        number=number,
        invoiced_on=TODAY,
        units=units,
        net=Decimal(net),
        extras=Decimal(extras),
        vat=ZERO,
        gross=Decimal(net),
        by=given_a("finance_officer"),
        on=TODAY,
    )


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught, transaction.atomic():
        act()
    return [each.code for each in caught.value.refusals]


def test_they_are_part_of_the_value_and_count_under_the_cap() -> None:
    contract = given_a_call_off()

    assert (contract.value, contract.extras) == (Decimal("1150.00"), EXTRAS)
    assert current_scheme().committed == Decimal("1150.00")


def test_a_penny_more_than_the_approval_is_refused_with_them() -> None:
    assert codes(lambda: given_a_call_off(extras=Decimal("150.01"))) == ["over-approval"]


def test_the_cheapest_supplier_needs_no_reason_for_its_extras() -> None:
    assert given_a_call_off().reason == ""


def test_they_are_reported_up_to_their_ceiling_and_no_penny_more() -> None:
    contract = given_a_call_off()
    report(contract, "100.00", units=1)

    assert codes(lambda: report(contract, "50.01")) == ["over-extras"]
    report(contract, "50.00")

    standing = standing_of(contract)
    assert (standing.extras_reported, standing.delivered_value) == (EXTRAS, Decimal("250.00"))


def test_without_a_ceiling_none_are_reported() -> None:
    contract = given_a_running_call_off()

    assert codes(lambda: report(contract, "0.01")) == ["over-extras"]


def test_taking_them_back_needs_a_reason_and_stops_at_nothing() -> None:
    contract = given_a_call_off()
    report(contract, "100.00")

    assert codes(lambda: report(contract, "-10.00")) == ["no-reason"]
    assert codes(lambda: report(contract, "-100.01", correction="Typed twice")) == ["below-nothing"]
    report(contract, "-100.00", correction="Typed twice")

    assert standing_of(contract).extras_reported == ZERO


def test_they_are_invoiced_up_to_what_was_reported() -> None:
    contract = given_a_call_off()
    report(contract, "60.00", units=2)

    assert codes(lambda: enter(contract, "260.01", "60.01", 2, "1")) == ["over-extras"]
    enter(contract, "220.00", "20.00", 2, "1")
    assert codes(lambda: enter(contract, "40.01", "40.01", 0, "2")) == ["over-extras"]
    entered = enter(contract, "40.00", "40.00", 0, "2")

    assert (entered.units, standing_of(contract).extras_invoiced) == (0, Decimal("60.00"))


def test_units_never_pay_for_extras_nor_extras_for_units() -> None:
    contract = given_a_call_off()
    report(contract, "60.00", units=2)

    assert codes(lambda: enter(contract, "200.01", "0.00", 2, "1")) == ["over-price"]
    assert codes(lambda: enter(contract, "150.00", "60.00", 0, "1")) == ["over-price"]
    assert codes(lambda: enter(contract, "50.00", "60.00", 1, "1")) == ["no-amount"]


def test_a_credit_note_takes_back_extras_but_no_more_than_were_invoiced() -> None:
    contract = given_a_call_off()
    report(contract, "60.00", units=2)
    enter(contract, "260.00", "60.00", 2, "1")

    assert codes(lambda: enter(contract, "-60.01", "-60.01", 0, "2")) == ["over-credited"]
    enter(contract, "-60.00", "-60.00", 0, "2")

    assert standing_of(contract).extras_invoiced == ZERO


def test_extras_that_were_not_charged_leave_the_cap_at_the_end() -> None:
    contract = given_a_call_off()
    report(contract, "60.00", units=10)

    complete(contract, by=given_an_officer(), on=TODAY)

    assert current_scheme().committed == Decimal("1060.00")
    entered = enter(contract, "1060.00", "60.00", 10, "1")
    assert entered.net == Decimal("1060.00")


def test_the_database_keeps_parts_and_extras_at_the_value() -> None:
    contract = given_a_call_off()
    fields = {
        each.attname: getattr(contract, each.attname)
        for each in CallOffContract._meta.concrete_fields
        if not each.primary_key
    }

    with pytest.raises(IntegrityError, match="parts_make_the_contract"), transaction.atomic():
        CallOffContract.objects.create(
            **fields | {"extras": Decimal("149.99"), "authorisation_id": None}
        )


def test_the_page_shows_the_ceiling_and_what_was_reported_of_it() -> None:
    contract = given_a_call_off()
    report(contract, "45.00")

    page = words(signed_in(given_a("finance_officer")).get(contract.get_absolute_url()))

    assert "Extras in all, at most, ex VAT £150.00" in page
    assert "£45.00 of £150.00" in page


def test_no_days_before_the_call_off_are_reported_for_extras_either() -> None:
    contract = given_a_call_off()

    assert codes(
        lambda: deliver(
            contract,
            since=TODAY - dt.timedelta(days=1),
            until=TODAY,
            units=0,
            extras=Decimal("1.00"),
            by=given_an_officer(),
            on=TODAY,
        )
    ) == ["before-start"]


def test_a_delivery_without_extras_is_as_it_was() -> None:
    contract = given_a_call_off()

    assert given_a_delivery(contract, 1).extras == ZERO
