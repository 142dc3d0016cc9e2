"""The assessment: the desk, what is kept, the time, conflicts, and sending back."""

import datetime as dt

import pytest
from django.urls import reverse

from lots.models import Lot
from mdps.core import clock
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from mdps.core.states import WrongState
from suppliers.admit import admit, refusals_against_admit
from suppliers.assess import assess, judge, start
from suppliers.assess_rules import Said
from suppliers.clarify import answer, put_question
from suppliers.comment import comment
from suppliers.conflicts import declare_conflict
from suppliers.criteria import criteria_of, findings_of
from suppliers.decision_time import due_on
from suppliers.extend import extend
from suppliers.extend_rules import EXTEND, Extending
from suppliers.models import Application
from suppliers.reassess import reassess
from suppliers.standing_words import time_left
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.lots import given_a_version, text
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_provider,
    given_a_supplier,
    given_an_application,
    given_an_assessed_application,
)

pytestmark = pytest.mark.django_db

ON, DAY = dt.date(2026, 6, 1), dt.timedelta(days=1)


@pytest.fixture
def application(lot) -> Application:
    """Under assessment since 1 June 2026, a Monday; due on 15 June."""
    made = given_an_application(given_a_supplier(), lot, ON)
    start(made, by=given_a("commissioner"), on=ON)
    return made


def all_passed(application: Application) -> dict[int, Said]:
    return {each.pk: Said("pass", "Seen.") for each in criteria_of(application)}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refused.value.refusals]


def test_what_was_found_so_far_is_kept_and_the_assessment_goes_on(application):
    first, second, *_ = criteria_of(application)
    by = given_a("commissioner")

    judge(application, judgements={first.pk: Said("pass", "Seen.")}, by=by, on=ON)
    judge(application, judgements={second.pk: Said("clarify", "Which sum?")}, by=by, on=ON)

    assert [(each.criterion, each.outcome) for each in findings_of(application)] == [
        (first, "pass"),
        (second, "clarify"),
    ]
    assert application.state == "under_assessment"


def test_an_earlier_judgement_stays_behind_the_later_one(application):
    first = criteria_of(application).first()
    by = given_a("commissioner")

    for said in (Said("clarify", "Which?"), Said("pass", "This."), Said("pass", "This.")):
        judge(application, judgements={first.pk: said}, by=by, on=ON)

    kept = [(each.outcome, each.comment) for each in application.judgements.order_by("id")]
    assert list(kept) == [("clarify", "Which?"), ("pass", "This.")]
    assert [each.comment for each in findings_of(application)] == ["This."]


def test_a_score_off_the_scale_is_not_kept(lot):
    given_a_version(lot, "criteria", text(1, "Method", most_points=10, least_points=6), on=ON)
    scored = given_an_application(given_a_supplier(), lot, ON)
    by = given_a("commissioner")
    start(scored, by=by, on=ON)
    [method] = criteria_of(scored)

    with pytest.raises(Refused) as refused:
        judge(scored, judgements={method.pk: Said(points=11)}, by=by, on=ON)
    judge(scored, judgements={method.pk: Said(points=10)}, by=by, on=ON)

    [found] = findings_of(scored)
    assert (codes(refused), found.outcome, found.points) == (["off-the-scale"], "pass", 10)


def test_an_assessment_does_not_end_while_the_provider_is_asked(application):
    by = given_a("commissioner")
    put_question(application, question="Which sum?", by=by, on=ON)

    with pytest.raises(Refused) as refused:
        assess(application, judgements=all_passed(application), summary="Fine.", by=by, on=ON)

    assert codes(refused) == ["clarification-open"]


def test_an_open_question_bars_the_decision(application):
    put_question(application, question="Which sum?", by=given_a("commissioner"), on=ON)

    found = refusals_against_admit(application, by=given_a("commissioning_manager"), on=ON)

    assert [each.message for each in found] == [
        f"{application.reference} waits for the applicant to answer 1 question. Record the answer "
        "first, then finish the assessment."
    ]


def test_an_answer_by_email_is_entered_by_an_officer(application):
    by = given_a("commissioner")
    asked = put_question(application, question="Which sum?", by=by, on=ON)
    url = reverse("suppliers:enter-answer", args=[asked.pk])

    with clock.at(ON + 2 * DAY):
        led = posted(signed_in(by).post(url, {"answer": "£5m."}))

    asked.refresh_from_db()
    application.refresh_from_db()
    assert led == application.get_absolute_url()
    assert (asked.answer, asked.by_email, asked.answered_by) == ("£5m.", True, by)
    assert (application.state, application.due_on) == ("under_assessment", dt.date(2026, 6, 17))


