"""The pages of contracts, used as an officer uses them."""

import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.models import CallOffContract, SpotPurchase, StandingAuthority
from lots.models import Lot, Service
from mdps.core import clock
from referrals.endorse import endorse
from referrals.submit import submit
from suppliers.queries import admission_on
from suppliers.suspend import suspend
from tests.build.browsing import cost, posted, signed_in, text_of, words
from tests.build.contracts import (
    SERVICE,
    given_an_admitted_supplier,
    given_an_authority,
    given_an_award,
    given_an_officer,
)
from tests.build.panel import (
    TODAY,
    given_an_approved_line,
    given_an_item,
    given_an_open_item,
    given_it_is_decided,
)
from tests.build.people import given_a
from tests.build.referrals import given_a_court_directed_request, given_a_manager_of
from tests.build.suppliers import consulted, given_a_price, given_a_provider, given_a_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]

LISTS = (
    "list",
    "to-award",
    "ledger",
    "spot-purchases",
    "authorities",
    "cabinet-decisions",
    "cabinet-requests",
    "direct-awards",
    "separate-records",
)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


def terms(supplier, **changes) -> dict[str, str]:
    usual = {
        "supplier": str(supplier.pk),
        "units": "1",
        "unit_price": "",
        "starts_on_0": "16",
        "starts_on_1": "6",
        "starts_on_2": "2026",
        "ends_on_0": "25",
        "ends_on_1": "8",
        "ends_on_2": "2026",
    }
    return usual | changes


def check_url(line, supplier, **changes) -> str:
    query = "&".join(f"{name}={value}" for name, value in terms(supplier, **changes).items())
    return f"{reverse('contracts:check-award', args=[line.pk])}?{query}"


def shown(value: str = "1200.00", **more) -> dict[str, str]:
    return {"shown_value": value, "reason": "", "one_time_key": str(uuid.uuid4())} | more


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_empty_and_says_what_to_do(name):
    page = signed_in(given_a("commissioner")).get(reverse(f"contracts:{name}"))

    assert page.status_code == 200
    assert "mdps-empty" in text_of(page)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_queries_for_one_row_and_for_three(
    name, django_assert_max_num_queries, django_assert_num_queries
):
    officer = given_an_officer()
    client = signed_in(officer)
    url = reverse(f"contracts:{name}")

    def add_rows(count: int) -> None:
        for _ in range(count):
            given_an_award()
            given_an_approved_line()

    add_rows(1)
    client.get(url)
    with django_assert_max_num_queries(12) as one:
        client.get(url)
    add_rows(2)
    with django_assert_num_queries(len(one)):
        client.get(url)


def test_a_line_to_award_counts_down_to_the_courts_filing_date():
    client, url = signed_in(given_an_officer()), reverse("contracts:to-award")
    given_a_line_of_the_court("LCS-6000001")

    one = cost(client, url)
    page = words(client.get(url))
    for number in (2, 3):
        given_a_line_of_the_court(f"LCS-600000{number}")

    assert "23 June 2026 21 days left" in page
    assert cost(client, url) == one


def given_a_line_of_the_court(case_reference: str) -> None:
    """An approved line of a request that a court directed, to be filed on 23 June."""
    request = given_a_court_directed_request(on=TODAY, case_reference=case_reference)
    submit(request, by=request.requester, on=TODAY)
    endorse(request, by=given_a_manager_of(request), on=TODAY)
    given_it_is_decided(given_an_open_item(request))


def test_the_terms_offer_admitted_suppliers_cheapest_first():
    given_an_admitted_supplier("Wye Psychology", price="1500.00")
    given_an_admitted_supplier()
    line = given_an_approved_line()

    page = text_of(signed_in(given_an_officer()).get(reverse("contracts:award", args=[line.pk])))

    cheap = page.index("Severn Assessments: £1,200.00 a unit, £1,200.00 for 1")
    assert cheap < page.index("Wye Psychology: £1,500.00 a unit")


def test_terms_that_make_no_sense_are_refused_at_their_fields_and_kept():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    wrong = terms(supplier, units="0", unit_price="12.345", ends_on_2="2025")

    page = text_of(
        signed_in(given_an_officer()).get(reverse("contracts:award", args=[line.pk]), wrong)
    )

    assert "Enter 1 unit or more" in page
    assert "no more than two digits after the point" in page
    assert "The last day must be on or after the first day of delivery" in page
    assert 'value="12.345"' in page


def test_more_units_than_anybody_may_ask_for_are_refused_at_their_field():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    client = signed_in(given_an_officer())

    back = posted(client.get(check_url(line, supplier, units="1" + 30 * "0")))

    assert "Enter 10,000 units or fewer" in text_of(client.get(back))


def test_good_terms_lead_to_the_check_and_can_be_changed_again():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    client = signed_in(given_an_officer())
    url = reverse("contracts:award", args=[line.pk])

    onward = posted(client.get(url, terms(supplier)))
    back = client.get(url, terms(supplier) | {"change": "1"})

    assert onward.startswith(reverse("contracts:check-award", args=[line.pk]))
    assert back.status_code == 200


