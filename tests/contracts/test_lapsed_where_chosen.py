"""Wherever a supplier can be chosen, the page says when its mandatory evidence has lapsed."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.urls import reverse

from lots.models import Lot, Service
from mdps.core import clock
from referrals.models import RequestLine
from suppliers.choice import SupplierField
from suppliers.models import Supplier
from tests.build.browsing import cost, signed_in, words
from tests.build.contracts import given_an_admitted_supplier, given_an_award, given_an_officer
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.referrals import given_a_request
from tests.build.suppliers import (
    given_a_price,
    given_a_supplier,
    given_all_evidence,
    given_an_admission,
    given_evidence,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]

KIND = "public_liability"
LAST_DAY = TODAY - dt.timedelta(days=1)
SAID = f"Public liability insurance expired on {LAST_DAY.day} {LAST_DAY:%B %Y}"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def line() -> RequestLine:
    given_an_admitted_supplier()
    return given_an_approved_line()


@pytest.fixture
def late(line) -> Supplier:
    """On the lot and with a price, but its insurance ended the day before."""
    return given_a_late_one("Wye Assessments", line.service)


def given_a_late_one(name: str, service: Service) -> Supplier:
    late = given_a_supplier(name)
    given_evidence(late, KIND, expires_on=LAST_DAY)
    given_an_admission(late, service.lot)
    given_a_price(late, service, "1300.00")
    return late


def page_of(place: str, line: RequestLine) -> tuple[object, str]:
    """Who opens the page and its address."""
    officer = given_an_officer()
    service = line.service
    if place in ("preferred", "expert", "amount"):
        request = given_a_request()
        url = {
            "preferred": reverse("referrals:supplier", args=[request.pk]),
            "expert": reverse("referrals:direction", args=[request.pk]),
            "amount": reverse("referrals:amount", args=[request.pk])
            + f"?service={service.pk}&units=1&weeks=1",
        }
        return request.requester, url[place]
    if place == "novate":
        return officer, reverse("contracts:novate", args=[given_an_award(line).pk])
    if place == "authorise":
        return given_a("commissioning_manager"), reverse("contracts:authorise", args=[line.pk])
    if place == "basket":
        return officer, reverse("suppliers:basket") + f"?units_{service.pk}=1"
    if place == "comparison":
        return officer, reverse("suppliers:comparison", args=[service.pk])
    return officer, reverse(f"contracts:{place}", args=[line.pk])


@pytest.mark.parametrize(
    "place",
    [
        "award",
        "authorise",
        "separate",
        "novate",
        "comparison",
        "basket",
        "preferred",
        "expert",
        "amount",
    ],
)
def test_a_page_to_choose_on_says_what_has_lapsed_until_it_is_renewed(line, late, place):
    who, url = page_of(place, line)
    client = signed_in(who)

    before = words(client.get(url))
    given_evidence(late, KIND, on=TODAY)
    after = words(client.get(url))

    assert before.count(SAID) == 1
    assert "Not to be chosen now" in before.partition(SAID)[0]
    assert "Wye Assessments" in after
    assert "Not to be chosen now" not in after


def labels(lot: Lot | None = None) -> dict[str, str]:
    """What is offered to choose from, by the supplier's name."""
    field = SupplierField(Supplier.objects.order_by("name"))
    field.lot = lot
    return {str(each.instance): label for each, label in list(field.choices)[1:]}


def test_a_supplier_of_several_lots_is_described_lot_by_lot():
    one, two, three = Lot.objects.order_by("number")
    late = given_a_supplier("Wye Assessments")
    given_evidence(late, KIND, expires_on=LAST_DAY)
    given_evidence(late, "dbs", expires_on=LAST_DAY, lot=two)
    for each in (one, three):
        given_evidence(late, "dbs", lot=each)
    for each in (one, two, three):
        given_an_admission(late, each)

    chosen = {"Severn Assessments": "Severn Assessments"}  # it has all its evidence
    assert labels() == chosen | {
        "Wye Assessments": f"Wye Assessments. Not to be chosen now for Lot 1 and Lot 3: {SAID}; "
        f"for Lot 2: {_dbs()} and {SAID}"
    }
    assert labels(one) == chosen | {
        "Wye Assessments": f"Wye Assessments. Not to be chosen now: {SAID}"
    }


def _dbs() -> str:
    return f"Enhanced DBS check expired on {LAST_DAY.day} {LAST_DAY:%B %Y}"


def test_who_is_not_on_a_lot_has_nothing_to_lapse():
    given_all_evidence(given_a_supplier("Severn Assessments"))
    given_a_supplier("Wye Assessments")

    assert labels() == {each: each for each in ("Severn Assessments", "Wye Assessments")}


def test_choosing_costs_the_same_for_one_and_for_three(line, late):
    who, url = page_of("preferred", line)
    client = signed_in(who)
    one = cost(client, url)
    for name in ("Frome Assessments", "Dean Assessments"):
        given_a_late_one(name, line.service)

    assert cost(client, url) == one
