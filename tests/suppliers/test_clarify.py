"""Questions about an application: asked, answered once, and the time that stands still."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mdps.core.cases.fields import encrypted
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.admit import refusals_against_admit
from suppliers.clarify import answer, put_question
from suppliers.clarify_rules import ANSWER, ASK, Answering, Asking
from suppliers.decision_time import due_on
from suppliers.models import Application, Clarification
from suppliers.withdraw import withdraw
from tests.build.browsing import posted, signed_in, words
from tests.build.joining import (
    given_a_joining_supplier,
    given_a_question,
    given_submitted_applications,
    provider_of,
)
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier, given_an_application

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 1)  # a Monday
DAY = dt.timedelta(days=1)


@pytest.fixture
def application(lot) -> Application:
    [application] = given_submitted_applications(given_a_joining_supplier(), lot, on=ON)
    return application


@pytest.fixture
def by(application):
    return provider_of(application.supplier)


def test_a_question_goes_to_the_provider_and_the_answer_to_the_assessor(application, by):
    asked = given_a_question(application, "Who would do it?")
    told = Notice.objects.get(to=by, subject__contains="question")
    client = signed_in(by)
    home = words(client.get(reverse("home")))

    led = posted(client.post(reverse("join:answer", args=[asked.pk]), {"answer": "I would."}))

    asked.refresh_from_db()
    application.refresh_from_db()
    assert told.url == application.get_own_url() == led
    assert "Answer our question about Lot 1" in home
    assert (asked.answer, asked.answered_by) == ("I would.", by)
    assert application.state == "under_assessment"
    told = Notice.objects.filter(to=application.assessor, subject__endswith="answered")
    assert told.count() == 1
    assert "I would." in words(client.get(led))
    assert "Answer our question" not in words(client.get(reverse("home")))


def test_the_assessment_goes_on_with_the_last_answer(application, by):
    first = given_a_question(application)
    second = given_a_question(application, "And when?")

    answer(first, text="I would.", by=by, on=ON)
    application.refresh_from_db()
    between = application.state
    answer(second, text="Soon.", by=by, on=ON)
    application.refresh_from_db()

    assert (between, application.state) == ("clarification", "under_assessment")


def test_a_question_is_answered_once(application, by):
    asked = given_a_question(application)
    answer(asked, text="I would.", by=by, on=ON)

    page = signed_in(by).post(reverse("join:answer", args=[asked.pk]), {"answer": "No."})

    assert "was answered on 1 June 2026" in words(page)
    asked.refresh_from_db()
    assert asked.answer == "I would."


def test_nobody_answers_for_another(application):
    asked = given_a_question(application)
    rival = given_a_provider(given_a_supplier("Wye Therapies"))

    with pytest.raises(Forbidden):
        answer(asked, text="Ours.", by=rival, on=ON)
    assert signed_in(rival).get(reverse("join:answer", args=[asked.pk])).status_code == 404


def test_only_who_assesses_asks(application):
    with pytest.raises(Forbidden):
        put_question(application, question="Who?", by=given_a("auditor"), on=ON)


def test_the_council_asks_on_the_page_of_the_application(application):
    client = signed_in(given_a("commissioner"))
    client.post(reverse("suppliers:start", args=[application.pk]))

    led = posted(client.post(reverse("suppliers:ask", args=[application.pk]), {"question": "Who?"}))

    assert led == application.get_absolute_url()
    assert "Who?" in words(client.get(led))


def test_what_waits_for_an_answer_is_not_decided_and_can_be_withdrawn(application, by):
    given_a_question(application)
    refused = refusals_against_admit(application, by=given_a("commissioning_manager"), on=ON)

    withdraw(application, by=by, on=ON)

    assert [each.code for each in refused] == ["clarification-open"]
    assert application.state == "withdrawn"


def test_a_question_of_what_is_withdrawn_waits_no_longer(application, by):
    asked = given_a_question(application)
    withdraw(application, by=by, on=ON)

    with pytest.raises(Refused) as refused:
        answer(asked, text="I would.", by=by, on=ON)

    assert [each.code for each in refused.value.refusals] == ["not-waiting"]
    assert "Answer our question" not in words(signed_in(by).get(reverse("home")))


def test_half_an_answer_is_kept_by_no_database(application):
    asked = given_a_question(application)

    with pytest.raises(IntegrityError, match="answered_whole"), transaction.atomic():
        Clarification.objects.filter(pk=asked.pk).update(**encrypted(asked, {"answer": "I would."}))


def test_an_open_application_stays_the_only_one_while_it_waits(application, lot):
    given_a_question(application)

    with pytest.raises(Refused, match=application.reference):
        given_an_application(application.supplier, lot)


def test_the_time_stands_still_until_the_answer(application, by):
    before = due_on(application)
    asked = given_a_question(application, on=ON + DAY)
    during = due_on(application)
    answer(asked, text="I would.", by=by, on=ON + 3 * DAY)
    application.refresh_from_db()

    assert (before, during, due_on(application)) == (
        dt.date(2026, 6, 15),
        None,
        dt.date(2026, 6, 17),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"state": "clarification"}, []),
        ({"state": "submitted"}, ["not-being-assessed"]),
        ({"state": "admitted"}, ["not-being-assessed"]),
        ({"question": " "}, ["no-question"]),
    ],
)
def test_questions_are_asked_while_it_is_assessed(changes, expected):
    usual = {"reference": "APP-00001", "state": "under_assessment", "question": "Who?"}

    assert [each.code for rule in ASK if (each := rule(Asking(**usual | changes)))] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"answered_on": ON}, ["answered"]),
        ({"state": "withdrawn"}, ["not-waiting"]),
        ({"answer": " "}, ["no-answer"]),
    ],
)
def test_an_answer_is_given_once_while_it_waits(changes, expected):
    usual = {
        "reference": "APP-00001",
        "state": "clarification",
        "answer": "I would.",
        "answered_on": None,
    }
    facts = Answering(**usual | changes)

    assert [each.code for rule in ANSWER if (each := rule(facts))] == expected