def test_a_provider_does_not_enter_answers_as_an_officer(application):
    asked = put_question(application, question="Which?", by=given_a("commissioner"), on=ON)

    with pytest.raises(Forbidden):
        answer(
            asked,
            text="Ours.",
            by=given_a_provider(application.supplier),
            on=ON,
            by_email=True,
        )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"on": ON + 14 * DAY}, []),  # the last day itself
        ({"on": ON + 15 * DAY}, ["overdue"]),
        ({"on": ON + 15 * DAY, "stands_still": True, "state": "clarification"}, []),
        ({"extended_on": ON}, ["extended-already"]),
        ({"state": "admitted"}, ["not-open"]),
        ({"reason": " "}, ["no-reason"]),
    ],
)
def test_the_time_is_extended_once_before_it_is_over(changes, expected):
    usual = {
        "reference": "APP-00001",
        "state": "under_assessment",
        "due_on": ON + 14 * DAY,
        "on": ON,
        "reason": "Two referees are abroad.",
    }

    assert [each.code for each in ask(EXTEND, Extending(**usual | changes))] == expected


def test_an_extension_gives_five_working_days_and_the_provider_is_told(application):
    provider = given_a_provider(application.supplier)

    extend(application, reason="Two referees are abroad.", by=given_a("commissioner"), on=ON)

    application.refresh_from_db()
    told = Notice.objects.get(to=provider)
    assert (application.due_on, application.extension_reason) == (
        dt.date(2026, 6, 22),
        "Two referees are abroad.",
    )
    assert told.subject == f"{application.reference}: we need more time, until 22 June 2026"


def test_a_question_after_an_extension_moves_the_extended_day(application):
    by = given_a("commissioner")
    extend(application, reason="Abroad.", by=by, on=ON)
    asked = put_question(application, question="Which?", by=by, on=ON + DAY)

    answer(asked, text="This.", by=by, on=ON + 3 * DAY, by_email=True)

    application.refresh_from_db()
    assert due_on(application) == dt.date(2026, 6, 24)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "10 working days left"),
        (11, "1 working day left"),
        (14, "Last day"),
        (15, "Overdue by 1 working day"),
    ],
)
def test_what_is_left_of_the_time_is_said_in_words(application, days, said):
    assert time_left(application, ON + days * DAY) == said


def test_while_the_council_waits_its_time_stands_still(application):
    put_question(application, question="Which?", by=given_a("commissioner"), on=ON + DAY)

    assert time_left(application, ON + 60 * DAY) == "Stands still, 9 working days left"


