"""Offering, verifying, refusing and renewing evidence: rules, acts and pages."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from suppliers.evidence import offer, record, refuse, verify
from suppliers.evidence_kinds import ASKED
from suppliers.evidence_rules import OFFER, Offered
from suppliers.models import Evidence, EvidenceCheck
from tests.build.browsing import cost, posted, signed_in, text_of, words
from tests.build.people import given_a
from tests.build.suppliers import (
    evidence_facts,
    given_a_provider,
    given_a_supplier,
    given_an_admission,
    given_evidence,
)

ON = dt.date(2026, 6, 2)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(ON):
        yield


def offered(kind: str = "ico", expires_on: dt.date | None = ON, **facts: object) -> Evidence:
    supplier = given_a_supplier()
    given = evidence_facts(kind) | {"valid_from": ON, "expires_on": expires_on} | facts
    return offer(supplier, kind=kind, **given, by=given_a_provider(supplier), on=ON)


@pytest.mark.parametrize("kind", Evidence.Kind.values)
def test_every_kind_says_what_it_lacks(kind):
    asked = ASKED[Evidence.Kind(kind)]
    facts = Offered(
        kind=kind, given=frozenset(), amount=None, valid_from=ON, expires_on=None, on=ON
    )

    first = "number" if asked.number else asked.needed[0]
    assert [(each.code, each.field) for each in ask(OFFER, facts)] == [("missing", first)]


@pytest.mark.django_db
def test_the_provider_is_told_that_its_evidence_is_verified():
    evidence = offered()
    by = given_a("commissioner")

    verify(evidence, by=by, on=ON)

    check = EvidenceCheck.objects.get(evidence=evidence)
    assert (check.outcome, check.by, check.on) == ("verified", by, ON)
    told = Notice.objects.get(to=evidence.offered_by).subject
    assert told == f"ICO registration ({evidence.reference}) is verified"


@pytest.mark.django_db
def test_a_refusal_says_why():
    evidence = offered()

    with pytest.raises(Refused, match="Enter why"):
        refuse(evidence, reason=" ", by=given_a("commissioner"), on=ON)
    refuse(evidence, reason="It names somebody else.", by=given_a("commissioner"), on=ON)

    assert EvidenceCheck.objects.get().reason == "It names somebody else."


@pytest.mark.django_db
def test_evidence_is_checked_once():
    evidence = offered()
    verify(evidence, by=given_a("commissioner"), on=ON)

    with pytest.raises(Refused, match="verified already"):
        refuse(evidence, reason="No.", by=given_a("commissioner"), on=ON)

    assert EvidenceCheck.objects.count() == 1


@pytest.mark.django_db
def test_what_expired_while_it_waited_is_not_verified():
    evidence = offered()

    with pytest.raises(Refused, match="expired on 2 June 2026"):
        verify(evidence, by=given_a("commissioner"), on=ON + DAY)


@pytest.mark.django_db
def test_a_provider_verifies_nothing():
    evidence = offered()

    with pytest.raises(Forbidden):
        verify(evidence, by=evidence.offered_by, on=ON)


@pytest.mark.django_db
def test_evidence_is_renewed_by_its_own_kind_only():
    old = given_evidence(given_a_supplier(), "ico")

    with pytest.raises(Refused, match="cannot be renewed by"):
        record(
            old.supplier,
            kind="ukas",
            renews=old,
            **evidence_facts("ukas"),
            expires_on=ON,
            by=given_a("commissioner"),
            on=ON,
        )


def a_day(name: str, day: dt.date) -> dict[str, object]:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


@pytest.mark.django_db
def test_a_commissioner_records_a_renewal_on_its_page(lot):
    admission = given_an_admission(given_a_supplier(), lot, evidence=False)
    old = given_evidence(admission.supplier, "ico", ON)
    client = signed_in(given_a("commissioner"))
    url = reverse("suppliers:renew-evidence", args=[old.pk])
    data = {"kind": "ico", "number": "Z2"} | a_day("valid_from", ON)

    posted(client.post(url, data | a_day("expires_on", ON + 365 * DAY)))

    renewed = old.renewals.get()
    assert (renewed.number, renewed.state) == ("Z2", "verified")
    assert "Z2" in words(client.get(old.get_absolute_url()))


@pytest.mark.django_db
def test_the_kind_is_chosen_first(lot):
    client = signed_in(given_a("commissioner"))
    url = reverse("suppliers:evidence", args=[given_a_supplier().pk])

    led = posted(client.post(url, {"kind": "dbs"}))

    shown = text_of(client.get(led))
    assert "Level of the check" in shown
    assert "What it covers" not in shown


@pytest.mark.django_db
def test_a_provider_sees_its_evidence_and_nobody_elses():
    evidence = offered()
    rival = given_a_provider(given_a_supplier("Wye Therapies"))
    url = evidence.get_absolute_url()

    assert signed_in(evidence.offered_by).get(url).status_code == 200
    assert signed_in(rival).get(url).status_code == 404


@pytest.mark.django_db
def test_a_supplier_with_three_costs_as_many_queries_as_with_one(lot):
    supplier = given_a_supplier()
    client = signed_in(given_a("auditor"))
    url = supplier.get_absolute_url()
    given_evidence(supplier, "ico")
    for_one = cost(client, url)
    given_evidence(supplier, "dbs")
    given_evidence(supplier, "ukas")

    assert cost(client, url) == for_one
