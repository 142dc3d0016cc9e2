"""The pages of mini-competitions: what each person reads there, and what stays sealed."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.competition import seal
from contracts.competition.waiting import competitions, invitations
from contracts.models import Competition
from lots.models import Lot
from mdps.core import clock
from panel.models import Custodian
from tests.build.browsing import cost, posted, read_whole, signed_in, text_of, words
from tests.build.competitions import (
    AFTER,
    INVITED,
    THREE,
    given_a_planned_competition,
    given_a_question_about,
    given_a_quote,
    given_a_ranking,
    given_an_open_competition,
    given_opened_quotes,
    invitation_of,
)
from tests.build.contracts import given_an_admitted_supplier, given_an_officer
from tests.build.panel import given_an_approved_line
from tests.build.people import given_a
from tests.build.referrals import a_pdf
from tests.build.suppliers import given_a_provider

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("suppliers_to_invite")]

AVON, SEVERN, WYE = THREE


@pytest.fixture(autouse=True)
def the_morning():
    with clock.at(INVITED):
        yield


def plan(**changes: str) -> dict[str, str]:
    return {
        "one_time_key": str(uuid.uuid4()),
        "units": "1",
        "specification": "A parenting assessment.",
        "criterion_1": "Method",
        "weight_1": "70",
        "criterion_2": "Experience",
        "weight_2": "30",
        "quality_weight": "60",
        "closes_on_0": "16",
        "closes_on_1": "6",
        "closes_on_2": "2026",
        "closes_time": "12pm",
        "questions_until_0": "12",
        "questions_until_1": "6",
        "questions_until_2": "2026",
        "standstill_days": "0",
        "starts_on_0": "1",
        "starts_on_1": "7",
        "starts_on_2": "2026",
        "ends_on_0": "1",
        "ends_on_1": "9",
        "ends_on_2": "2026",
    } | changes


def test_an_officer_starts_one_from_the_award_and_is_led_to_the_one_that_runs() -> None:
    line = given_an_approved_line(amount=Decimal("5000.00"))
    given_an_admitted_supplier()
    client = signed_in(given_an_officer())
    start = reverse("contracts:start-competition", args=[line.pk])
    assert start in text_of(client.get(reverse("contracts:award", args=[line.pk])))
    page = posted(client.post(start, plan()))
    competition = Competition.objects.get()
    assert page == competition.get_absolute_url()
    assert competition.criteria == [
        {"text": "Method", "weight": 70},
        {"text": "Experience", "weight": 30},
    ]
    assert competition.closes_at == dt.datetime(2026, 6, 16, 11, tzinfo=dt.UTC)
    assert client.get(start).headers["Location"] == page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weight_2": "31"}, "The weights of the quality criteria come to 101%."),
        ({"weight_2": ""}, "The weights of the quality criteria come to 70%."),
        ({"closes_on_0": "11", "questions_until_0": "9"}, "10 days end on 12 June 2026 at 10am"),
        ({"questions_until_0": "16"}, "Enter a day from 2 June 2026 to 15 June 2026"),
        (
            {"closes_on_0": "25", "closes_on_1": "10", "closes_time": "1:30am"},
            "The clocks go back on 25 October 2026, so 1:30am comes twice.",
        ),
        ({"units": "2"}, "1 unit is left"),
    ],
)
def test_a_plan_that_cannot_be_says_why_and_keeps_what_was_typed(
    changes: dict[str, str], sentence: str
) -> None:
    line = given_an_approved_line(amount=Decimal("5000.00"))
    client = signed_in(given_an_officer())
    answer = client.post(reverse("contracts:start-competition", args=[line.pk]), plan(**changes))
    assert sentence in words(answer)
    assert "A parenting assessment." in text_of(answer)
    assert Competition.objects.count() == 0


def test_the_invitation_page_names_all_who_are_invited_and_the_button_invites_them() -> None:
    for name in THREE:
        given_an_admitted_supplier(name)
    competition = given_a_planned_competition()
    client = signed_in(given_an_officer())
    url = reverse("contracts:invite-to-quote", args=[competition.pk])
    said = words(client.get(url))
    assert "3 suppliers Avon Assessments, Severn Assessments and Wye Assessments" in said
    posted(client.post(url, {"one_time_key": str(uuid.uuid4())}))
    assert competition.invitations.count() == 3


def quote(**changes: str) -> dict[str, str]:
    return {
        "one_time_key": str(uuid.uuid4()),
        "replaces": "",
        "unit_price": "1,100.00",
        "extras": "0",
        "extras_words": "",
        "availability": "At once.",
        "answer_1": "Interviews.",
        "answer_2": "Ten years.",
    } | changes


def test_a_provider_quotes_in_its_account_and_reads_its_own_quote() -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    client = signed_in(given_a_provider(invitation.supplier))
    url = reverse("contracts:give-quote", args=[invitation.pk])
    page = posted(client.post(url, quote()))
    said = words(client.get(page))
    assert "£1,100.00" in said
    assert "Interviews." in said
    for absent in (SEVERN, WYE, competition.line.request.case_reference, "SR-0"):
        assert absent not in said


@pytest.mark.parametrize("price", ["1,1000.00", "11,00.00", "1.100,00"])
def test_a_comma_in_the_wrong_place_gets_a_clear_sentence(price: str) -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    client = signed_in(given_a_provider(invitation.supplier))
    url = reverse("contracts:give-quote", args=[invitation.pk])
    answer = client.post(url, quote(unit_price=price))
    assert "Enter an amount in pounds and pence, like 1,234.50" in words(answer)
    assert f'value="{price}"' in text_of(answer)
    assert seal.standing_quotes(competition).count() == 0


def test_a_quote_sent_twice_by_a_double_click_is_one_quote() -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    client = signed_in(given_a_provider(invitation.supplier))
    url, data = reverse("contracts:give-quote", args=[invitation.pk]), quote()
    assert posted(client.post(url, data)) == posted(client.post(url, data))
    assert invitation.quotes.count() == 1


def test_before_the_opening_no_page_nor_file_shows_an_amount_or_who_quoted() -> None:
    competition = given_an_open_competition()
    given_a_quote(competition, AVON, "1234.56")
    pages = [
        competition.get_absolute_url(),
        reverse("contracts:competitions"),
        f"{reverse('contracts:competitions')}?as=csv",
        reverse("contracts:open-quotes", args=[competition.pk]),
        reverse("contracts:end-competition", args=[competition.pk]),
        reverse("contracts:settle-ranking", args=[competition.pk]),
        reverse("contracts:declare-interest", args=[competition.pk]),
        reverse("contracts:award", args=[competition.line_id]),
        competition.line.request.get_absolute_url(),
        reverse("home"),
    ]
    envelope = seal.standing_quotes(competition).get()
    with clock.at(AFTER):
        for person in (given_an_officer(), given_a("commissioning_manager"), given_a("auditor")):
            client = signed_in(person)
            for url in pages:
                answer = client.get(url)
                body = read_whole(answer).decode() if answer.streaming else answer.content.decode()
                assert "1,234.56" not in body, url
                assert "1234.56" not in body, url
                assert "Somebody of" not in body, url
            for name in ("quote", "decide-quote", "quote-document"):
                url = reverse(f"contracts:{name}", args=[envelope.pk])
                assert client.get(url).status_code == 404


def test_a_rival_finds_nothing_of_another_suppliers_invitation() -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    client = signed_in(given_a_provider(invitation_of(competition, SEVERN).supplier))
    for name in ("invited", "give-quote", "withdraw-quote", "ask-question"):
        url = reverse(f"contracts:{name}", args=[invitation.pk])
        assert client.get(url).status_code == 404
        assert client.post(url, quote()).status_code == 404


def test_an_officer_enters_an_e_mail_with_its_paper_which_is_read_after_the_opening() -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    client = signed_in(given_an_officer())
    url = reverse("contracts:enter-quote", args=[invitation.pk])
    data = quote() | {
        "received_on_0": "2",
        "received_on_1": "6",
        "received_on_2": "2026",
        "received_time": "10:30am",
        "document": a_pdf("quote.pdf"),
    }
    with clock.at(INVITED + dt.timedelta(hours=1)):
        posted(client.post(url, data))
    envelope = seal.standing_quotes(competition).get()
    document = reverse("contracts:quote-document", args=[envelope.pk])
    assert client.get(document).status_code == 404
    with clock.at(AFTER):
        opening = reverse("contracts:open-quotes", args=[competition.pk])
        posted(client.post(opening, {"one_time_key": str(uuid.uuid4())}))
        assert read_whole(client.get(document)).startswith(b"%PDF")
        finance = signed_in(given_a("finance_officer"))
        assert read_whole(finance.get(document)).startswith(b"%PDF")


def test_an_e_mail_a_second_late_is_refused_with_both_moments() -> None:
    competition = given_an_open_competition()
    invitation = invitation_of(competition, AVON)
    client = signed_in(given_an_officer())
    data = quote() | {
        "received_on_0": "16",
        "received_on_1": "6",
        "received_on_2": "2026",
        "received_time": "12:01",
        "document": a_pdf("quote.pdf"),
    }
    with clock.at(AFTER):
        answer = client.post(reverse("contracts:enter-quote", args=[invitation.pk]), data)
    assert "The deadline was 12:00:00 on 16 June 2026" in words(answer)


def test_the_requester_and_the_custodian_see_the_ranking_and_not_what_quotes_say() -> None:
    competition = given_a_ranking()
    posting = competition.line.postings.first()
    custodian = Custodian.objects.get(budget=posting.budget).person
    stranger = given_a("social_worker", name="Somebody Else")
    url = competition.get_absolute_url()
    with clock.at(AFTER):
        for person in {competition.line.request.requester, custodian}:
            said = words(signed_in(person).get(url))
            assert f"1. {SEVERN}" in said
            assert "100.00" in said
        requester = words(signed_in(competition.line.request.requester).get(url))
        assert "Interviews and observation." not in requester
        assert "Because." not in requester
        assert signed_in(stranger).get(url).status_code == 404
        request_page = competition.line.request.get_absolute_url()
        shown = words(signed_in(competition.line.request.requester).get(request_page))
        assert competition.reference in shown


def test_a_draft_is_not_shown_to_the_requester() -> None:
    competition = given_a_planned_competition()
    client = signed_in(competition.line.request.requester)
    assert client.get(competition.get_absolute_url()).status_code == 404


def test_the_award_page_shows_every_rule_and_awards_to_the_winner() -> None:
    competition = given_a_ranking()
    client = signed_in(given_an_officer())
    url = reverse("contracts:award-competition", args=[competition.pk])
    with clock.at(AFTER):
        said = words(client.get(url))
        assert "Award £1,000.00 to Severn Assessments" in said
        data = {
            "shown_value": "1000.00",
            "reason": "",
            "bespoke": "",
            "one_time_key": str(uuid.uuid4()),
        }
        page = posted(client.post(url, data))
        assert "Awarded to Severn Assessments" in words(client.get(page))
        contract = Competition.objects.get().contract
        shown = words(client.get(contract.get_absolute_url()))
        assert "Mini-competition" in shown
        assert "72.36" in shown
        assert client.get(url).headers["Location"] == competition.get_absolute_url()


def test_an_award_that_has_to_wait_says_so() -> None:
    competition = given_a_ranking(standstill_days=10)
    client = signed_in(given_an_officer())
    with clock.at(AFTER):
        said = words(client.get(reverse("contracts:award-competition", args=[competition.pk])))
    assert "lasts until the end of 26 June 2026. Award it after that." in said
    assert "It cannot be awarded as it stands." in said


def test_a_direct_award_above_the_limit_offers_the_mini_competition() -> None:
    given_an_admitted_supplier(price="30000.00")
    line = given_an_approved_line(amount=Decimal("30000.00"))
    client = signed_in(given_an_officer())
    supplier = line.service.rate_lines.get().supplier
    query = (
        f"supplier={supplier.pk}&units=1&unit_price=&starts_on_0=1&starts_on_1=7&starts_on_2=2026"
        "&ends_on_0=1&ends_on_1=9&ends_on_2=2026"
    )
    answer = client.get(f"{reverse('contracts:check-award', args=[line.pk])}?{query}")
    assert "first, or run a mini-competition." in words(answer)
    assert reverse("contracts:start-competition", args=[line.pk]) in text_of(answer)


def titles(source, person) -> list[tuple[str, str]]:
    return [
        (task.title, task.why)
        for waiting in source(person)
        for record in waiting.records
        for task in waiting.tasks(record)
    ]


def test_what_waits_for_an_officer_follows_the_competition() -> None:
    officer = given_an_officer()
    competition = given_an_open_competition()
    name = f"{competition.reference} for {competition.service.name}"
    assert titles(competitions, officer) == []
    given_a_question_about(competition, AVON)
    assert titles(competitions, officer) == [(name, "1 question waits for an answer.")]
    given_a_quote(competition, AVON)
    with clock.at(AFTER):
        assert titles(competitions, officer) == [(name, "Open the quotes.")]
        assert titles(competitions, given_a("auditor")) == []
        assert titles(competitions, competition.line.request.requester) == []


def test_an_invitation_waits_for_a_provider_until_it_quotes_or_the_deadline_passes() -> None:
    competition = given_an_open_competition()
    person = given_a_provider(invitation_of(competition, AVON).supplier)
    expected = f"Quote in {competition.reference} for {competition.service.name}"
    assert [title for title, _ in titles(invitations, person)] == [expected]
    with clock.at(AFTER):
        assert titles(invitations, person) == []
    given_a_quote(competition, AVON)
    assert titles(invitations, person) == []


@pytest.mark.parametrize("name", ["competitions", "invitations", "home"])
def test_three_competitions_take_as_many_queries_as_one(name: str) -> None:
    first = given_an_open_competition()
    supplier = invitation_of(first, AVON).supplier
    person = given_an_officer() if name == "competitions" else given_a_provider(supplier)
    client, url = signed_in(person), reverse("home" if name == "home" else f"contracts:{name}")
    client.get(url)
    one = cost(client, url)
    for _ in range(2):
        given_an_open_competition(given_an_approved_line(amount=Decimal("5000.00")))
    assert cost(client, url) == one


def test_three_quotes_take_as_many_queries_as_four_on_the_page() -> None:
    names = {AVON: "1100.00", SEVERN: "1100.00", WYE: "1150.00"}
    three = given_opened_quotes(names)
    four = given_opened_quotes(names | {"Dee Assessments": "1150.00"})
    client = signed_in(given_an_officer())
    with clock.at(AFTER):
        client.get(three.get_absolute_url())
        assert cost(client, three.get_absolute_url()) == cost(client, four.get_absolute_url())


def test_the_route_is_data_of_the_lot() -> None:
    assert {rule.route for rule in Lot.objects.get(number=1).route_rules.all()} == {
        "direct",
        "competition",
    }


def test_an_empty_list_says_where_one_is_started() -> None:
    client = signed_in(given_an_officer())
    said = words(client.get(reverse("contracts:competitions")))
    assert "No mini-competitions yet" in said
