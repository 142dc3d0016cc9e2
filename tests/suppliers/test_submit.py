"""Submitting: all drafts at once or none, with everything that is missing said at once."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from lots.models import Lot
from mdps.core import clock
from mdps.core.models import Notice
from mdps.core.rules import Refused
from suppliers.accept import accepted_by
from suppliers.admit import admit
from suppliers.answers import answer
from suppliers.apply import apply
from suppliers.assess import assess, start
from suppliers.criteria import criteria_in_force
from suppliers.draft import choose_lots, drafts_of
from suppliers.models import Application, RateLine
from suppliers.submit import refusals_against_submit, submit
from suppliers.submit_rules import LOT, SUBMIT, LotSubmitting, Submitting
from tests.build.browsing import posted, signed_in, text_of, words
from tests.build.joining import (
    given_a_draft_application,
    given_a_joining_supplier,
    given_all_answers,
    given_submitted_applications,
    provider_of,
)
from tests.build.lots import given_a_version, given_rounds_only, text
from tests.build.people import given_a
from tests.build.suppliers import LONG_AGO, consulted

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 2)


@pytest.fixture
def supplier():
    return given_a_joining_supplier()


@pytest.fixture
def by(supplier):
    return provider_of(supplier)


def test_several_lots_are_submitted_in_one_go_with_one_set_of_answers(supplier, by):
    assessor = given_a("commissioner")
    lots = list(Lot.objects.filter(number__in=[1, 2]))

    submitted = given_submitted_applications(supplier, *lots, on=ON)

    facts = [(each.lot.number, each.state, each.submitted_on) for each in submitted]
    assert facts == [(1, "submitted", ON), (2, "submitted", ON)]
    assert submitted[0].answers == submitted[1].answers != []
    told = Notice.objects.filter(to=assessor).values_list("subject", flat=True)
    assert sorted(told) == [
        f"{each.reference}: Robin Hall applied for {each.lot.short}" for each in submitted
    ]


def test_what_was_submitted_keeps_its_answers_when_they_change(supplier, by, lot):
    [application] = given_submitted_applications(supplier, lot)

    answer(supplier, {"complaints": "Something else."}, by=by)

    application.refresh_from_db()
    [quality] = [part for part in application.answers if part["title"].startswith("Quality")]
    assert quality["rows"][0] == ["What do you do when a family complains?", "About complaints."]


def test_whoever_judges_a_criterion_finds_the_shared_answer_at_it(supplier, by, lot):
    [application] = given_submitted_applications(supplier, lot)

    answered = application.criterion_answers.get(criterion__text="Insurance").text

    assert "What is your public liability insurance?\nAbout public_liability." in answered
    assert application.criterion_answers.count() == criteria_in_force(lot, LONG_AGO).count()


def test_every_answer_can_be_changed_from_the_page_that_checks_them(supplier, by, lot):
    draft = given_a_draft_application(by, lot)
    given_all_answers(supplier, by)

    page = text_of(signed_in(by).get(reverse("join:check")))

    pages = [
        reverse("join:lot", args=[draft.pk]),
        reverse("join:prices", args=[draft.pk]),
        reverse("join:part", args=["quality"]),
        reverse("join:grounds"),
    ]
    assert [url for url in pages if f'href="{url}"' not in page] == []


def test_everything_that_is_missing_is_said_at_once(supplier, by, lot):
    given_a_draft_application(by, lot)

    codes = [each.code for each in refusals_against_submit(supplier)]

    assert codes == ["unanswered", "grounds", "no-statement", "no-price"]


def test_nothing_is_half_submitted(supplier, by):
    lots = list(Lot.objects.filter(number__in=[1, 2]))
    choose_lots(supplier, lots, by=by, on=ON)
    given_all_answers(supplier, by)
    drafts_of(supplier).get(lot__number=2).proposed_prices.all().delete()

    with pytest.raises(Refused):
        submit(supplier, declared=True, by=by, on=ON)

    assert set(Application.objects.values_list("state", flat=True)) == {"draft"}


def test_a_lot_that_the_council_recorded_meanwhile_is_refused(supplier, by, lot):
    given_a_draft_application(by, lot)
    given_all_answers(supplier, by)
    recorded = apply(supplier, lot, statement="On paper.", by=given_a("commissioner"), on=ON)

    with pytest.raises(Refused, match=recorded.reference):
        submit(supplier, declared=True, by=by, on=ON)


def test_the_declaration_is_needed(supplier, by, lot):
    given_a_draft_application(by, lot)
    given_all_answers(supplier, by)

    page = signed_in(by).post(reverse("join:check"), {})

    assert "Tick the box" in page.context["form"].errors["declared"][0]
    assert drafts_of(supplier).count() == 1


def test_a_double_click_and_the_back_button_submit_once(supplier, by, lot):
    given_a_draft_application(by, lot)
    given_all_answers(supplier, by)
    client = signed_in(by)
    typed = {"declared": "on", "one_time_key": "6f1c1cf0-0000-4000-8000-000000000002"}

    first = posted(client.post(reverse("join:check"), typed))
    second = posted(client.post(reverse("join:check"), typed))
    again = client.post(reverse("join:check"), {"declared": "on"})

    assert first == second == reverse("join:submitted")
    assert "Choose at least one lot first" in words(again)
    assert Application.objects.filter(state="submitted").count() == 1


def test_the_confirmation_says_what_happens_next_and_can_be_opened_again(supplier, by, lot):
    [application] = given_submitted_applications(supplier, lot, on=ON)
    client = signed_in(by)

    said = words(client.get(reverse("join:submitted")))

    assert application.reference in said
    assert "within 10 working days, that is by 16 June 2026" in said
    assert words(client.get(reverse("join:submitted"))) == said


def test_the_provider_sees_where_it_stands_and_the_decision_with_reasons(supplier, by, lot):
    [application] = given_submitted_applications(supplier, lot, on=ON)
    client, url = signed_in(by), application.get_own_url()
    submitted = words(client.get(url))

    assessor = given_a("commissioner")
    start(application, by=assessor, on=ON)
    under_assessment = words(client.get(url))
    judgements = {each.pk: ("pass", "Seen.") for each in criteria_in_force(lot, LONG_AGO)}
    assess(application, judgements=judgements, summary="Fine.", by=assessor, on=ON)
    admit(application, consultation=consulted(ON), by=given_a("commissioning_manager"), on=ON)
    admitted = words(client.get(url))

    assert "You have our decision by 16 June 2026" in submitted
    assert "We are assessing it" in under_assessment
    assert "You are admitted to Lot 1" in admitted
    assert "It meets the criteria." in admitted
    assert "Fine." not in admitted


def test_proposed_prices_hold_from_the_day_of_admission(supplier, by, lot):
    [application] = given_submitted_applications(supplier, lot, on=ON)
    assessor = given_a("commissioner")
    start(application, by=assessor, on=ON)
    judgements = {each.pk: ("pass", "Seen.") for each in criteria_in_force(lot, LONG_AGO)}
    assess(application, judgements=judgements, summary="Fine.", by=assessor, on=ON)
    before = RateLine.objects.count()

    admit(application, consultation=consulted(ON), by=given_a("commissioning_manager"), on=ON)

    line = RateLine.objects.get()
    assert (before, line.unit_price, line.effective_from) == (0, Decimal("60.00"), ON)


def test_the_council_reads_no_page_of_the_provider(supplier, by, lot):
    [application] = given_submitted_applications(supplier, lot)
    answer = signed_in(given_a("commissioner")).get(application.get_own_url())

    assert answer.status_code == 403
    assert "see an organisation as its provider" in text_of(answer)


def test_three_lots_are_written_and_checked_within_45_queries(
    supplier, by, django_assert_max_num_queries
):
    client = signed_in(by)
    choose_lots(supplier, Lot.objects.all(), by=by, on=ON)
    given_all_answers(supplier, by)

    for name in ("tasks", "check"):
        with django_assert_max_num_queries(45):
            client.get(reverse(f"join:{name}"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"lots": ()}, ["no-lot"]),
        ({"missing": {"Quality": 1}}, ["unanswered"]),
        ({"missing": {"Quality": 0}}, []),
        ({"grounds_declared": False}, ["grounds"]),
        ({"unexplained": ("Taxes",)}, ["unexplained"]),
        ({"declared": False}, ["not-declared"]),
    ],
)
def test_what_is_submitted_is_complete_and_declared(changes, expected):
    usual = {"lots": ("Lot 1",), "missing": {}, "grounds_declared": True, "declared": True}
    facts = Submitting(**usual | changes)

    assert [each.code for rule in SUBMIT if (each := rule(facts))] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"has_statement": False}, ["no-statement"]),
        ({"unanswered": ("Insurance",)}, ["criteria"]),
        ({"has_price": False}, ["no-price"]),
    ],
)
def test_each_lot_is_described_and_priced(changes, expected):
    usual = {"lot": "Lot 1", "has_statement": True, "unanswered": (), "has_price": True}
    facts = LotSubmitting(**usual | changes)

    assert [each.code for rule in LOT if (each := rule(facts))] == expected


def test_the_card_of_a_lot_that_is_applied_for_leads_to_the_application(supplier, by, lot):
    [application] = given_submitted_applications(supplier, lot)

    home = text_of(signed_in(by).get(reverse("home")))

    assert f'href="{application.get_own_url()}"' in home
    assert "With the council" in home
    assert "Not possible now" not in home


def test_a_lot_between_rounds_waits_and_holds_up_no_other(supplier, by):
    one, two, _ = Lot.objects.all()
    given_rounds_only(two, ON)
    choose_lots(supplier, [one, two], by=by, on=ON)
    given_all_answers(supplier, by)

    with clock.at(ON):
        page = words(signed_in(by).get(reverse("join:check")))
        submitted = submit(supplier, declared=True, by=by, on=ON)

    assert [each.lot for each in submitted] == [one]
    assert [each.lot for each in drafts_of(supplier)] == [two]
    assert "Lot 2 can be applied for in rounds, and no round is open now." in page


def test_where_no_lot_is_open_the_reason_is_given(supplier, by, lot):
    given_rounds_only(lot, ON)
    choose_lots(supplier, [lot], by=by, on=ON)
    given_all_answers(supplier, by)

    with clock.at(ON), pytest.raises(Refused, match="no round is open now"):
        submit(supplier, declared=True, by=by, on=ON)


def test_submitting_accepts_the_specification_and_the_standards_in_force(supplier, by, lot):
    given_a_version(lot, "standards", text(1, "Reports in 20 working days"), on=ON)
    choose_lots(supplier, [lot], by=by, on=ON)
    given_all_answers(supplier, by)

    with clock.at(ON):
        page = words(signed_in(by).get(reverse("join:check")))
        [application] = submit(supplier, declared=True, by=by, on=ON)

    accepted = application.acceptances.get()
    assert "Reports in 20 working days" in page
    assert (accepted.version.kind, accepted.version.number, accepted.accepted_by) == (
        "standards",
        1,
        by,
    )
    assert accepted_by(supplier, lot, "standards") == accepted
