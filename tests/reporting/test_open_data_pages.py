"""The page of open data and its files."""

import csv
import json
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.invoice import invoice, pay
from mdps.core import clock
from reporting.open_data import spend
from reporting.open_data.quarters import quarter
from tests.build.contracts import given_a_delivery, given_a_running_call_off
from tests.build.people import given_a
from tests.build.reporting import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(given_a("finance_officer"))
    with clock.at(TODAY):
        yield client


def test_each_quarter_that_is_over_has_its_files(reader):
    shown = reader.get(reverse("reporting:open-data")).text

    assert "1 January 2026 to 31 March 2026" in shown
    assert reverse("reporting:open-register", args=["2026Q1"]) in shown
    assert "2026Q2" not in shown


@pytest.mark.parametrize("quarter", ["2026Q2", "2020Q1", "soon"])
def test_a_quarter_that_is_not_over_or_before_the_scheme_is_not_found(reader, quarter):
    assert reader.get(reverse("reporting:open-register", args=[quarter])).status_code == 404


def test_files_have_their_names_and_headings(reader):
    answer = reader.get(reverse("reporting:open-spend", args=["2026Q1"]))
    first = next(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    package = reader.get(reverse("reporting:open-ocds"))

    assert answer["Content-Disposition"] == 'attachment; filename="spend-over-500-2026q1.csv"'
    assert first[:2] == [
        "Date the expenditure was incurred",
        "Local authority department which incurred the expenditure",
    ]
    assert json.loads(package.content)["version"] == "1.1"


def test_a_payment_above_500_is_published_without_its_vat(reader):
    contract = given_a_running_call_off(price="250.00")
    given_a_delivery(contract, 7)
    finance = given_a("finance_officer")
    entered = invoice(
        contract,
        number="7",
        invoiced_on=TODAY,
        units=4,
        net=Decimal("1000.00"),
        vat=Decimal("200.00"),
        gross=Decimal("1200.00"),
        by=finance,
        on=TODAY,
    )
    for amount in ("600.00", "600.00"):
        pay(entered, amount=Decimal(amount), paid_on=TODAY, by=finance, on=TODAY)
    assert list(spend.lines(quarter("2026Q2"))) == []

    other = invoice(
        contract,
        number="8",
        invoiced_on=TODAY,
        units=3,
        net=Decimal("750.00"),
        vat=Decimal("150.00"),
        gross=Decimal("900.00"),
        by=finance,
        on=TODAY,
    )
    pay(other, amount=Decimal("600.02"), paid_on=TODAY, by=finance, on=TODAY)

    assert [(line[0], line[5], line[8]) for line in spend.lines(quarter("2026Q2"))] == [
        (TODAY, Decimal("500.02"), contract.reference)
    ]
