"""Assessing an application against the criteria of its lot (CR 3)."""

import datetime as dt

import pytest

from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from mdps.core.states import WrongState
from suppliers.assess import assess, refusals_against_assess, start
from suppliers.assess_rules import Assessment
from suppliers.models import Judgement
from tests.build.people import given_a
from tests.build.suppliers import (
    given_a_provider,
    given_a_supplier,
    given_an_application,
    given_an_assessed_application,
)

ON = dt.date(2026, 6, 1)
CRITERIA = {1: "Safeguarding", 2: "Insurance"}


@pytest.mark.parametrize(
    ("judgements", "summary", "fields"),
    [
        ({1: ("pass", ""), 2: ("pass", "")}, "Fine.", []),
        ({1: ("pass", ""), 2: ("fail", "Lapsed.")}, "Not fine.", []),
        ({1: ("pass", ""), 2: ("fail", " ")}, "Not fine.", ["comment_2"]),
        ({1: ("pass", "")}, "Half.", ["outcome_2"]),
        ({1: ("maybe", ""), 2: ("pass", "")}, "Unsure.", ["outcome_1"]),
        ({}, " ", ["outcome_1", "outcome_2", "summary"]),
        ({1: ("pass", ""), 2: ("pass", ""), 9: ("pass", "")}, "Too many.", [""]),
    ],
)
def test_every_criterion_is_judged_and_a_fail_says_why(judgements, summary, fields):
    facts = Assessment(criteria=CRITERIA, judgements=judgements, summary=summary)

    assert [refusal.field for refusal in refusals_against_assess(facts)] == fields


@pytest.mark.django_db
def test_an_assessment_keeps_each_finding(lot):
    application = given_an_assessed_application(given_a_supplier(), lot, outcome="fail")

    assert application.state == "recommended"
    assert application.assessor == given_a("commissioner")
    assert application.assessment == "Looked at everything."
    found = application.judgements.values_list("criterion__number", "outcome", "comment")
    assert list(found.order_by("criterion__number")) == [
        (number, "fail", "Seen.") for number in (1, 2, 3, 4)
    ]


@pytest.mark.django_db
def test_an_incomplete_assessment_changes_nothing(lot):
    application = given_an_application(given_a_supplier(), lot)
    by = given_a("commissioner")
    start(application, by=by, on=ON)

    with pytest.raises(Refused):
        assess(application, judgements={}, summary="Nothing.", by=by, on=ON)

    application.refresh_from_db()
    assert (application.state, Judgement.objects.count()) == ("under_assessment", 0)


@pytest.mark.django_db
def test_an_application_is_started_once(lot):
    application = given_an_application(given_a_supplier(), lot)
    start(application, by=given_a("commissioner"), on=ON)

    with pytest.raises(WrongState):
        start(application, by=given_a("commissioner", name="Ben"), on=ON)

    assert application.assessor == given_a("commissioner")


@pytest.mark.django_db
def test_who_records_the_finding_is_the_assessor(lot):
    application = given_an_application(given_a_supplier(), lot)
    ben = given_a("commissioner", name="Ben")
    start(application, by=given_a("commissioner"), on=ON)

    judgements = {criterion.pk: ("pass", "") for criterion in lot.criteria.all()}
    assess(application, judgements=judgements, summary="Fine.", by=ben, on=ON)

    assert application.assessor == ben


@pytest.mark.django_db
def test_a_provider_does_not_assess(lot):
    supplier = given_a_supplier()

    with pytest.raises(Forbidden):
        start(given_an_application(supplier, lot), by=given_a_provider(supplier), on=ON)
