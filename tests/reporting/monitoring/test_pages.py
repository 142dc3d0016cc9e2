"""The pages of monitoring: queries, files, filters, and what a provider sees."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.end import terminate
from mdps.core import clock
from mdps.core.models import User
from reporting.models import MonitoringReturn
from reporting.monitoring.act import set_action
from tests.build.contracts import given_an_officer
from tests.build.monitoring import (
    OPENED,
    given_a_monitoring_round,
    given_a_package,
    given_a_return,
)
from tests.build.panel import TODAY
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier

pytestmark = pytest.mark.django_db


def page_of(user: User, url: str) -> str:
    browser = Client()
    browser.force_login(user)
    with clock.at(OPENED):
        answer = browser.get(url)
    assert answer.status_code == 200
    return answer.getvalue().decode()


def queries(user: User, name: str) -> int:
    browser = Client()
    browser.force_login(user)
    with clock.at(OPENED), CaptureQueriesContext(connection) as found:
        assert browser.get(reverse(f"monitoring:{name}")).status_code == 200
    return len(found)


def an_action(supplier: str) -> None:
    set_action(
        MonitoringReturn.objects.select_related("supplier", "round").get(supplier__name=supplier),
        text="Train.",
        owner=given_a("commissioner"),
        due_on=OPENED,
        by=given_a("commissioner"),
        on=OPENED,
    )


def test_actions_take_as_many_queries_for_three_rows_as_for_one():
    names = ("Avon", "Brue", "Chew")
    for name in names:
        given_a_package(name)
    given_a_monitoring_round()
    an_action("Avon")
    reader = given_a("auditor")
    queries(reader, "actions")  # the session and what is loaded once
    one = queries(reader, "actions")
    for name in names[1:]:
        an_action(name)

    assert queries(reader, "actions") == one


@pytest.mark.parametrize("name", ["returns", "rounds"])
def test_returns_and_rounds_take_as_many_queries_for_three_suppliers_as_for_one(name):
    reader = given_a("auditor")
    counts = []
    for suppliers in (("Avon",), ("Avon", "Brue", "Chew")):
        with transaction.atomic():
            for supplier in suppliers:
                given_a_package(supplier)
            given_a_monitoring_round()
            queries(reader, name)  # the session, and what is loaded once
            counts.append(queries(reader, name))
            transaction.set_rollback(True)

    assert counts[0] == counts[1]


def ended(count: int) -> None:
    for _ in range(count):
        contract = given_a_package()
        terminate(contract, reasons="Moved.", by=given_an_officer(), on=TODAY)


def test_ended_packages_take_as_many_queries_for_three_rows_as_for_one():
    ended(1)
    worker = given_a("social_worker")
    queries(worker, "packages")
    one = queries(worker, "packages")
    ended(2)

    assert queries(worker, "packages") == one


def test_a_provider_sees_its_own_packages_by_reference_and_nothing_of_the_child():
    contract = given_a_package("Severn Assessments")
    other = given_a_package("Wye Psychology")
    given_a_monitoring_round()
    record = given_a_return("Severn Assessments")
    provider = given_a_provider(given_a_supplier("Severn Assessments"))
    request = contract.line.request

    for name in ("return", "tasks", "submit"):
        shown = page_of(provider, reverse(f"monitoring:{name}", args=[record.pk]))
        told = (request.case_reference, request.reference, other.reference, "Wye Psychology")
        assert [each for each in told if each in shown] == []
    assert contract.reference in page_of(provider, record.get_absolute_url())


def test_the_page_of_a_supplier_shows_its_half_years():
    record = given_a_return()
    shown = page_of(given_a("commissioner"), record.supplier.get_absolute_url())

    assert record.get_absolute_url() in shown
    assert "Not rated yet" in shown


def test_the_list_of_returns_comes_as_a_file():
    given_a_return()

    file = page_of(given_a("auditor"), f"{reverse('monitoring:returns')}?as=csv")

    assert "Supplier" in file
    assert "Severn Assessments" in file


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("overdue=yes", False),
        ("state=open", True),
        ("received=yes", False),
        ("grade=none", True),
        ("grade=good", False),
        ("supplier=severn", True),
    ],
)
def test_returns_are_narrowed(asked, found):
    record = given_a_return()
    shown = page_of(given_a("auditor"), f"{reverse('monitoring:returns')}?{asked}")

    assert (record.get_absolute_url() in shown) is found
