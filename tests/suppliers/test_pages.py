"""Every page of suppliers, for everybody who may and may not open it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from lots.models import Service
from tests.build.suppliers import (
    given_a_price,
    given_a_provider,
    given_a_supplier,
    given_an_admission,
    given_an_application,
    given_an_assessed_application,
)

pytestmark = pytest.mark.django_db

COUNCIL = ("commissioner", "commissioning_manager", "finance_officer", "auditor")
OTHERS = ("social_worker", "panel_chair", "leadership", "system_administrator")
LISTS = ("suppliers:list", "suppliers:applications", "suppliers:prices")


@pytest.mark.parametrize("role", COUNCIL)
@pytest.mark.parametrize("name", LISTS)
def test_the_councils_people_open_the_lists(as_a, lot, role, name):
    given_an_admission(given_a_supplier(), lot)

    assert as_a(role).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("role", [*OTHERS, "provider"])
@pytest.mark.parametrize("name", LISTS)
def test_others_are_refused_the_lists(as_a, role, name):
    assert as_a(role).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("role", COUNCIL)
def test_the_councils_people_open_the_records(as_a, lot, role):
    admission = given_an_admission(given_a_supplier(), lot)
    client = as_a(role)

    assert client.get(admission.supplier.get_absolute_url()).status_code == 200
    assert client.get(admission.application.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_what_others_may_not_see_is_not_found(as_a, lot, role):
    admission = given_an_admission(given_a_supplier(), lot)
    client = as_a(role)

    assert client.get(admission.supplier.get_absolute_url()).status_code == 404
    assert client.get(admission.application.get_absolute_url()).status_code == 404


def test_unknown_records_are_not_found(as_a):
    client = as_a("commissioning_manager")
    names = ("detail", "apply", "price", "evidence", "application", "start", "assess", "admit")
    names += ("reject", "withdraw", "suspend", "reinstate", "remove", "comparison")

    found = {name: client.get(reverse(f"suppliers:{name}", args=[9999])) for name in names}

    assert {name: page.status_code for name, page in found.items()} == dict.fromkeys(names, 404)


def test_a_provider_sees_its_own_organisation(as_a, lot):
    own = given_an_admission(given_a_supplier(), lot)
    page = as_a(user=given_a_provider(own.supplier)).get(reverse("suppliers:mine"))

    assert page.status_code == 200
    assert own.decision.reasons in page.content.decode()


def test_a_provider_never_sees_another(as_a, lot):
    other = given_an_admission(given_a_supplier("Wye Therapies"), lot)
    client = as_a(user=given_a_provider(given_a_supplier()))
    pages = (
        other.supplier.get_absolute_url(),
        other.application.get_absolute_url(),
        reverse("suppliers:apply", args=[other.supplier.pk]),
        reverse("suppliers:withdraw", args=[other.application.pk]),
    )

    assert [client.get(url).status_code for url in pages] == [404] * 4
    assert "Wye" not in client.get(reverse("suppliers:mine")).content.decode()


def test_an_account_without_an_organisation_is_led_to_register_it(as_a):
    page = as_a("provider").get(reverse("suppliers:mine"))

    assert page.url == reverse("join:organisation")


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("price", {"commissioner", "commissioning_manager"}),
        ("evidence", {"commissioner", "commissioning_manager"}),
        ("apply", {"commissioner", "commissioning_manager"}),
    ],
)
def test_who_keeps_a_suppliers_record(as_a, name, roles):
    url = reverse(f"suppliers:{name}", args=[given_a_supplier().pk])

    allowed = {role for role in COUNCIL if as_a(role).get(url).status_code == 200}

    assert allowed == roles


@pytest.mark.parametrize("name", ["admit", "reject"])
def test_only_a_commissioning_manager_decides_applications(as_a, lot, name):
    application = given_an_assessed_application(given_a_supplier(), lot)
    url = reverse(f"suppliers:{name}", args=[application.pk])

    assert {role: as_a(role).get(url).status_code for role in COUNCIL} == {
        "commissioner": 403,
        "commissioning_manager": 200,
        "finance_officer": 403,
        "auditor": 403,
    }


@pytest.mark.parametrize("name", ["suspend", "reinstate", "remove"])
def test_only_a_commissioning_manager_decides_admissions(as_a, lot, name):
    admission = given_an_admission(given_a_supplier(), lot)
    url = reverse(f"suppliers:{name}", args=[admission.pk])

    assert {role: as_a(role).get(url).status_code for role in COUNCIL} == {
        "commissioner": 403,
        "commissioning_manager": 200,
        "finance_officer": 403,
        "auditor": 403,
    }


@pytest.mark.parametrize("name", ["start", "assess"])
def test_who_assesses(as_a, lot, name):
    application = given_an_application(given_a_supplier(), lot)
    url = reverse(f"suppliers:{name}", args=[application.pk])

    allowed = {role for role in COUNCIL if as_a(role).get(url).status_code == 200}

    assert allowed == {"commissioner", "commissioning_manager"}


def test_the_comparison_says_what_it_found(as_a, lot):
    service = Service.objects.get(name="Cognitive assessment")
    for name, price in (("Wye Therapies", "500.00"), ("Severn Assessments", "450.00")):
        supplier = given_a_supplier(name)
        given_an_admission(supplier, lot)
        given_a_price(supplier, service, price)

    page = as_a("auditor").get(reverse("suppliers:comparison", args=[service.pk]))

    heading = "Cognitive assessment: 2 suppliers from £450.00 to £500.00"
    assert page.context["title"] == heading
    assert [row[0].text for row in page.context["table"].rows] == [
        "Severn Assessments",
        "Wye Therapies",
    ]
    assert page.context["table"].rows[1][2].raw == Decimal("50.00")
