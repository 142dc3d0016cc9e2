"""Evidence: its dates, and what is said when it expires."""

import datetime as dt

import pytest

from mdps.core import clock
from mdps.core.permissions import Forbidden
from mdps.core.rules import ask
from mdps.core.worklist import waiting_for
from suppliers.evidence import record
from suppliers.evidence_rules import RULES, Dates
from suppliers.models import Evidence
from suppliers.queries import expiring
from suppliers.words import expiry, expiry_tag
from tests.build.people import given_a
from tests.build.suppliers import (
    evidence_facts,
    given_a_provider,
    given_a_supplier,
    given_an_admission,
    given_evidence,
)

ON = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


def shown(supplier, expires_on: dt.date, kind: str = "dbs") -> Evidence:
    """Evidence that was valid for a year."""
    return given_evidence(supplier, kind, expires_on, on=expires_on - 365 * DAY)


@pytest.mark.parametrize(
    ("valid_from", "expires_on", "codes"),
    [
        (ON, ON, []),
        (ON - DAY, ON, []),
        (ON + DAY, ON + DAY, []),
        (ON - DAY, ON - DAY, ["expired"]),
        (ON + DAY, ON, ["ends-before-start"]),
        (ON, ON - DAY, ["ends-before-start", "expired"]),
    ],
)
def test_the_dates_of_a_document(valid_from, expires_on, codes):
    facts = Dates(valid_from=valid_from, expires_on=expires_on, on=ON)

    assert [refusal.code for refusal in ask(RULES, facts)] == codes


@pytest.mark.parametrize(
    ("expires_on", "tag", "words"),
    [
        (ON - DAY, "Expired", "Expired on 31 May 2026"),
        (ON, "Last day", "Expires today"),
        (ON + DAY, "1 day left", "Expires on 2 June 2026, in 1 day"),
        (ON + 60 * DAY, "60 days left", "Expires on 31 July 2026, in 60 days"),
        (ON + 61 * DAY, "Valid", "Expires on 1 August 2026, in 61 days"),
    ],
)
def test_an_expiry_in_words(expires_on, tag, words):
    evidence = Evidence(valid_from=ON - 365 * DAY, expires_on=expires_on)

    assert (expiry_tag(evidence, ON).text, expiry(evidence, ON)) == (tag, words)


@pytest.mark.django_db
def test_what_expires_within_60_days_is_found(lot):
    supplier = given_a_supplier()
    given_an_admission(supplier, lot, evidence=False)
    inside = shown(supplier, ON + 60 * DAY)
    gone = shown(supplier, ON - DAY, "ico")
    shown(supplier, ON + 61 * DAY, "ukas")

    assert list(expiring(ON)) == [gone, inside]


@pytest.mark.django_db
def test_what_was_renewed_is_not_asked_for_again(lot):
    supplier = given_a_supplier()
    given_an_admission(supplier, lot, evidence=False)
    shown(supplier, ON + DAY)
    shown(supplier, ON + 365 * DAY)

    assert list(expiring(ON)) == []


@pytest.mark.django_db
def test_a_supplier_on_no_lot_is_not_asked():
    shown(given_a_supplier(), ON)

    assert list(expiring(ON)) == []


@pytest.mark.django_db
def test_the_commissioner_finds_it_on_the_worklist(lot):
    supplier = given_a_supplier()
    given_an_admission(supplier, lot, evidence=False)
    shown(supplier, ON + 10 * DAY)

    with clock.at(ON):
        groups = waiting_for(given_a("commissioner"))

    task = next(group for group in groups if group.title == "Evidence that expires").tasks[0]
    assert task.title == "Enhanced DBS check of Severn Assessments"
    assert task.due == ON + 10 * DAY


@pytest.mark.django_db
def test_a_provider_does_not_verify_its_own_evidence():
    supplier = given_a_supplier()

    with pytest.raises(Forbidden):
        record(
            supplier,
            kind="dbs",
            **evidence_facts("dbs"),
            valid_from=ON,
            expires_on=ON,
            by=given_a_provider(supplier),
            on=ON,
        )
