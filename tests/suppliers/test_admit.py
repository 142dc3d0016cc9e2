"""Admitting and rejecting, by a decision record (CR 3)."""

import dataclasses
import datetime as dt

import pytest

from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from suppliers.admit import admit
from suppliers.admit_rules import ADMIT, REJECT, Deciding
from suppliers.assess import assess, start
from suppliers.criteria import criteria_of
from suppliers.models import Admission
from suppliers.reject import reject
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_provider,
    given_a_removal,
    given_a_supplier,
    given_an_admission,
    given_an_application,
    given_an_assessed_application,
)

ON = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)
READY = Deciding(
    reference="APP-00001", state="recommended", assessor=1, decider=2, on=ON, assessed_on=ON
)
EDGES = [
    ({}, [], []),
    ({"state": "submitted"}, ["not-assessed"], ["not-assessed"]),
    ({"state": "under_assessment"}, ["not-assessed"], ["not-assessed"]),
    ({"state": "rejected"}, ["not-assessed"], ["not-assessed"]),
    ({"decider": 1}, ["own-assessment"], ["own-assessment"]),
    ({"on": ON - DAY}, ["decided-early"], ["decided-early"]),
    ({"on": ON + DAY}, [], []),
    ({"failed": ("Insurance",)}, ["criterion-failed"], []),
    ({"admitted_until": dt.date.max}, ["already-admitted"], []),
    ({"admitted_until": ON}, ["admitted-that-day"], []),
    (
        {"decider": 1, "failed": ("Insurance", "Safeguarding")},
        ["own-assessment", "criterion-failed"],
        ["own-assessment"],
    ),
]


@pytest.mark.parametrize(("known", "against_admit", "against_reject"), EDGES)
def test_what_stands_against_a_decision(known, against_admit, against_reject):
    facts = dataclasses.replace(READY, **known)

    assert [refusal.code for refusal in ask(ADMIT, facts)] == against_admit
    assert [refusal.code for refusal in ask(REJECT, facts)] == against_reject


def test_the_failed_criteria_are_named():
    facts = dataclasses.replace(READY, failed=("Insurance", "Safeguarding"))

    assert [refusal.message for refusal in ask(ADMIT, facts)] == [
        "2 criteria failed: Insurance and Safeguarding. The application can only be rejected."
    ]


@pytest.mark.django_db
def test_a_supplier_is_admitted_by_a_decision_record(lot):
    supplier = given_a_supplier()
    application = given_an_assessed_application(supplier, lot, ON)
    manager = given_a("commissioning_manager")

    admission = admit(application, consultation=consulted(ON), by=manager, on=ON)

    decision = admission.decision
    assert (admission.state, admission.admitted_on) == ("admitted", ON)
    assert (application.state, application.decision) == ("admitted", decision)
    assert (decision.kind, decision.authority) == (DecisionRecord.Kind.ADMISSION, "CR 3")
    assert (decision.decided_by, decision.decided_on) == (manager, ON)
    assert decision.reasons == "It meets the criteria."


@pytest.mark.django_db
def test_the_suppliers_people_are_told_of_the_decision(lot):
    supplier = given_a_supplier()
    provider = given_a_provider(supplier)
    given_an_admission(supplier, lot)

    told = Notice.objects.filter(to=provider)
    assert [notice.subject for notice in told] == ["Severn Assessments is admitted to Lot 1"]


@pytest.mark.django_db
def test_a_failed_application_is_rejected_and_not_admitted(lot):
    application = given_an_assessed_application(given_a_supplier(), lot, ON, outcome="fail")
    manager = given_a("commissioning_manager")

    with pytest.raises(Refused, match="4 criteria failed"):
        admit(application, consultation=consulted(ON), by=manager, on=ON)
    reject(application, consultation=consulted(ON), by=manager, on=ON)

    assert (application.state, Admission.objects.count()) == ("rejected", 0)
    assert application.decision.kind == DecisionRecord.Kind.REJECTION


@pytest.mark.django_db
def test_who_assessed_does_not_decide(lot):
    application = given_an_application(given_a_supplier(), lot, ON)
    both = given_a("commissioning_manager")
    given_assessed_by(application, both)

    for decide in (admit, reject):
        with pytest.raises(Refused, match="You assessed"):
            decide(application, consultation=consulted(ON), by=both, on=ON)


@pytest.mark.django_db
def test_a_late_consultation_is_refused_together_with_everything_else(lot):
    application = given_an_assessed_application(given_a_supplier(), lot, ON, outcome="fail")
    late = Consultation(consulted="Cllr A", consulted_on=ON + DAY, reasons="Because.")

    with pytest.raises(Refused) as refused:
        admit(application, consultation=late, by=given_a("commissioning_manager"), on=ON)

    codes = [refusal.code for refusal in refused.value.refusals]
    assert codes == ["criterion-failed", "consulted-late"]
    assert DecisionRecord.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["commissioner", "auditor", "provider"])
def test_only_a_commissioning_manager_decides(lot, role):
    application = given_an_assessed_application(given_a_supplier(), lot, ON)

    with pytest.raises(Forbidden):
        admit(application, consultation=consulted(ON), by=given_a(role), on=ON)


@pytest.mark.django_db
def test_an_application_is_decided_once(lot):
    admission = given_an_admission(given_a_supplier(), lot, ON)

    with pytest.raises(Refused, match="is admitted already"):
        reject(
            admission.application,
            consultation=consulted(ON),
            by=given_a("commissioning_manager"),
            on=ON,
        )


@pytest.mark.django_db
def test_a_removed_supplier_is_admitted_again_from_the_day_after(lot):
    supplier, manager = given_a_supplier(), given_a("commissioning_manager")
    given_a_removal(given_an_admission(supplier, lot, ON), ON)
    again = given_an_assessed_application(supplier, lot, ON)

    with pytest.raises(Refused, match="ran until 1 June 2026"):
        admit(again, consultation=consulted(ON), by=manager, on=ON)
    admission = admit(again, consultation=consulted(ON), by=manager, on=ON + DAY)

    assert admission.admitted_on == ON + DAY


def given_assessed_by(application, by) -> None:
    judgements = {criterion.pk: ("pass", "") for criterion in criteria_of(application)}
    start(application, by=by, on=ON)
    assess(application, judgements=judgements, summary="Fine.", by=by, on=ON)