def test_the_check_shows_every_rule_and_awards_when_all_are_green():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    client = signed_in(given_an_officer())
    url = check_url(line, supplier)

    page = text_of(client.get(url))
    led_to = posted(client.post(url, shown()))

    contract = CallOffContract.objects.get()
    assert page.count("mdps-check--passed") == 24
    assert "Award £1,200.00 to Severn Assessments" in page
    assert led_to == reverse("contracts:awarded", args=[contract.pk])
    assert contract.reference in text_of(client.get(led_to))


def test_a_double_click_awards_once():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    client = signed_in(given_an_officer())
    url, form = check_url(line, supplier), shown()

    first = posted(client.post(url, form))
    second = client.post(url, form)

    assert CallOffContract.objects.count() == 1
    assert (second.status_code, second.headers.get("Location")) == (302, first)


def test_a_line_that_a_colleague_awarded_in_the_meantime_is_refused_in_words():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    url = check_url(line, supplier)
    posted(signed_in(given_an_officer(name="First")).post(url, shown()))

    late = signed_in(given_an_officer(name="Second")).post(url, shown())

    assert f"{line.reference} is awarded. Only a line that the panel approved" in text_of(late)
    assert CallOffContract.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "links"), [("commissioner", True), ("auditor", True), ("finance_officer", False)]
)
def test_a_contract_links_to_its_request_only_for_those_who_may_open_it(role, links):
    contract = given_an_award()
    request = contract.line.request

    page = text_of(signed_in(given_a(role)).get(contract.get_absolute_url()))

    assert (request.reference in page, request.get_absolute_url() in page) == (True, links)


def test_what_stands_in_the_way_is_listed_and_there_is_no_button():
    supplier = given_an_admitted_supplier(price="1200.01")
    line = given_an_approved_line(amount=Decimal("1200.00"))

    page = text_of(signed_in(given_a("commissioner")).get(check_url(line, supplier)))

    assert page.count("mdps-check--failed") == 2
    assert "The award is £1,200.01 but £1,200.00 is left of what the panel approved." in page
    assert "You hold no standing authority to award." in page
    assert 'name="shown_value"' not in page
    assert reverse("contracts:record-spot", args=[line.pk]) in page


def test_an_award_for_nothing_is_refused_before_anyone_presses():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    client = signed_in(given_an_officer())
    url = check_url(line, supplier, unit_price="0.00")

    page = text_of(client.get(url))
    refused = client.post(url, shown("0.00"))

    assert page.count("mdps-check--failed") == 1
    assert "The price is £0.00 a unit. Enter more than £0.00" in page
    assert refused.status_code == 200
    assert CallOffContract.objects.count() == 0


def test_a_changed_price_is_refused_with_both_figures_and_nothing_is_lost():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line(amount=Decimal("2000.00"))
    client = signed_in(given_an_officer())
    given_a_price(supplier, Service.objects.get(name=SERVICE), "1300.00", TODAY)

    page = text_of(
        client.post(check_url(line, supplier), shown("1200.00", reason="Known to the family."))
    )

    assert "You were shown £1,200.00, but it now comes to £1,300.00" in page
    assert "Known to the family." in page
    assert CallOffContract.objects.count() == 0


def test_after_a_changed_price_the_new_value_is_what_is_pressed_on():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line(amount=Decimal("2000.00"))
    client = signed_in(given_an_officer())
    url = check_url(line, supplier)
    given_a_price(supplier, Service.objects.get(name=SERVICE), "1300.00", TODAY)

    refused = text_of(client.post(url, shown("1200.00")))
    (kept,) = re.findall(r'name="shown_value" value="([^"]*)"', refused)
    posted(client.post(url, shown(kept)))

    assert "Award £1,300.00 to Severn Assessments" in refused
    assert CallOffContract.objects.get().value == Decimal("1300.00")


def test_a_supplier_suspended_since_the_terms_were_chosen_is_refused_by_name():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    client = signed_in(given_an_officer())
    suspend(
        admission_on(supplier, line.service.lot, TODAY),
        consultation=consulted(TODAY),
        by=given_a("commissioning_manager"),
        on=TODAY,
    )

    refused = client.post(check_url(line, supplier), shown())

    assert refused.status_code == 200
    assert "Severn Assessments is suspended from Lot 1." in text_of(refused)


def test_a_line_without_a_lot_waits_to_be_bought_and_not_to_be_awarded():
    line = given_an_approved_line(service="Advocacy", units=10, amount=Decimal("500.00"))

    home = text_of(signed_in(given_a("commissioner")).get("/"))

    assert f"Buy Advocacy for {line.request.reference}" in home
    assert reverse("contracts:record-spot", args=[line.pk]) in home


