"""The procurement file of a call-off: who was chosen and who was not, and why."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mdps.core import clock
from reporting.documents import reg_84 as words
from reporting.figures import reg_84
from tests.build.contracts import TODAY, given_an_admitted_supplier, given_an_award
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

REASON = "The cheaper one has no psychologist before September."


@pytest.fixture
def contract(db):
    given_an_admitted_supplier("Avon Assessments", price="900.00")
    given_an_admitted_supplier("Wye Assessments", price="1500.00")
    supplier = given_an_admitted_supplier("Severn Assessments", price="1000.00")
    return given_an_award(supplier=supplier, reason=REASON)


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
