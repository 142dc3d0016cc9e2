"""The pages of what awards rest on: authorisations, separateness, Cabinet, routes, limits, term."""

import csv
import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from contracts.models import (
    AwardLimits,
    CabinetRequest,
    DirectAwardAuthorisation,
    LimitDecision,
    RouteRule,
    SeparatenessRecord,
)
from contracts.separate import separate
from lots.models import Lot
from lots.queries import current_scheme
from mdps.core import clock
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.contracts import (
    given_a_cabinet_request,
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
)
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
CHILD = "LCS-7100001"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.at(TODAY):
        yield


def day(name: str, on: Any = TODAY) -> dict[str, int]:
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def post(who: Any, name: str, data: dict[str, Any], *args: Any) -> Any:
    url = reverse(f"contracts:{name}", args=args)
    return signed_in(who).post(url, data | {"one_time_key": str(uuid.uuid4())})


def a_direct_award() -> Any:
    line = given_an_approved_line(units=25, amount=Decimal("30000.00"))
    return given_an_award(line)


def a_separate_record() -> SeparatenessRecord:
    contract = given_an_award(given_an_approved_line(case_reference=CHILD))
    return separate(
        given_an_approved_line(case_reference=CHILD),
        contract.supplier,
        highest_value=Decimal("1200.00"),
        reasons="Another need.",
        by=given_a("commissioning_manager"),
        on=TODAY,
    )


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("direct-awards", a_direct_award),
        ("separate-records", a_separate_record),
        ("cabinet-requests", given_a_cabinet_request),
    ],
)
def test_a_list_costs_the_same_for_one_row_and_for_three(name: str, build: Any) -> None:
    client, url = signed_in(given_a("auditor")), reverse(f"contracts:{name}")
    build()
    client.get(url)
    one = cost(client, url)
    build()
    build()

    assert cost(client, url) == one


def test_the_register_says_who_authorised_what_and_why_also_as_a_file() -> None:
    contract = a_direct_award()

    client, url = signed_in(given_a("auditor")), reverse("contracts:direct-awards")
    page = words(client.get(url))
    answer = client.get(url, {"as": "csv"})
    rows = list(csv.DictReader(b"".join(answer).decode("utf-8-sig").splitlines()))

    assert f"{contract.reference} Severn Assessments" in page
    assert [(row["Authorised by"], row["Reason"], row["Value"]) for row in rows] == [
        ("The Director", "Only this supplier has the specialism", "30000.00")
    ]


def test_the_check_leads_to_the_record_that_is_missing() -> None:
    given_an_award(
        given_an_approved_line(units=20, amount=Decimal("24000.00"), case_reference=CHILD)
    )
    line = given_an_approved_line(units=1, amount=Decimal("1200.00"), case_reference=CHILD)
    supplier = given_an_admitted_supplier()
    terms = {"supplier": supplier.pk, "units": 1, "unit_price": ""}
    terms |= day("starts_on") | day("ends_on")
    url = reverse("contracts:check-award", args=[line.pk])

    page = words(signed_in(given_an_officer()).get(url, terms))

    assert "comes to £25,200.00, above the £25,000.00" in page
    assert "Record why they are separate" in page
    assert "Record the authorisation" not in page  # a commissioner does not


def test_an_authorisation_is_recorded_with_its_reason() -> None:
    line = given_an_approved_line(units=25, amount=Decimal("30000.00"))
    supplier = given_an_admitted_supplier()
    data = {
        "supplier": supplier.pk,
        "highest_value": "30,000.00",
        "authorised_by": "A. Director",
        "reason": "court",
        "explanation": "Named in the order.",
    }

    manager = given_a("commissioning_manager")
    led = posted(post(manager, "authorise", data | day("authorised_on"), line.pk))

    found = DirectAwardAuthorisation.objects.get()
    assert led == reverse("contracts:award", args=[line.pk])
    assert (found.highest_value, found.reason, found.authorised_by) == (
        Decimal("30000.00"),
        "court",
        "A. Director",
    )


def test_a_form_that_is_wrong_says_so_in_its_place_and_keeps_what_was_typed() -> None:
    line = given_an_approved_line(units=25, amount=Decimal("30000.00"))
    data = {
        "supplier": given_an_admitted_supplier().pk,
        "highest_value": "25,000.00",
        "authorised_by": "A. Director",
        "reason": "court",
        "explanation": "Named in the order.",
    }

    answer = post(
        given_a("commissioning_manager"), "authorise", data | day("authorised_on"), line.pk
    )

    assert "A direct award of £25,000.00 needs no authorisation." in words(answer)
    assert "Named in the order." in words(answer)


def test_separateness_is_recorded_from_the_page() -> None:
    first = given_an_award(given_an_approved_line(case_reference=CHILD))
    line = given_an_approved_line(case_reference=CHILD)
    manager = given_a("commissioning_manager")
    url = reverse("contracts:separate", args=[line.pk])
    page = words(signed_in(manager).get(url, {"supplier": first.supplier_id}))
    data = {"supplier": first.supplier_id, "highest_value": "1200", "reasons": "Another need."}

    posted(post(manager, "separate", data, line.pk))

    assert f"{first.reference} £1,200.00, awarded on 2 June 2026" in page
    assert list(SeparatenessRecord.objects.get().contracts.all()) == [first]


