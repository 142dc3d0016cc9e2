"""Whether mandatory evidence is in order for a lot: kind by kind, to the penny and to the day."""

import datetime as dt
from decimal import Decimal

import pytest

from lots.models import Lot, Service
from suppliers.evidence import offer, refuse
from suppliers.evidence_standing import lapsed
from suppliers.models import EvidenceRequirement, Supplier
from tests.build.people import given_a
from tests.build.suppliers import (
    evidence_facts,
    given_a_price,
    given_a_supplier,
    given_all_evidence,
    given_an_admission,
    given_evidence,
)

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 2)
DAY = dt.timedelta(days=1)
FIRST = dt.date(2025, 6, 3)


def missing(supplier: Supplier, lot: Lot, on: dt.date = ON) -> list[str]:
    return lapsed(lot, on, [supplier]).get(supplier.pk, [])


def without(kind: str, name: str = "Severn Assessments", form: str = "company") -> Supplier:
    """A supplier that has shown everything but `kind`."""
    supplier = given_a_supplier(name, form)
    for each in required() - {kind}:
        given_evidence(supplier, each)
    return supplier


def required() -> set[str]:
    stopping = EvidenceRequirement.objects.filter(stops_awards=True)
    return set(stopping.values_list("kind", flat=True))


def test_nothing_is_missing_of_who_has_shown_everything(lot):
    supplier = given_a_supplier()
    given_all_evidence(supplier)

    assert missing(supplier, lot) == []


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (FIRST - DAY, ["Public liability insurance is missing"]),
        (FIRST, []),
        (ON, []),
        (ON + DAY, ["Public liability insurance expired on 2 June 2026"]),
    ],
)
def test_evidence_counts_from_its_first_to_its_last_day(lot, on, said):
    supplier = without("public_liability")
    given_evidence(supplier, "public_liability", ON, on=FIRST)

    assert missing(supplier, lot, on) == said


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        (
            "4999999.99",
            ["Public liability insurance covers £4,999,999.99, and £5m is required"],
        ),
        ("5000000.00", []),
    ],
)
def test_the_least_cover_may_be_equalled(lot, cover, said):
    supplier = without("public_liability")
    given_evidence(supplier, "public_liability", amount=Decimal(cover))

    assert missing(supplier, lot) == said


@pytest.mark.parametrize(
    ("form", "said"),
    [("company", ["Employers’ liability insurance is missing"]), ("sole_trader", [])],
)
def test_a_sole_trader_needs_no_employers_liability(lot, form, said):
    assert missing(without("employers_liability", form=form), lot) == said


@pytest.mark.parametrize(
    ("service", "said"),
    [("DNA relationship test", ["UKAS accreditation is missing"]), ("Cognitive assessment", [])],
)
def test_accreditation_is_asked_of_those_who_sell_tests(lot, service, said):
    supplier = without("ukas")
    given_a_price(supplier, Service.objects.get(name=service), "100.00")

    assert missing(supplier, lot) == said


def test_what_is_offered_or_refused_proves_nothing(lot):
    supplier = without("ico")
    given = evidence_facts("ico") | {"valid_from": ON, "expires_on": ON}
    by = given_a("commissioner")
    refused = offer(supplier, kind="ico", **given, by=by, on=ON)
    refuse(refused, reason="Another organisation.", by=by, on=ON)
    offer(supplier, kind="ico", **given, by=by, on=ON)

    assert missing(supplier, lot) == ["ICO registration is missing"]


def test_a_lapse_stops_its_lot_only(lot):
    supplier, therapy = without("registration"), Lot.objects.get(number=2)
    given_a_price(supplier, therapy.services.first(), "60.00")

    assert missing(supplier, lot) == []
    assert missing(supplier, therapy) == ["Professional registration is missing"]


def test_evidence_for_one_lot_counts_for_no_other(lot):
    supplier = without("dbs")
    given_evidence(supplier, "dbs", lot=lot)

    assert missing(supplier, lot) == []
    assert missing(supplier, Lot.objects.get(number=3)) == ["Enhanced DBS check is missing"]


def test_all_admitted_suppliers_cost_one_query(lot, django_assert_num_queries):
    good, bad = given_a_supplier(), without("ico", "Wye Therapies")
    given_an_admission(good, lot)
    given_an_admission(bad, lot, evidence=False)
    given_a_supplier("Not on the lot")

    with django_assert_num_queries(1):
        found = lapsed(lot, ON)

    assert found == {bad.pk: ["ICO registration is missing"]}