def test_who_has_a_conflict_neither_asks_assesses_nor_decides(application):
    ben = given_a("commissioning_manager", name="Ben")
    declare_conflict(application, reason="My sister owns it.", by=ben)

    for act in (
        lambda: put_question(application, question="Which?", by=ben, on=ON),
        lambda: judge(application, judgements={}, by=ben, on=ON),
        lambda: assess(application, judgements={}, summary="", by=ben, on=ON),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["conflict"]
    decided = refusals_against_admit(application, by=ben, on=ON)
    assert [each.code for each in decided] == ["not-assessed", "conflict"]
    assert "My sister owns it." in decided[1].message


def test_a_conflict_bars_the_decision_of_what_somebody_else_assessed(lot):
    assessed = given_an_assessed_application(given_a_supplier(), lot, ON)
    by = given_a("commissioning_manager")
    declare_conflict(assessed, reason="I worked there.", by=by)

    with pytest.raises(Refused) as refused:
        admit(assessed, consultation=consulted(ON), by=by, on=ON)

    assert codes(refused) == ["conflict"]


def test_what_an_assessor_with_a_conflict_had_in_hand_goes_to_somebody_else(application, lot):
    by = given_a("commissioner")
    assessed = given_an_assessed_application(given_a_supplier("Wye Therapies"), lot, ON)

    for each in (application, assessed):
        declare_conflict(each, reason="My sister owns it.", by=by)
        each.refresh_from_db()

    assert [(each.state, each.assessor) for each in (application, assessed)] == [
        ("under_assessment", None),
        ("under_assessment", None),
    ]


def test_a_conflict_has_its_reason_and_is_declared_once(application):
    ben = given_a("commissioner", name="Ben")

    with pytest.raises(Refused) as refused:
        declare_conflict(application, reason=" ", by=ben)
    first = declare_conflict(application, reason="My sister.", by=ben)
    again = declare_conflict(application, reason="My sister.", by=ben)

    assert (codes(refused), first) == (["no-reason"], again)


def test_what_is_assessed_goes_back_with_a_reason_and_is_assessed_again(lot):
    assessed = given_an_assessed_application(given_a_supplier(), lot, ON)
    manager, by = given_a("commissioning_manager"), given_a("commissioner")

    reassess(assessed, reason="The insurance is too low.", by=manager, on=ON)
    waiting = assessed.state
    failed = {each.pk: Said("fail", "£2m only.") for each in criteria_of(assessed)[:1]}
    judgements = all_passed(assessed) | failed
    assess(assessed, judgements=judgements, summary="Not met.", by=by, on=ON + DAY)

    said = assessed.comments.get()
    assert (waiting, assessed.state) == ("under_assessment", "recommended")
    assert (said.text, said.by) == ("The insurance is too low.", manager)
    found = refusals_against_admit(assessed, by=manager, on=ON + DAY)
    assert [each.code for each in found] == ["criterion-failed"]


def test_what_is_not_assessed_does_not_go_back(application):
    with pytest.raises(WrongState):
        reassess(application, reason="Again.", by=given_a("commissioning_manager"), on=ON)


def test_comments_are_for_the_council_alone(application):
    comment(application, "Ask about the referees.", by=given_a("commissioner"))
    provider = given_a_provider(application.supplier)

    council = words(signed_in(given_a("auditor")).get(application.get_absolute_url()))
    own = words(signed_in(provider).get(application.get_own_url()))

    assert ["Ask about the referees." in page for page in (council, own)] == [True, False]


def test_the_desk_saves_shows_again_and_hands_on(application):
    client = signed_in(given_a("commissioner"))
    url = reverse("suppliers:assess", args=[application.pk])
    criteria = list(criteria_of(application))
    first = {f"outcome_{criteria[0].pk}": "pass", f"comment_{criteria[0].pk}": "Seen."}
    everything = {f"outcome_{each.pk}": "pass" for each in criteria} | {"summary": "Good."}

    kept = posted(client.post(url, first | {"keep": "yes"}))
    shown = client.get(url).context["form"].initial
    led = posted(client.post(url, everything))

    application.refresh_from_db()
    assert (kept, led) == (url, application.get_absolute_url())
    assert shown[f"comment_{criteria[0].pk}"] == "Seen."
    assert application.state == "recommended"


def test_the_desk_leads_to_the_next_one_that_is_due(application, lot):
    other = given_an_application(given_a_supplier("Wye Therapies"), lot, ON + DAY)
    start(other, by=given_a("commissioner"), on=ON + DAY)

    page = signed_in(given_a("commissioner")).get(
        reverse("suppliers:assess", args=[application.pk])
    )

    assert page.context["position"] == "1 of 2 in hand"
    assert page.context["next"].url == reverse("suppliers:assess", args=[other.pk])
    assert page.context["previous"] is None


def test_the_desk_of_somebody_with_a_conflict_has_no_form(application):
    ben = given_a("commissioner", name="Ben")
    declare_conflict(application, reason="My sister owns it.", by=ben)

    page = signed_in(ben).get(reverse("suppliers:assess", args=[application.pk]))

    assert page.context["form"] is None
    assert "My sister owns it. Somebody else assesses it." in words(page)


def listed(page) -> list[str]:
    return [row[1].text for row in page.context["table"].rows]


def test_the_worklist_is_sorted_by_the_day_it_is_due_and_filtered(application, lot):
    first = given_an_application(given_a_supplier("Wye Therapies"), lot, ON - 20 * DAY)
    waiting = given_an_application(given_a_supplier("Dean Play"), Lot.objects.get(number=2), ON)
    start(waiting, by=given_a("commissioner", name="Ben"), on=ON)
    put_question(waiting, question="Which?", by=given_a("commissioner", name="Ben"), on=ON)
    client = signed_in(given_a("commissioner"))
    url = reverse("suppliers:worklist")

    with clock.at(ON + DAY):
        found = {
            query: listed(client.get(f"{url}?{query}"))
            for query in ("", "overdue=yes", "mine=yes", "lot=2", "state=clarification")
        }

    assert found == {
        "": ["Wye Therapies", "Severn Assessments", "Dean Play"],
        "overdue=yes": ["Wye Therapies"],
        "mine=yes": ["Severn Assessments"],
        f"lot={waiting.lot_id}": ["Dean Play"],
        "state=clarification": ["Dean Play"],
    }
    assert first.due_on < ON


def test_the_worklist_costs_the_same_for_one_and_three(application, lot):
    client, url = signed_in(given_a("commissioner")), reverse("suppliers:worklist")
    one = cost(client, url)
    for name in ("Wye Therapies", "Dean Play"):
        given_an_application(given_a_supplier(name), lot, ON)

    assert cost(client, url) == one