def test_cabinet_is_asked_noticed_and_the_request_withdrawn() -> None:
    line = given_an_approved_line(amount=Decimal("600000.00"))
    officer, manager = given_an_officer(), given_a("commissioning_manager")
    data = {"value": "600,000.00", "reasons": "Needed.", "meeting_on_0": ""}
    posted(post(officer, "ask-cabinet", data, line.pk))
    asked = CabinetRequest.objects.get()

    posted(post(manager, "publish-notice", day("notice_on"), asked.pk))
    page = words(signed_in(officer).get(reverse("contracts:cabinet-request", args=[asked.pk])))
    home = words(signed_in(manager).get(reverse("home")))
    posted(post(officer, "withdraw-cabinet", {}, asked.pk))

    asked.refresh_from_db()
    assert "Cabinet may decide from 1 July 2026 28 clear days after the notice" in page
    assert asked.reference not in home  # nothing to do until Cabinet may decide
    assert asked.state == "withdrawn"


def test_a_meeting_too_soon_is_refused_with_the_first_day_that_is_allowed() -> None:
    line = given_an_approved_line(amount=Decimal("600000.00"))
    data = {"value": "600,000.00", "reasons": "Needed."} | day("meeting_on")

    answer = post(given_an_officer(), "ask-cabinet", data, line.pk)

    assert "Cabinet may decide from 1 July 2026. Choose a meeting on that day or later." in words(
        answer
    )


def test_routes_figures_and_cabinets_limits_are_set_and_shown() -> None:
    manager = given_a("commissioning_manager")
    lot = Lot.objects.get(number=2)
    route = {"lot": lot.pk, "route": "direct", "from_value": "0", "to_value": "50,000"}
    posted(post(manager, "set-route", route | day("effective_from")))
    figures = {
        "direct_award_above": "20,000",
        "notice_days": 28,
        "published_above": "5,000",
        "contracts_finder_above": "25,000",
        "light_touch_above": "552,950",
        "call_in_days": 5,
        "together_months": 12,
    }
    posted(post(manager, "set-limits", figures | day("effective_from")))
    limits = {
        "minute": "CAB/9",
        "cap": "11,000,000",
        "cabinet_threshold": "500,000",
        "conditions": "",
    }
    decided = TODAY.replace(month=4)
    posted(post(manager, "change-limits", limits | day("decided_on", decided)))

    page = words(signed_in(given_a("auditor")).get(reverse("contracts:limits")))

    assert RouteRule.objects.filter(recorded_by=manager).count() == 1
    assert AwardLimits.objects.filter(recorded_by=manager).count() == 1
    assert LimitDecision.objects.get().cap == current_scheme().cap == Decimal("11000000.00")
    assert "A direct award needs authorisation Above £20,000.00" in page
    assert "Cap on all contracts £11,000,000.00" in page


def test_the_headroom_of_a_past_day_has_two_answers_and_a_future_day_none() -> None:
    given_an_award()
    client, url = signed_in(given_a("leadership")), reverse("contracts:headroom")

    now = words(client.get(url))
    past = words(client.get(url, day("on")))
    future = words(client.get(url, day("on", TODAY.replace(year=2027))))

    assert "£10,498,800.00 is left under the cap" in now
    assert "As it stood on that day £1,200.00 £10,498,800.00" in past
    assert "Enter today, 2 June 2026, or an earlier day" in future


def test_what_ends_when_names_the_term_the_authorities_and_the_call_offs() -> None:
    given_an_award()

    page = words(signed_in(given_a("auditor")).get(reverse("contracts:endings")))

    assert "Initial term CR 1 31 May 2027" in page
    assert "SA-" in page
    assert "August 2026 1 £1,200.00" in page
    assert "Last day over" not in page


def test_a_call_off_past_its_last_day_is_named_until_somebody_completes_it() -> None:
    contract = given_an_award()
    client = signed_in(given_a("auditor"))
    day_after = contract.ends_on + dt.timedelta(days=1)

    with clock.at(contract.ends_on):
        on_its_last_day = words(client.get(reverse("contracts:endings")))
    with clock.at(day_after):
        page = client.get(reverse("contracts:endings"))
        led_to = words(client.get(reverse("contracts:list") + "?over=yes"))
    with clock.at(contract.ends_on):
        none = words(client.get(reverse("contracts:list") + "?over=yes"))

    assert "Last day over" not in on_its_last_day
    assert "Last day over, not completed 1 £1,200.00" in words(page)
    assert "August 2026" not in words(page)
    assert f'href="{reverse("contracts:list")}?over=yes"' in page.content.decode()
    assert contract.reference in led_to
    assert contract.reference not in none


def test_the_term_is_extended_from_the_page_and_the_scheme_says_so() -> None:
    manager = given_a("commissioning_manager")
    client, url = signed_in(manager), reverse("lots:extend")
    data = {"consulted": "The Cabinet Member", "reasons": "It works well."}
    data |= day("consulted_on") | {"ends_on_0": 31, "ends_on_1": 5, "ends_on_2": 2029}

    posted(client.post(url, data | {"one_time_key": str(uuid.uuid4())}))

    assert "Extension 31 May 2029" in words(client.get(reverse("lots:scheme")))
    assert "already. The option is exercised once." in words(client.get(url))
