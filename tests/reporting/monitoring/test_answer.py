"""Answering a return part by part, submitting it, sending it back and accepting it."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mdps.core.models import AuditEvent, Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from mdps.core.states import WrongState
from reporting.models import MonitoringReturn
from reporting.monitoring.answer import answer
from reporting.monitoring.answer_rules import RULES, Answering
from reporting.monitoring.asked import parts_of
from reporting.monitoring.questions import Part, is_complete
from reporting.monitoring.read import accept, send_back
from reporting.monitoring.submit import missing, refusals_against_submit, submit
from tests.build.monitoring import (
    OPENED,
    answers_to,
    given_a_return,
    given_it_is_answered,
    given_it_is_submitted,
)
from tests.build.people import given_a
from tests.build.referrals import a_pdf
from tests.build.suppliers import given_a_provider, given_a_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_return")]


@pytest.fixture
def provider() -> User:
    return given_a_provider(given_a_supplier("Severn Assessments"))


def part(record: MonitoringReturn, slug: str) -> Part:
    return next(each for each in parts_of(record.figures) if each.slug == slug)


def codes(slug: str, given: dict[str, Any], *, state: str = "open", ended: int = 2) -> list[str]:
    facts = Answering(reference="RT-1", state=state, slug=slug, given=given, ended=ended)
    return [found.code for rule in RULES if (found := rule(facts))]


@pytest.mark.parametrize(
    ("slug", "given", "expected"),
    [
        ("outcomes", {"achieved": 1, "partly": 1, "not_achieved": 0}, []),
        ("outcomes", {"achieved": 1, "partly": 1, "not_achieved": 1}, ["outcomes"]),
        ("outcomes", {"achieved": 1, "partly": 0, "not_achieved": 0}, ["outcomes"]),
        ("outcomes", {"achieved": 5, "partly": None, "not_achieved": None}, []),
        ("safeguarding", {"concerns": 2, "referred": 2}, []),
        ("safeguarding", {"concerns": 2, "referred": 3}, ["referred"]),
        ("safeguarding", {"concerns": None, "referred": 1}, ["referred"]),
        ("complaints", {"received": 1, "upheld": 1}, []),
        ("complaints", {"received": 0, "upheld": 1}, ["upheld"]),
        ("staffing", {"people": 4, "left": 4}, []),
        ("staffing", {"people": 4, "left": 5}, ["left"]),
        ("equality-sex", {"female_received": 3, "female_completed": 3}, []),
        ("equality-sex", {"female_received": 3, "female_completed": 4}, ["completed"]),
        ("equality-sex", {"unsaid_completed": 1}, ["completed"]),
        ("equality-sex", {"female_asked": 0, "female_received": 3}, []),
        ("narrative", {}, []),
    ],
)
def test_what_is_said_must_be_possible(slug, given, expected):
    assert codes(slug, given) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [("open", []), ("returned", []), ("submitted", ["not-open"]), ("accepted", ["not-open"])],
)
def test_a_return_is_written_while_it_is_with_the_provider(state, expected):
    assert codes("narrative", {}, state=state) == expected


def test_a_part_that_is_saved_half_waits_and_the_others_stay(provider):
    record = given_a_return()

    answer(record, part(record, "narrative"), {"went": "  Well. "}, by=provider)
    answer(record, part(record, "complaints"), {"received": 0}, by=provider)

    record.refresh_from_db()
    assert record.answers == {
        "narrative": {"went": "Well.", "changes": None},
        "complaints": {"received": 0, "upheld": None, "done": None},
    }
    done = [each.slug for each in parts_of(record.figures) if is_complete(each, record.answers)]
    assert done == ["complaints"]
    [first, *_] = AuditEvent.objects.filter(action="monitoringreturn.answered").order_by("id")
    assert (first.actor, first.detail) == (provider.name, {"part": "How the half year went"})


def test_equality_numbers_may_be_left_empty(provider):
    record = given_a_return()
    sex = part(record, "equality-sex")
    assert not is_complete(sex, record.answers)

    answer(record, sex, {}, by=provider)

    assert is_complete(sex, record.answers)


def test_nobody_else_writes_in_it(provider):
    record = given_a_return()
    rival = given_a_provider(given_a_supplier("Wye Psychology"))

    for stranger in (rival, given_a("auditor"), given_a("social_worker")):
        with pytest.raises(Forbidden):
            answer(record, part(record, "narrative"), {"went": "x"}, by=stranger)
    assert record.answers == {}


def test_a_provider_submits_what_is_complete(provider):
    commissioner = given_a("commissioner")
    record = given_a_return()
    with pytest.raises(Refused, match="Complete How the half year went, Outcomes"):
        submit(record, by=provider, on=OPENED)

    given_it_is_submitted(record, by=provider)

    record.refresh_from_db()
    assert (record.state, record.submitted_by, record.submitted_on, record.paper) == (
        "submitted",
        provider,
        OPENED,
        None,
    )
    told = Notice.objects.filter(to=commissioner, subject__contains="submitted its monitoring")
    assert [each.url for each in told] == [record.get_absolute_url()]


def test_an_officer_enters_it_from_the_providers_paper(settings, tmp_path):
    settings.MDPS_FILES = tmp_path
    officer = given_a("commissioner")
    record = given_it_is_answered(given_a_return())

    with pytest.raises(Refused, match="Choose the e-mail or letter"):
        submit(record, by=officer, on=OPENED)
    submit(record, paper=a_pdf("return.pdf"), by=officer, on=OPENED)

    assert (record.state, record.paper.name) == ("submitted", "return.pdf")


def test_it_goes_back_with_questions_and_comes_again(provider):
    record, officer = given_a_return(), given_a("commissioner")
    given_it_is_submitted(record, by=provider)
    with pytest.raises(Refused, match="cannot be changed"):
        answer(record, part(record, "narrative"), {"went": "Better."}, by=provider)

    send_back(record, text="How many reports were late?", by=officer, on=OPENED)
    answer(record, part(record, "narrative"), {"went": "Two.", "changes": "x"}, by=provider)
    submit(record, by=provider, on=OPENED + dt.timedelta(days=3))
    accept(record, by=officer, on=OPENED + dt.timedelta(days=4))

    assert (record.state, record.submitted_on, record.accepted_on) == (
        "accepted",
        dt.date(2026, 12, 4),
        dt.date(2026, 12, 5),
    )
    assert record.questions.get().text == "How many reports were late?"
    told = Notice.objects.filter(to=provider).order_by("id").values_list("subject", flat=True)
    assert [each.partition(" for ")[0] for each in told][-2:] == [
        "Questions about your monitoring return",
        "Your monitoring return is accepted",
    ]


def test_only_what_was_submitted_is_read(provider):
    record, officer = given_a_return(), given_a("commissioner")

    with pytest.raises(Refused, match="to be completed"):
        accept(record, by=officer, on=OPENED)
    with pytest.raises(Refused, match="to be completed"):
        send_back(record, text="Why?", by=officer, on=OPENED)
    given_it_is_submitted(record, by=provider)
    with pytest.raises(Refused, match="Enter what is still"):
        send_back(record, text=" ", by=officer, on=OPENED)
    with pytest.raises(Forbidden):
        accept(record, by=provider, on=OPENED)


def test_a_return_that_was_accepted_meanwhile_is_not_submitted_again(provider):
    record = given_it_is_submitted(given_a_return(), by=provider)
    stale = MonitoringReturn.objects.get(pk=record.pk)
    accept(record, by=given_a("commissioner"), on=OPENED)

    with pytest.raises((Refused, WrongState)):
        send_back(stale, text="Why?", by=given_a("commissioner"), on=OPENED)
    assert refusals_against_submit(record)[0].code == "not-open"
    assert missing(record) == ()


def test_the_database_keeps_the_answers_of_a_submitted_return(provider):
    record = given_it_is_submitted(given_a_return(), by=provider)

    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        MonitoringReturn.objects.filter(pk=record.pk).update(answers_words="")
    assert answers_to(record) == MonitoringReturn.objects.get(pk=record.pk).answers
