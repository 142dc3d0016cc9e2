"""The procurement file of a call-off: who was chosen and who was not, and why."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from contracts.award import award
from contracts.competition import seal
from contracts.competition.awarding import terms_of
from contracts.competition.score import decide_quote
from contracts.competition.settle import settle
from mdps.core import clock
from reporting.documents import reg_84 as words
from reporting.figures import direct_awards, reg_84
from tests.build.competitions import AFTER, THREE, given_opened_quotes, given_scores
from tests.build.contracts import (
    TODAY,
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
)
from tests.build.people import given_a
from tests.reporting.again.held import differences
from tests.reporting.again.reg_84 import ranking
from tests.reporting.again.reg_84 import reg_84 as again
from tests.reporting.printed import printed
from tests.reporting.scenario import release

pytestmark = pytest.mark.django_db

NO_METHOD = "It does not say how the child is observed."
REASON = "The cheaper one has no psychologist before September."


@pytest.fixture
def competed(db):
    """Four are invited, three quote, one of these is rejected and one ranked second."""
    given_an_admitted_supplier("Usk Assessments")
    competition = given_opened_quotes()
    avon, severn, wye = THREE
    given_scores(competition, {severn: (5, 4), wye: (3, 3)})
    with clock.at(AFTER):
        quote = seal.standing_quotes(competition).get(invitation__supplier__name=avon)
        decide_quote(quote, accept=False, reasons=NO_METHOD, by=given_an_officer())
        settle(competition, by=given_an_officer(), on=AFTER.date())
        return award(terms_of(competition), by=given_an_officer(), on=AFTER.date())


@pytest.fixture
def contract(db):
    given_an_admitted_supplier("Avon Assessments", price="900.00")
    given_an_admitted_supplier("Wye Assessments", price="1500.00")
    supplier = given_an_admitted_supplier("Severn Assessments", price="1000.00")
    return given_an_award(supplier=supplier, reason=REASON)


def without_encrypted(figures: dict) -> dict:
    """What plain SQL can read of a file: not what is encrypted."""
    readable = {k: v for k, v in figures.items() if k not in ("competition", "ended_before")}
    chosen = {k: v for k, v in figures["chosen"].items() if k not in ("reason", "above_card")}
    return readable | {"chosen": chosen}


def test_every_figure_of_the_file_is_what_plain_sql_says(contract, competed):
    release(contract, "250.25")
    for each, day in ((contract, TODAY), (competed, AFTER.date())):
        found = reg_84.figures(each, clock.noon(day))

        assert differences(without_encrypted(found), again(each.pk, str(day))) == []
    ranked = [
        {"rank": quote["rank"], "score": quote["score"]}
        for quote in found["competition"]["quotes"]
        if quote["rank"]
    ]
    assert len(ranked) == 2
    assert differences(ranked, ranking(competed.pk)) == []


def test_the_same_file_and_register_give_the_same_bytes(contract):
    file = reg_84.figures(contract, clock.noon(TODAY))
    register = direct_awards.figures("2026-27", clock.noon(TODAY))

    assert printed("reg_84", file) == printed("reg_84", file)
    assert printed("direct_awards", register) == printed("direct_awards", register)


def test_it_says_who_was_chosen_who_was_not_and_why(contract):
    figures = reg_84.figures(contract, clock.noon(TODAY))

    assert figures["chosen"]["supplier"] == "Severn Assessments"
    assert figures["chosen"]["reason"] == REASON
    assert [(each["rank"], each["supplier"], each["total"]) for each in figures["compared"]] == [
        (1, "Avon Assessments", "900.00"),
        (2, "Severn Assessments", "1000.00"),
        (3, "Wye Assessments", "1500.00"),
    ]
    assert figures["authority"][0]["what"] == "Standing authority"
    assert figures["lines"] == [{"on": str(TODAY), "what": "Award", "amount": "1000.00"}]


def test_the_paper_names_no_child(contract, client):
    client.force_login(given_a("auditor"))
    answer = client.get(reverse("reporting:reg-84", args=[contract.pk]))
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    for words_of_the_file in (REASON, "Avon Assessments", "Its price was higher", "£1,500.00"):
        assert words_of_the_file in text
    assert contract.line.request.case_reference not in text


def test_the_page_of_the_call_off_leads_to_it_for_those_who_read_contracts(contract, client):
    url = reverse("reporting:reg-84", args=[contract.pk])
    client.force_login(given_a("finance_officer"))

    assert url in client.get(contract.get_absolute_url()).text
    client.force_login(given_a("leadership"))
    assert client.get(url).status_code == 404


def test_a_call_off_with_one_price_says_that_there_was_no_other(db):
    figures = reg_84.figures(given_an_award(), clock.noon(TODAY))
    chapter = next(each for each in words.document(figures).chapters if "not chosen" in each.title)

    assert "No other admitted supplier had a price" in str(chapter.blocks[0].content)


def test_of_a_competition_it_says_who_was_invited_who_bid_and_why_they_did_not_win(competed):
    found = reg_84.figures(competed, clock.noon(AFTER.date()))["competition"]
    quotes = [
        (each["rank"], each["supplier"], each["price"], each["outcome"], each["reasons"])
        for each in found["quotes"]
    ]

    assert quotes == [
        (1, "Severn Assessments", "1000.00", "Chosen", ""),
        (2, "Wye Assessments", "1200.00", "Ranked lower", ""),
        (None, "Avon Assessments", "1100.00", "Rejected", NO_METHOD),
    ]
    assert (len(found["invited"]), found["no_quote"]) == (4, ["Usk Assessments"])
    assert [each["conflict"] for each in found["declarations"]] == [False]


def test_the_paper_of_a_competition_has_all_of_it_in_words(competed):
    figures = reg_84.figures(competed, clock.noon(AFTER.date()))
    reader = PdfReader(io.BytesIO(printed("reg_84", figures)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    for said in (
        "The procedure was a mini-competition.",
        "all 4 suppliers admitted to the lot were invited on 2 June 2026",
        "Quality counted 60% and price 40%.",
        "It was ranked first of 2.",
        "Usk Assessments gave no quote.",
        f"Avon Assessments: {NO_METHOD}",
        "declared no conflict of interest",
    ):
        assert said in text


def test_a_direct_award_says_why_no_competition_was_held(contract):
    figures = reg_84.figures(contract, clock.noon(TODAY))
    chapter = words.document(figures).chapters[0]

    assert figures["competition"] is None
    assert "allow a direct award of this value" in chapter.blocks[0].content
