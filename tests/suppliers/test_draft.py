"""Writing applications: one set of shared answers, drafts for lots, and what each is asked."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from lots.models import Lot
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from suppliers.answers import answer, answers_of, declare, explain
from suppliers.criteria import criteria_in_force
from suppliers.draft import choose_lots, criteria_asked, describe, drafts_of, propose_prices
from suppliers.exclusion import WORDS, Discretionary, Mandatory
from suppliers.models import Application, ProposedPrice
from suppliers.questions import COVERED, PARTS, parts_for, unanswered
from suppliers.submit import submit
from tests.build.browsing import posted, signed_in, text_of, words
from tests.build.joining import (
    given_a_draft_application,
    given_a_joining_supplier,
    given_all_answers,
    given_submitted_applications,
    provider_of,
)
from tests.build.people import given_a
from tests.build.suppliers import LONG_AGO, given_a_provider, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 2)


@pytest.fixture
def supplier():
    return given_a_joining_supplier()


@pytest.fixture
def by(supplier):
    return provider_of(supplier)


def keys(kind: str) -> set[str]:
    return {question.key for part in parts_for(kind) for question in part.questions}


def test_a_sole_trader_is_not_asked_about_staff():
    everything = {question.key for part in PARTS for question in part.questions}

    left_out = keys("company") - keys("sole_trader")

    assert keys("company") == everything
    assert left_out == {
        "safeguarding_lead",
        "safer_recruitment",
        "employers_liability",
        "people",
        "modern_slavery",
        "equality_policy",
    }


def test_a_sole_trader_is_told_what_it_is_not_asked(by):
    page = words(signed_in(by).get(reverse("join:part", args=["insurance"])))

    assert "no employers’ liability insurance" in page
    assert signed_in(by).get(reverse("join:part", args=["people"])).status_code == 404


def test_no_key_is_used_twice():
    all_keys = [question.key for part in PARTS for question in part.questions]

    assert sorted(set(all_keys)) == sorted(all_keys)


def test_answers_are_saved_page_by_page_and_kept(supplier, by):
    client = signed_in(by)
    url = reverse("join:part", args=["quality"])

    client.post(url, {"complaints": "We listen."})
    client.post(reverse("join:part", args=["social-value"]), {"social_value": "Volunteering."})

    assert answers_of(supplier).answers["complaints"] == "We listen."
    assert answers_of(supplier).answers["social_value"] == "Volunteering."
    assert "We listen." in text_of(client.get(url))


def test_what_is_half_answered_is_incomplete_and_says_how_much_is_left(supplier, by):
    answer(supplier, {"complaints": "We listen."}, by=by)
    part = next(each for each in parts_for(supplier.kind) if each.slug == "quality")

    left = unanswered(part, answers_of(supplier).answers)

    assert [each.key for each in left] == ["cover", "first_reference", "second_reference"]
    assert "3 questions to answer" in words(signed_in(by).get(reverse("join:tasks")))


def test_a_declared_ground_asks_what_was_done_since(supplier, by):
    client = signed_in(by)
    url = reverse("join:grounds")

    led = posted(client.post(url, {"applies": "yes", "mandatory": ["tax"]}))
    empty = client.post(led, {})
    client.post(led, {"tax": "It was paid in full in March."})

    assert led == reverse("join:since")
    assert WORDS[Mandatory.TAX] in empty.context["form"].errors["tax"][0]
    assert answers_of(supplier).grounds == {"tax": "It was paid in full in March."}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"applies": "yes"}, "mandatory"),
        ({"applies": "no", "discretionary": ["insolvency"]}, "applies"),
        ({}, "applies"),
    ],
)
def test_the_answer_fits_the_boxes(supplier, by, typed, field):
    page = signed_in(by).post(reverse("join:grounds"), typed)

    assert list(page.context["form"].errors) == [field]
    assert answers_of(supplier).grounds is None


def test_what_was_said_about_a_ground_stays_when_another_is_added(supplier, by):
    declare(supplier, applies=True, grounds=["tax"], by=by)
    explain(supplier, {"tax": "Paid."}, by=by)

    declare(supplier, applies=True, grounds=["tax", "insolvency"], by=by)

    assert answers_of(supplier).grounds == {"tax": "Paid.", "insolvency": ""}


def test_every_ground_has_its_words():
    assert set(WORDS) == {*Mandatory, *Discretionary}


def test_lots_are_chosen_and_taken_out_and_nothing_is_lost(supplier, by):
    one, two = Lot.objects.get(number=1), Lot.objects.get(number=2)
    choose_lots(supplier, [one, two], by=by, on=ON)
    draft = drafts_of(supplier).get(lot=two)
    criterion = criteria_in_force(two, LONG_AGO).first()
    describe(draft, statement="Play therapy.", answers={criterion.pk: "HCPC."}, by=by)
    propose_prices(draft, {two.services.first().pk: Decimal("60.00")}, by=by)

    choose_lots(supplier, [one], by=by, on=ON)
    taken_out = [each.lot for each in drafts_of(supplier)]
    choose_lots(supplier, [one, two], by=by, on=ON)

    again = drafts_of(supplier).get(lot=two)
    assert taken_out == [one]
    assert (again.statement, again.criterion_answers.get().text) == ("Play therapy.", "HCPC.")
    assert again.proposed_prices.get().unit_price == Decimal("60.00")


def test_what_every_lot_asks_is_asked_once_and_not_on_the_pages_of_the_lots(supplier, by):
    one, two = Lot.objects.get(number=1), Lot.objects.get(number=2)
    choose_lots(supplier, [one, two], by=by, on=ON)

    page = words(signed_in(by).get(reverse("join:lot", args=[drafts_of(supplier)[0].pk])))

    shared = {"Safeguarding", "Insurance", "Data protection"}
    assert [each.text for each in criteria_asked(drafts_of(supplier)[0])] == [
        "Professional standing"
    ]
    assert set(COVERED) == shared
    assert [text for text in shared if f"How do you meet “{text}”" in page] == []


def test_an_answer_fills_in_the_same_question_of_another_lot_and_overwrites_none(supplier, by):
    one, two = Lot.objects.get(number=1), Lot.objects.get(number=2)
    choose_lots(supplier, [one, two], by=by, on=ON)
    first, second = drafts_of(supplier)
    [asked] = criteria_asked(first)
    [same] = criteria_asked(second)

    describe(first, statement="A", answers={asked.pk: "HCPC."}, by=by)
    filled_in = second.criterion_answers.get(criterion=same).text
    describe(second, statement="B", answers={same.pk: "BACP."}, by=by)

    assert filled_in == "HCPC."
    assert first.criterion_answers.get(criterion=asked).text == "HCPC."


def test_a_lot_that_is_applied_for_is_not_chosen_again(supplier, by, lot):
    [first] = given_submitted_applications(supplier, lot)

    page = signed_in(by).post(reverse("join:choose-lots"), {"lots": [lot.pk]})

    assert first.reference in page.context["form"].errors["lots"][0]
    assert drafts_of(supplier).count() == 0


def test_a_lot_one_is_on_is_not_chosen(lot):
    supplier = given_a_supplier()
    by = given_a_provider(supplier)
    given_an_admission(supplier, lot)

    with pytest.raises(Refused) as refused:
        choose_lots(supplier, [lot], by=by, on=ON)

    assert [each.code for each in refused.value.refusals] == ["already-admitted"]


def test_there_is_one_draft_for_a_lot_also_past_the_actions(supplier, by, lot):
    given_a_draft_application(by, lot)

    with pytest.raises(IntegrityError, match="one_draft_per_lot"), transaction.atomic():
        Application.objects.create(supplier=supplier, lot=lot, state="draft")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0.01", None),
        ("0.00", "£0.01 or more"),
        ("", "at least one service"),
        ("£62.50", None),
        ("sixty", "Enter an amount"),
        ("62.505", "no more than two digits"),
    ],
)
def test_a_price_is_a_penny_or_more(by, lot, typed, expected):
    draft = given_a_draft_application(by, lot)
    service = lot.services.first()

    page = signed_in(by).post(
        reverse("join:prices", args=[draft.pk]), {f"price_{service.pk}": typed}
    )

    said = page.context["form"].errors[f"price_{service.pk}"][0] if page.context else None
    assert (expected is None) is (said is None)
    assert (expected or "") in (said or "")
    assert ProposedPrice.objects.exists() is (expected is None)


def test_what_is_submitted_is_not_written_any_more(supplier, by, lot):
    [application] = given_submitted_applications(supplier, lot)

    with pytest.raises(Refused) as refused:
        describe(application, statement="Other.", answers={}, by=by)

    assert [each.code for each in refused.value.refusals] == ["not-a-draft"]
    back = signed_in(by).get(reverse("join:lot", args=[application.pk]))
    assert back.url == application.get_own_url()


def test_nobody_writes_for_another_organisation(lot):
    mine, other = given_a_joining_supplier("Mine"), given_a_joining_supplier("Other")
    draft = given_a_draft_application(provider_of(other), lot)
    rival = provider_of(mine)

    with pytest.raises(Forbidden):
        describe(draft, statement="Ours.", answers={}, by=rival)
    pages = [reverse(f"join:{name}", args=[draft.pk]) for name in ("lot", "prices", "application")]
    assert [signed_in(rival).get(url).status_code for url in pages] == [404] * 3


def test_the_council_sees_no_draft(by, lot):
    draft = given_a_draft_application(by, lot)
    client = signed_in(given_a("commissioning_manager"))

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft.reference not in text_of(client.get(reverse("suppliers:applications")))
    assert draft.reference not in text_of(client.get(draft.supplier.get_absolute_url()))


def test_a_draft_waits_on_the_home_of_its_provider_until_it_is_submitted(supplier, by, lot):
    given_a_draft_application(by, lot)
    client = signed_in(by)

    before = words(client.get(reverse("home")))
    given_all_answers(supplier, by)
    submit(supplier, declared=True, by=by, on=ON)

    assert "Finish your application for Lot 1" in before
    assert "Finish your application" not in words(client.get(reverse("home")))


def test_no_page_of_the_application_tells_of_another_provider(supplier, by, lot):
    given_an_admission(given_a_supplier("Wye Therapies"), lot)
    given_a_draft_application(by, lot)
    client = signed_in(by)
    names = ("tasks", "choose-lots", "grounds", "check", "lots")

    assert [name for name in names if "Wye" in text_of(client.get(reverse(f"join:{name}")))] == []
