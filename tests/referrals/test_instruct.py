"""The draft letter of instruction: the headings of PD25C, readable by few, laid out as a PDF."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from pypdf import PdfReader

from lots.models import Service
from mdps.core import clock, outbox, papers
from mdps.core.letters import from_json
from mdps.core.models import Paper
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals.asking import add_line
from referrals.instruct import instruct
from referrals.models import SupportRequest
from referrals.submit import submit
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a
from tests.build.referrals import (
    DAY,
    given_a_court_directed_request,
    given_a_manager_of,
    given_a_request,
    given_a_social_worker,
)

pytestmark = pytest.mark.django_db

SAID = {
    "context": "The parents' first language is Polish.",
    "questions": "What would keep the child safe?\n\nCan it change in time?",
    "documents": "A1 to A40: the application\nC1 to C112: statements",
}


def written(request: SupportRequest, **changes: str) -> Paper:
    return instruct(request, **SAID | changes, by=request.requester, on=DAY)


def joint() -> SupportRequest:
    court = {"is_joint": True, "share_percent": Decimal("50"), "expert_name": "Wye Reports"}
    court["expert_email"] = "office@wye.example"
    return given_a_court_directed_request(
        court=court, lines=[("Psychological assessment", 1, Decimal("3000.00"))]
    )


def test_it_goes_by_the_headings_of_the_practice_direction():
    letter = from_json(written(joint()).document).as_json()

    headings = [block["content"] for block in letter["blocks"] if block["kind"] == "heading"]
    assert headings == [
        "1. The context in which your opinion is sought",
        "2. The questions approved by the court",
        "3. Documents provided",
        "4. Material that was not produced or is not available",
        "5. People you may talk to",
        "6. Other experts instructed in the proceedings",
        "7. Contract, fees and payment",
        "8. Your duties and the report",
    ]
    assert letter["to"] == ["Wye Reports"]


def test_each_question_is_a_point_and_the_fee_is_the_councils_share(tmp_path, settings):
    settings.MDPS_FILES = tmp_path
    paper = written(joint())

    outbox.send_due()
    paper.refresh_from_db()

    pages = PdfReader(io.BytesIO(papers.render(paper))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for part in (
        "Can it change in time?",
        "C1 to C112: statements",
        "50%",
        "£1,500.00",
        "22 June 2026",
        "LCS-4821937",
    ):
        assert part in text
    assert paper.file is not None


def test_the_same_words_again_leave_no_other_paper_until_the_letter_says_something_else():
    request = joint()
    papers_ = [written(request), written(request), written(request, terms="In 30 days")]

    assert [each.pk == papers_[0].pk for each in papers_] == [True, True, False]
    assert Paper.objects.filter(kind="referrals.instruction").count() == 2


@pytest.mark.parametrize("empty", ["context", "questions", "documents"])
def test_a_heading_that_must_say_something_is_asked_for(empty):
    with pytest.raises(Refused) as refused:
        written(given_a_court_directed_request(), **{empty: " "})

    assert [each.field for each in refused.value.refusals] == [empty]


def test_without_a_direction_of_a_court_there_is_no_letter():
    request = given_a_request()

    with pytest.raises(Refused, match="Record first what the court directed"):
        written(request)
    page = reverse("referrals:letter", args=[request.pk])
    assert signed_in(request.requester).get(page).status_code == 404


def test_only_its_requester_drafts_it():
    request = given_a_court_directed_request()
    with pytest.raises(Forbidden):
        instruct(request, **SAID, by=given_a_social_worker("A colleague"), on=DAY)


def test_only_those_who_read_about_the_child_find_it():
    request = joint()
    paper = written(request)
    submit(request, by=request.requester, on=DAY)
    people = (
        (request.requester, 200),
        (given_a_manager_of(request), 200),
        (given_a_social_worker("A colleague"), 404),
        (given_a("auditor"), 404),
        (given_a("commissioner"), 404),
    )

    for person, status in people:
        url = paper.get_absolute_url()
        assert signed_in(person).get(url).status_code == status, person.name


def test_the_page_begins_with_the_need_and_shows_what_was_written_before():
    request = given_a_court_directed_request()
    browser = signed_in(request.requester)
    page = reverse("referrals:letter", args=[request.pk])

    with clock.at(DAY):
        assert "Sessions after a hard year." in words(browser.get(page))
        posted(browser.post(page, SAID))
        assert "first language is Polish" in words(browser.get(page))
        assert "Draft letter of instruction" in words(browser.get(request.get_absolute_url()))


def test_it_is_laid_out_anew_with_the_services_when_the_request_is_submitted():
    request = given_a_court_directed_request(lines=[])
    first = written(request)
    service = Service.objects.get(name="Advocacy")
    add_line(
        request,
        service=service,
        units=1,
        amount=Decimal("90.00"),
        amount_reason="A quote.",
        by=request.requester,
        on=DAY,
    )
    submit(request, by=request.requester, on=DAY)

    found = papers.about(request).order_by("id")
    before, after = (str(from_json(paper.document)) for paper in found)
    assert "to be agreed" in before
    assert ("£90.00" in before, "£90.00" in after) == (False, True)
    assert papers.about(request).first() != first
