"""What the forms do: once, with what was typed kept, and refused where it belongs."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from mdps.core import clock
from suppliers.criteria import criteria_in_force
from suppliers.models import Admission, Application, Evidence, RateLine, Supplier
from tests.build.people import given_a
from tests.build.suppliers import (
    LONG_AGO,
    evidence_facts,
    given_a_price,
    given_a_provider,
    given_a_statement,
    given_a_supplier,
    given_an_admission,
    given_an_application,
    given_an_assessed_application,
)

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def on_this_day():
    with clock.at(TODAY):
        yield


def a_day(name: str, day: dt.date) -> dict[str, object]:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def a_decision(consulted_on: dt.date = TODAY) -> dict[str, object]:
    typed = {"consulted": "Cllr Davies", "reasons": "Every criterion is met."}
    return typed | a_day("consulted_on", consulted_on)


def errors(page) -> dict[str, list[str]]:
    return {name: list(messages) for name, messages in page.context["form"].errors.items()}


def post(client: Client, name: str, pk: int | None, data: dict[str, object]):
    return client.post(reverse(f"suppliers:{name}", args=[pk] if pk else []), data)


REGISTRATION = {
    "name": "Severn Assessments",
    "kind": "company",
    "registered_number": "01234567",
    "email": "office@example.org",
    "is_sme": "on",
}


def test_a_supplier_is_registered_and_shown(as_a):
    page = post(as_a("commissioner"), "register", None, REGISTRATION)

    supplier = Supplier.objects.get()
    assert page.url == supplier.get_absolute_url()
    assert (supplier.registered_on, supplier.is_sme, supplier.is_vcse) == (TODAY, True, False)


def test_a_form_posted_twice_registers_once(as_a):
    client, key = as_a("commissioner"), {"one_time_key": str(uuid.uuid4())}

    pages = [post(client, "register", None, REGISTRATION | key) for _ in range(2)]

    assert Supplier.objects.count() == 1
    assert pages[0].url == pages[1].url


def test_a_bad_registration_keeps_what_was_typed(as_a):
    typed = REGISTRATION | {"registered_number": "12", "phone": "01452 000000"}

    page = post(as_a("commissioner"), "register", None, typed)

    assert list(errors(page)) == ["registered_number"]
    assert 'value="01452 000000"' in page.content.decode()
    assert Supplier.objects.count() == 0


def test_nothing_typed_says_what_to_enter(as_a):
    page = post(as_a("commissioner"), "register", None, {})

    assert errors(page) == {
        "name": ["Enter the name of the supplier"],
        "kind": ["Select the kind of supplier"],
        "email": ["Enter an e-mail address"],
    }


def test_an_application_is_recorded_and_its_provider_sees_where_it_stands(as_a, lot):
    supplier = given_a_supplier()
    client = as_a(user=given_a_provider(supplier))
    typed = {"lot": lot.pk, "statement": "What we offer."}

    page = post(as_a("commissioner"), "apply", supplier.pk, typed)

    application = Application.objects.get()
    assert page.url == application.get_absolute_url()
    assert application.reference in client.get(reverse("suppliers:mine")).content.decode()
    assert client.get(application.get_own_url()).status_code == 200


def test_a_second_application_is_refused_at_the_lot(as_a, lot):
    supplier = given_a_supplier()
    first = given_an_application(supplier, lot)
    typed = {"lot": lot.pk, "statement": "What we offer."}

    page = post(as_a("commissioner"), "apply", supplier.pk, typed)

    assert first.reference in errors(page)["lot"][0]
    assert Application.objects.count() == 1


def judged(lot, outcome: str, comment: str = "") -> dict[str, object]:
    return {
        name: value
        for criterion in criteria_in_force(lot, LONG_AGO)
        for name, value in (
            (f"outcome_{criterion.pk}", outcome),
            (f"comment_{criterion.pk}", comment),
        )
    }


def test_an_application_goes_all_the_way_to_admission(as_a, lot):
    application = given_an_application(given_a_supplier(), lot)
    commissioner, manager = as_a("commissioner"), as_a("commissioning_manager")

    post(commissioner, "start", application.pk, {})
    found = judged(lot, "pass") | {"summary": "All there."}
    post(commissioner, "assess", application.pk, found)
    page = post(manager, "admit", application.pk, a_decision())

    admission = Admission.objects.get()
    assert page.url == application.supplier.get_absolute_url()
    assert (admission.admitted_on, admission.decision.consulted) == (TODAY, "Cllr Davies")


def test_a_fail_without_a_comment_is_refused_at_the_comment(as_a, lot):
    application = given_an_application(given_a_supplier(), lot)
    client = as_a("commissioner")
    post(client, "start", application.pk, {})

    page = post(client, "assess", application.pk, judged(lot, "fail") | {"summary": "No."})

    assert list(errors(page)) == [f"comment_{each.pk}" for each in criteria_in_force(lot, LONG_AGO)]


def test_a_consultation_after_today_is_refused_at_its_field(as_a, lot):
    application = given_an_assessed_application(given_a_supplier(), lot)
    late = a_decision(TODAY + dt.timedelta(days=1))

    page = post(as_a("commissioning_manager"), "admit", application.pk, late)

    assert list(errors(page)) == ["consulted_on"]
    assert "Every criterion is met." in page.content.decode()
    assert Admission.objects.count() == 0


def test_what_failed_is_shown_above_the_form(as_a, lot):
    application = given_an_assessed_application(given_a_supplier(), lot, outcome="fail")

    page = post(as_a("commissioning_manager"), "admit", application.pk, a_decision())

    assert [refusal.code for refusal in page.context["refusals"]] == ["criterion-failed"]


@pytest.mark.parametrize(("name", "state"), [("suspend", "suspended"), ("remove", "removed")])
def test_an_admission_is_ended_with_consequences_shown(as_a, lot, name, state):
    admission = given_an_admission(given_a_supplier(), lot)
    given_a_statement(admission, TODAY)
    client = as_a("commissioning_manager")

    shown = client.get(reverse(f"suppliers:{name}", args=[admission.pk])).content.decode()
    post(client, name, admission.pk, a_decision() | {"kind": "safeguarding"})

    admission.refresh_from_db()
    assert "nothing more is awarded to it under Lot 1" in shown
    assert admission.state == state


@pytest.mark.parametrize("name", ["suspend", "remove"])
def test_what_was_awarded_stands_above_the_decision(as_a, lot, name):
    admission = given_an_admission(given_a_supplier(), lot)

    page = as_a("commissioning_manager").get(reverse(f"suppliers:{name}", args=[admission.pk]))

    assert [section.title for section in page.context["sections"]] == ["Call-offs"]


def test_a_suspension_is_ended(as_a, lot):
    admission = given_an_admission(given_a_supplier(), lot)
    client = as_a("commissioning_manager")

    post(client, "suspend", admission.pk, a_decision() | {"kind": "safeguarding"})
    post(client, "reinstate", admission.pk, a_decision())

    admission.refresh_from_db()
    assert (admission.state, admission.suspended_on) == ("admitted", None)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("0", "The price is £0.00. Enter a price of £0.01 or more."),
        ("-5", "Enter an amount of £0.00 or more"),
        ("1.234", "Enter an amount with no more than two digits after the point, like 1,234.50"),
        ("dear", "Enter an amount in pounds and pence, like 1,234.50"),
        ("", "Enter the price of one unit"),
    ],
)
def test_what_is_no_price_is_refused_at_its_field(as_a, lot, typed, message):
    data = {"service": lot.services.first().pk, "unit_price": typed}
    data |= a_day("effective_from", TODAY)

    page = post(as_a("commissioner"), "price", given_a_supplier().pk, data)

    assert errors(page) == {"unit_price": [message]}
    assert f'value="{typed}"' in page.content.decode() or not typed
    assert RateLine.objects.count() == 0


@pytest.mark.parametrize("typed", ["1234.5", "1,234.50", "£1,234.50"])
def test_a_price_is_taken_as_people_type_it(as_a, lot, typed):
    supplier, service = given_a_supplier(), lot.services.first()
    given_a_price(supplier, service, "1000.00")
    data = {"service": service.pk, "unit_price": typed} | a_day("effective_from", TODAY)

    post(as_a("commissioner"), "price", supplier.pk, data)

    assert RateLine.objects.get(effective_to=None).unit_price == Decimal("1234.50")


def test_evidence_that_has_expired_is_refused_at_its_field(as_a):
    data = {"kind": "dbs"} | {name: str(fact) for name, fact in evidence_facts("dbs").items()}
    data |= a_day("valid_from", TODAY - dt.timedelta(days=400))
    data |= a_day("expires_on", TODAY - dt.timedelta(days=1))

    page = post(as_a("commissioner"), "evidence", given_a_supplier().pk, data)

    assert errors(page) == {
        "expires_on": ["It expired on 31 August 2026. The renewed one is needed."]
    }
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data"), [("admit", a_decision()), ("reject", a_decision()), ("assess", {})]
)
def test_a_provider_cannot_post_what_only_the_council_does(as_a, lot, name, data):
    supplier = given_a_supplier()
    application = given_an_assessed_application(supplier, lot)

    page = post(as_a(user=given_a_provider(supplier)), name, application.pk, data)

    assert page.status_code == 403
    application.refresh_from_db()
    assert application.state == "recommended"


def test_a_commissioner_cannot_remove(as_a, lot):
    admission = given_an_admission(given_a_supplier(), lot)

    page = post(as_a("commissioner"), "remove", admission.pk, a_decision())

    assert page.status_code == 403
    assert "Your role does not allow you to admit, suspend and remove" in page.content.decode()


def test_the_record_shows_what_is_possible_and_what_is_not(as_a, lot):
    application = given_an_assessed_application(given_a_supplier(), lot, outcome="fail")

    page = as_a("commissioning_manager").get(application.get_absolute_url())

    shown = {action.text: action.possible for action in page.context["actions"]}
    assert shown == {
        "Send it back to be assessed again": True,
        "Admit to Lot 1": False,
        "Reject the application": True,
        "Declare a conflict of interest": True,
        "Withdraw the application": True,
    }


def test_who_assessed_is_told_why_it_cannot_decide(as_a, lot):
    application = given_an_application(given_a_supplier(), lot)
    client = as_a("commissioning_manager")
    post(client, "start", application.pk, {})
    post(client, "assess", application.pk, judged(lot, "pass") | {"summary": "Fine."})

    page = client.get(application.get_absolute_url())

    reasons = {
        action.text: [each.code for each in action.refusals] for action in page.context["actions"]
    }
    assert reasons["Admit to Lot 1"] == ["own-assessment"]
    assert reasons["Reject the application"] == ["own-assessment"]
    assert given_a("commissioning_manager") == Application.objects.get().assessor
