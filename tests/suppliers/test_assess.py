"""Assessing an application against the criteria of its lot (CR 3)."""

import datetime as dt

import pytest

from lots.models import SelectionCriterion
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from mdps.core.states import WrongState
from suppliers.assess import assess, refusals_against_assess, start
from suppliers.assess_rules import Assessment, Said, finding_on
from suppliers.criteria import criteria_in_force
from suppliers.models import Judgement
from tests.build.people import given_a
from tests.build.suppliers import (
    LONG_AGO,
    given_a_provider,
    given_a_supplier,
    given_an_application,
    given_an_assessed_application,
)

ON = dt.date(2026, 6, 1)
CRITERIA = (
    SelectionCriterion(pk=1, number=1, text="Safeguarding"),
    SelectionCriterion(pk=2, number=2, text="Method", most_points=10, least_points=6),
)


def codes(said: dict[int, Said], **more: object) -> list[tuple[str, str]]:
    """The refusals about what was said of the two criteria: code and field."""
    findings = tuple(finding_on(each, said.get(each.pk, Said())) for each in CRITERIA)
    usual = {"findings": findings, "summary": "Looked at everything."}
    found = refusals_against_assess(Assessment(**usual | more))
    return [(refusal.code, refusal.field) for refusal in found]


PASSED, SCORED = Said("pass"), Said(points=6)


@pytest.mark.parametrize(
    ("said", "more", "expected"),
    [
        ({1: PASSED, 2: SCORED}, {}, []),
        ({1: Said("fail", "Lapsed."), 2: SCORED}, {}, []),
        ({1: Said("fail", " "), 2: SCORED}, {}, [("fail-without-reason", "comment_1")]),
        ({2: SCORED}, {}, [("not-judged", "outcome_1")]),
        ({1: PASSED}, {}, [("not-judged", "points_2")]),
        (
            {1: Said("maybe"), 2: SCORED},
            {},
            [("not-an-outcome", "outcome_1"), ("not-judged", "outcome_1")],
        ),
        ({1: Said("clarify"), 2: SCORED}, {}, [("to-be-clarified", "outcome_1")]),
        ({1: PASSED, 2: Said("clarify", points=9)}, {}, [("to-be-clarified", "outcome_2")]),
        ({1: PASSED, 2: Said(points=0)}, {}, [("fail-without-reason", "comment_2")]),
        ({1: PASSED, 2: Said(points=5)}, {}, [("fail-without-reason", "comment_2")]),
        ({1: PASSED, 2: Said(comment="Thin.", points=5)}, {}, []),
        ({1: PASSED, 2: Said(points=10)}, {}, []),
        ({1: PASSED, 2: Said(points=11)}, {}, [("off-the-scale", "points_2")]),
        (
            {1: PASSED, 2: Said(points=-1)},
            {},
            [("off-the-scale", "points_2"), ("fail-without-reason", "comment_2")],
        ),
        ({1: PASSED, 2: SCORED}, {"summary": " "}, [("no-summary", "summary")]),
        ({1: PASSED, 2: SCORED}, {"strangers": 1}, [("not-a-criterion", "")]),
        ({1: PASSED, 2: SCORED}, {"open_questions": 1}, [("clarification-open", "")]),
    ],
)
def test_every_criterion_is_judged_or_scored_and_a_fail_says_why(said, more, expected):
    assert codes(said, **more) == expected


@pytest.mark.parametrize(
    ("points", "outcome"), [(0, "fail"), (5, "fail"), (6, "pass"), (10, "pass")]
)
def test_a_score_passes_from_its_minimum_on(points, outcome):
    assert finding_on(CRITERIA[1], Said(points=points)).outcome == outcome


def test_a_score_above_the_scale_is_refused_with_the_figures():
    facts = Assessment(findings=(finding_on(CRITERIA[1], Said(points=12)),), summary="Enough.")

    [refusal] = refusals_against_assess(facts)

    assert refusal.message == (
        "“Method” is scored from 0 to 10 points, and 12 was entered. Enter 10 or less."
    )


@pytest.mark.django_db
def test_an_assessment_keeps_each_finding(lot):
    application = given_an_assessed_application(given_a_supplier(), lot, outcome="fail")

    assert application.state == "recommended"
    assert application.assessor == given_a("commissioner")
    assert application.assessment == "Looked at everything."
    judged = application.judgements.order_by("criterion__number")
    assert [(each.criterion.number, each.outcome, each.comment) for each in judged] == [
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

    judgements = {criterion.pk: ("pass", "") for criterion in criteria_in_force(lot, LONG_AGO)}
    assess(application, judgements=judgements, summary="Fine.", by=ben, on=ON)

    assert application.assessor == ben


@pytest.mark.django_db
def test_a_provider_does_not_assess(lot):
    supplier = given_a_supplier()

    with pytest.raises(Forbidden):
        start(given_an_application(supplier, lot), by=given_a_provider(supplier), on=ON)
