"""Contracts from before the service: carried over by a file, with what their record lacks."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from contracts import ledger
from contracts.carry_over import CabinetMinute, Earlier, carry_over
from contracts.models import CallOffContract, Commitment, SpotPurchase
from lots.models import Scheme, Service
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers import volumes
from tests.build.contracts import (
    given_a_delivery,
    given_an_admitted_supplier,
    given_an_authority,
)
from tests.build.panel import TODAY
from tests.build.people import given_a, given_a_team
from tests.contracts.test_imports import check, keep
from tests.contracts.test_pages import posted, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
PAGE = "contracts:import-contracts"
AWARDED = dt.date(2023, 3, 13)
HEADINGS = (
    "Reference,Supplier,Service,Case reference,Team,Units,Value,Awarded on,First day,Last day,"
    "Route,Cabinet minute,Cabinet decided on,Cabinet highest value"
)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def given_earlier(**options) -> Earlier:
    """A contract of £4,960.00 for 4 units, awarded on 13 March 2023."""
    service = Service.objects.get(name="Psychological assessment")
    settings = {
        "reference": "CON-1",
        "supplier": given_an_admitted_supplier(),
        "service": service,
        "case_reference": "LCS-4821937",
        "team": given_a_team("North"),
        "requester": given_a("social_worker"),
        "units": 4,
        "value": Decimal("4960.00"),
        "awarded_on": AWARDED,
        "starts_on": dt.date(2023, 3, 20),
        "ends_on": dt.date(2023, 6, 30),
    }
    return Earlier(**settings | options)


def carried(**options) -> CallOffContract:
    return carry_over(given_earlier(**options), by=given_a("commissioning_manager"), on=TODAY)


def codes_of(**options) -> list[str]:
    with pytest.raises(Refused) as caught, transaction.atomic():
        carried(**options)
    return [each.code for each in caught.value.refusals]


def row(reference: str = "CON-1", value: str = "4,960.00", **other: str) -> str:
    cells = {
        "supplier": "SEVERN ASSESSMENTS LTD",
        "service": "Psychological assessment",
        "case": "LCS-4821937",
        "team": "North",
        "units": "4",
        "value": f'"{value}"',
        "awarded": "13/03/2023",
        "first": "20/03/2023",
        "last": "30/06/2023",
        "route": "",
        "minute": "",
        "decided": "",
        "highest": "",
    }
    return ",".join([reference, *(cells | other).values()])


def test_it_counts_under_the_cap_from_the_day_of_its_award() -> None:
    contract = carried()

    line = contract.commitments.get()
    scheme = current_scheme()
    assert (line.kind, line.amount, line.on) == ("award", Decimal("4960.00"), AWARDED)
    assert scheme.committed == Decimal("4960.00")
    assert ledger.drift(scheme) == Decimal("0.00")
    assert (contract.unit_price, contract.state) == (Decimal("1240.00"), "active")


def test_it_says_rule_by_rule_what_its_record_does_not_show() -> None:
    contract = carried()

    assert list(contract.historical_exceptions.values_list("code", flat=True)) == [
        "not-approved",
        "above-card",
        "no-authority",
    ]


def test_at_the_price_of_its_card_and_with_its_authority_only_the_panel_is_missing() -> None:
    authority = given_an_authority(given_a("commissioner"))
    contract = carried(value=Decimal("4800.00"), authority=authority)

    assert list(contract.historical_exceptions.values_list("code", flat=True)) == ["not-approved"]
    assert contract.standing_authority == authority


def test_its_units_count_for_discounts_in_the_scheme_year_of_its_award() -> None:
    contract = carried()

    assert volumes.ordered(contract.supplier, contract.service, 2022) == 4
    assert volumes.ordered(contract.supplier, contract.service, 2026) == 0


@pytest.mark.parametrize(
    ("awarded_on", "codes"),
    [
        (dt.date(2022, 6, 1), []),
        (dt.date(2022, 5, 31), ["before-term", "not-admitted"]),
        (TODAY, []),
        (TODAY + dt.timedelta(days=1), ["future-day"]),
    ],
)
def test_it_is_of_the_term_and_no_later_than_today(awarded_on: dt.date, codes: list[str]) -> None:
    days = {"awarded_on": awarded_on, "starts_on": awarded_on, "ends_on": awarded_on}
    if codes:
        assert codes_of(**days) == codes
    else:
        assert carried(**days).awarded_on == awarded_on


def test_the_last_penny_of_the_cap_may_be_carried_over_and_a_penny_more_not() -> None:
    cap = Scheme.objects.values_list("cap", flat=True).get()
    minute = CabinetMinute(
        minute="CAB 1", decided_on=dt.date(2023, 1, 10), highest_value=cap + Decimal("1.00")
    )

    over = codes_of(value=cap + Decimal("0.01"), units=1, minute=minute)
    carried(value=cap, units=1, minute=minute)

    assert over == ["over-cap"]
    assert current_scheme().headroom == Decimal("0.00")


def test_above_the_threshold_it_needs_its_cabinet_decision_past_call_in() -> None:
    value = Decimal("500000.01")
    late = CabinetMinute(minute="CAB 2", decided_on=AWARDED, highest_value=value)
    in_time = CabinetMinute(minute="CAB 1", decided_on=dt.date(2023, 1, 10), highest_value=value)

    assert codes_of(value=value, units=1) == ["no-cabinet-decision"]
    assert codes_of(value=value, units=1, minute=late) == ["in-call-in"]
    contract = carried(value=value, units=1, minute=in_time)

    assert contract.cabinet_decision.minute == "CAB 1"
    at_threshold = carried(reference="CON-2", value=Decimal("500000.00"), units=1)
    assert at_threshold.cabinet_decision is None


def test_a_supplier_that_was_not_admitted_on_that_day_is_refused() -> None:
    supplier = given_an_admitted_supplier("Usk Therapies", service="Play therapy")

    assert codes_of(supplier=supplier) == ["not-admitted"]


def test_a_value_that_comes_to_no_penny_a_unit_is_no_price() -> None:
    assert codes_of(value=Decimal("0.01"), units=3) == ["no-price"]
    assert codes_of(units=0) == ["no-price"]


def test_only_who_records_authorities_carries_over() -> None:
    with pytest.raises(Forbidden):
        carry_over(given_earlier(), by=given_a("commissioner"), on=TODAY)


def test_it_goes_on_like_any_other_call_off() -> None:
    contract = carried(awarded_on=TODAY, starts_on=TODAY, ends_on=TODAY + dt.timedelta(days=30))

    given_a_delivery(contract, 2)

    assert contract.deliveries.get().units == 2


def test_the_database_refuses_a_contract_without_authority_that_was_not_carried_over() -> None:
    contract = carried()

    fields = {
        each.attname: getattr(contract, each.attname)
        for each in CallOffContract._meta.concrete_fields
        if not each.primary_key
    }

    with pytest.raises(IntegrityError, match="contract_rests_on_an_authority"):
        CallOffContract.objects.create(**fields | {"earlier_reference": ""})


def test_a_file_is_tried_then_carried_over_once() -> None:
    given_an_admitted_supplier()
    given_a_team("North")
    client = signed_in(given_a("commissioning_manager"))

    page = check(client, PAGE, HEADINGS, row())
    assert CallOffContract.objects.count() == 0
    assert "Severn Assessments, £4,960.00 of 13 March 2023, 3 historical exceptions" in page
    posted(keep(client, PAGE, page))
    again = check(client, PAGE, HEADINGS, row())
    other = check(client, PAGE, HEADINGS, row(value="4,960.01"))

    contract = CallOffContract.objects.get()
    assert (contract.earlier_reference, contract.value) == ("CON-1", Decimal("4960.00"))
    assert "There already: 1" in again
    assert f"CON-1 is carried over as {contract.reference} already: £4,960.00" in other


def test_a_contract_from_before_the_scheme_is_a_spot_purchase_and_never_counts() -> None:
    given_a_team("North")
    client = signed_in(given_a("commissioning_manager"))
    old = row(awarded="31/05/2022", first="01/06/2022", supplier="Anybody")

    posted(keep(client, PAGE, check(client, PAGE, HEADINGS, old)))
    again = check(client, PAGE, HEADINGS, old)

    purchase = SpotPurchase.objects.get()
    assert (purchase.source, purchase.amount) == ("earlier", Decimal("4960.00"))
    assert Commitment.objects.count() == 0
    assert "There already: 1" in again


def test_a_row_that_would_pass_the_cap_keeps_the_whole_file_out_and_names_the_headroom() -> None:
    given_an_admitted_supplier()
    given_a_team("North")
    client = signed_in(given_a("commissioning_manager"))
    rows = [row(f"CON-{number}", "499,999.00", units="1") for number in range(22)]

    page = check(client, PAGE, HEADINGS, *rows)

    assert "Nothing was imported. Mend 1 row" in page
    assert "The award is £499,999.00 but £21.00 is left under the £10.5m cap." in page
    assert current_scheme().committed == Decimal("0.00")


def test_each_mistake_of_a_row_gets_its_sentence() -> None:
    given_an_admitted_supplier()
    given_a_team("North")
    client = signed_in(given_a("commissioning_manager"))

    page = check(
        client,
        PAGE,
        HEADINGS,
        row("CON-1", supplier="Nobody"),
        row("CON-2", case="Tom Smith"),
        row("CON-3", last="01/03/2023"),
        row("CON-4", service="Surfing"),
        row("CON-5", units="four"),
    )

    assert "There is no supplier “Nobody” in the register" in page
    assert "Do not enter a name." in page
    assert "The last day, 1 March 2023, is before the first, 20 March 2023." in page
    assert "There is no service “Surfing”." in page
    assert "Units is “four”. Enter a whole number." in page


def test_its_page_says_where_it_comes_from_and_what_is_missing() -> None:
    contract = carried()

    page = text_of(signed_in(given_a("auditor")).get(contract.get_absolute_url()))

    assert "Carried over from CON-1" in page
    assert "The panel has approved the line and it is not fully met." in page
    assert "Not on its record" in page


def test_its_request_says_that_it_holds_no_more_than_the_contract() -> None:
    contract = carried()

    page = text_of(signed_in(given_a("auditor")).get(contract.line.request.get_absolute_url()))

    assert "With a contract from before this service" in page
