"""Minutes and decision sheet: frozen when the meeting is closed, corrected by a version more."""

import json

import pytest
from django.urls import reverse

from mdps.core import clock, papers
from mdps.core.letters import from_json
from mdps.core.models import Paper
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import meetings
from panel.conflicts import declare
from panel.give_view import give_view
from panel.minutes import MINUTES, SHEET, correct
from panel.models import PanelMeeting
from tests import verapdf
from tests.build.browsing import signed_in, words
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_member,
    given_an_item,
    given_it_is_decided,
    given_it_is_open,
)
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

SECRET = "She told her teacher."


def given_a_closed_meeting() -> PanelMeeting:
    """Two items: one decided, with a view and an interest; one not reached."""
    with clock.at(TODAY):
        item, _ = given_an_item(), given_an_item()
        give_view(
            item, opinion="question", words=SECRET, by=given_a_member("Bo Lake"), at=clock.now()
        )
        declare(item, words="I know them.", by=given_a_member("Ann Reed"), at=clock.now())
        given_it_is_open(item.meeting)
        given_it_is_decided(item)
        meeting = PanelMeeting.objects.get(pk=item.meeting_id)
        meetings.close_meeting(meeting, by=given_a_chair(), on=TODAY)
    return meeting


def text_of(paper: Paper) -> str:
    return json.dumps(from_json(paper.document).as_json(), ensure_ascii=False)


def test_closing_freezes_both_papers():
    meeting = given_a_closed_meeting()

    found = papers.about(meeting)

    assert sorted((paper.kind, paper.name) for paper in found) == [
        (SHEET, f"decisions-{meeting.reference}.pdf"),
        (MINUTES, f"minutes-{meeting.reference}.pdf"),
    ]


def test_the_minutes_say_who_was_there_who_took_no_part_and_why_it_was_decided():
    meeting = given_a_closed_meeting()

    text = text_of(papers.about(meeting).get(kind=MINUTES))

    for said in (
        "Took no part: Ann Reed.",
        "Psychological assessment: approved, £100.00. Because.",
        "Not reached.",
        "Member for safeguarding",
        "The panel chair",
        "1 of 2 items decided",
    ):
        assert said in text


def test_neither_paper_says_what_is_said_about_a_child_or_was_thought_before():
    meeting = given_a_closed_meeting()

    together = " ".join(map(text_of, papers.about(meeting)))

    for unsaid in (SECRET, "Sessions after a hard year", "Settled at school", "I know them"):
        assert unsaid not in together


def test_the_decision_sheet_holds_references_and_amounts_and_no_reasons():
    text = text_of(papers.about(given_a_closed_meeting()).get(kind=SHEET))

    assert ("£100.00" in text, "Because." in text, "Ann Reed" in text) == (True, False, False)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("panel_member", {SHEET, MINUTES}),
        ("panel_chair", {SHEET, MINUTES}),
        ("panel_administrator", {SHEET, MINUTES}),
        ("commissioner", {SHEET}),
        ("auditor", {SHEET}),
        ("social_worker", set()),
        ("finance_officer", set()),
    ],
)
def test_who_reads_which_paper(role, kinds):
    found = papers.about(given_a_closed_meeting())

    assert {paper.kind for paper in found if papers.may_read(given_a(role), paper)} == kinds


def test_a_correction_is_a_further_version_and_the_first_stays():
    meeting, administrator = given_a_closed_meeting(), given_a("panel_administrator")
    first = text_of(papers.about(meeting).get(kind=MINUTES))

    correct(meeting, words="Bo Lake came at 10am.", by=administrator)

    second, before = papers.about(meeting).filter(kind=MINUTES)
    assert text_of(before) == first
    assert second.name == f"minutes-{meeting.reference}-v2.pdf"
    assert "Version 2, The panel administrator" in text_of(second)
    assert "Bo Lake came at 10am." in text_of(second)


def test_minutes_are_corrected_by_those_who_arrange_with_words_and_after_the_meeting():
    meeting = given_a_closed_meeting()
    open_one = given_it_is_open(
        given_an_item(on=TODAY.replace(day=9)).meeting, on=TODAY.replace(day=9)
    )

    with pytest.raises(Forbidden):
        correct(meeting, words="No.", by=given_a("panel_member"))
    with pytest.raises(Refused, match="Enter what is corrected"):
        correct(meeting, words=" ", by=given_a_chair())
    with pytest.raises(Refused, match="written when it is closed"):
        correct(open_one, words="Too early.", by=given_a_chair())


def test_the_page_of_the_meeting_shows_its_papers_and_takes_a_correction():
    meeting = given_a_closed_meeting()
    client = signed_in(given_a("panel_administrator"))

    client.post(
        reverse("panel:correct-minutes", args=[meeting.pk]), {"words": "The place was room 4."}
    )

    page = words(client.get(meeting.get_absolute_url()))
    assert "Minutes and decision sheet" in page
    assert "minutes, version 2" in page


def test_both_are_pdfs_for_everybody_and_for_the_archive(tmp_path):
    found = {
        paper.kind.rpartition(".")[2]: papers.render(paper)
        for paper in papers.about(given_a_closed_meeting())
    }

    broken = verapdf.failures(tmp_path, **found)

    assert broken == {
        "decisions ua1": [],
        "decisions 3a": [],
        "minutes ua1": [],
        "minutes 3a": [],
    }