def test_a_missing_reason_is_asked_for_at_its_field():
    given_an_admitted_supplier("Cheaper Ltd", price="900.00")
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    client = signed_in(given_an_officer())

    refused = text_of(client.post(check_url(line, supplier), shown()))
    posted(client.post(check_url(line, supplier), shown(reason="The court named this expert.")))

    assert "Error:" in refused
    assert 'href="#id_reason"' in refused
    assert CallOffContract.objects.get().reason == "The court named this expert."


def test_a_contract_shows_the_authority_it_rests_on_and_the_comparison():
    contract = given_an_award()

    page = text_of(signed_in(given_a("auditor")).get(contract.get_absolute_url()))

    assert contract.standing_authority.reference in page
    assert "As compared on 2 June 2026" in page
    assert "Awarded to Severn Assessments for £1,200.00" in page


def test_a_provider_sees_its_own_call_off_and_no_other_and_nothing_of_the_request():
    own = given_an_award()
    given_an_admitted_supplier("Wye Psychology", price="1500.00")
    provider = signed_in(given_a_provider(own.supplier))
    stranger = signed_in(given_a_provider(given_a_supplier("Wye Psychology"), name="A stranger"))

    page = text_of(provider.get(own.get_absolute_url()))

    assert own.reference in page
    assert own.line.request.reference not in page
    assert "Wye Psychology" not in page
    assert stranger.get(own.get_absolute_url()).status_code == 404


def test_roles_without_the_permission_are_told_why():
    line = given_an_approved_line()
    worker = signed_in(given_a("social_worker"))

    refused = worker.get(reverse("contracts:award", args=[line.pk]))

    assert refused.status_code == 403
    assert "Your role does not allow you to award call-off contracts." in text_of(refused)


def test_a_spot_purchase_is_recorded_from_its_page():
    line = given_an_approved_line(service="Advocacy", units=10, amount=Decimal("500.00"))
    manager = given_a("commissioning_manager")
    client = signed_in(given_a("commissioner"))
    form = {
        "provider_name": "County Advocates",
        "units": "10",
        "amount": "£450.00",
        "reason": "no_lot",
        "explanation": "No lot covers advocacy.",
        "authorised_by": str(manager.pk),
        "one_time_key": str(uuid.uuid4()),
    }
    url = reverse("contracts:record-spot", args=[line.pk])

    refused = text_of(client.post(url, form | {"amount": "£500.01"}))
    led_to = posted(client.post(url, form))

    purchase = SpotPurchase.objects.get()
    assert "The purchase is £500.01 but £500.00 is left" in refused
    assert led_to == purchase.get_absolute_url()
    assert "County Advocates" in text_of(client.get(led_to))


def test_an_authority_is_given_from_its_page():
    holder = given_a("commissioner")
    client = signed_in(given_a("commissioning_manager"))
    form = {
        "holder": str(holder.pk),
        "lots": [str(lot.pk) for lot in Lot.objects.all()],
        "highest_value": "25,000",
        "starts_on_0": "1",
        "starts_on_1": "6",
        "starts_on_2": "2026",
        "ends_on_0": "31",
        "ends_on_1": "5",
        "ends_on_2": "2027",
        "consulted": "The Cabinet Member",
        "consulted_on_0": "1",
        "consulted_on_1": "6",
        "consulted_on_2": "2026",
        "reasons": "So that awards do not wait.",
        "one_time_key": str(uuid.uuid4()),
    }

    posted(client.post(reverse("contracts:grant"), form))

    authority = StandingAuthority.objects.get()
    assert (authority.holder, authority.highest_value) == (holder, Decimal("25000.00"))
    assert "£25,000.00" in text_of(client.get(reverse("contracts:authorities")))


def test_an_authority_that_ends_soon_waits_for_the_commissioning_manager():
    given_an_authority(given_a("commissioner"), ends_on=TODAY)

    home = text_of(signed_in(given_a("commissioning_manager")).get("/"))

    assert "It ends on 2 June 2026" in home


def test_an_authority_that_a_later_one_replaces_need_not_be_renewed():
    officer = given_a("commissioner")
    given_an_authority(officer, Decimal("25000.00"), ends_on=TODAY)
    given_an_authority(officer, Decimal("50000.00"))

    home = text_of(signed_in(given_a("commissioning_manager")).get("/"))

    assert "Authorities that end soon" not in home


def test_a_cabinet_decision_is_recorded_for_a_line_that_can_be_awarded_and_no_other():
    approved = given_an_approved_line()
    undecided = given_an_item().request.lines.get()
    client = signed_in(given_a("commissioning_manager"))

    found = [
        client.get(reverse("contracts:record-cabinet", args=[line.pk])).status_code
        for line in (approved, undecided)
    ]

    assert found == [200, 404]


@pytest.mark.parametrize("name", ["award", "record-spot"])
def test_a_line_that_a_colleague_was_first_to_award_is_refused_in_words(name):
    line = given_an_award().line
    officer = signed_in(given_a("commissioner", name="A colleague"))

    page = officer.get(reverse(f"contracts:{name}", args=[line.pk]))

    assert page.status_code == 200
    assert f"{line.reference} is awarded." in text_of(page)
