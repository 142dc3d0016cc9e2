"""Commentary, review, sign-off: two people, the figures untouched, and the database holds it."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from mdps.core import clock, papers
from mdps.core.models import AuditEvent, Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from reporting.comment import comment, commentary_on
from reporting.models import Commentary, Report
from reporting.review import review, send_back
from reporting.sign_off import sign_off
from tests.build.people import given_a
from tests.build.reporting import (
    COMMENTARY,
    TODAY,
    given_a_draft,
    given_it_is_reviewed,
    given_it_is_signed_off,
)

pytestmark = pytest.mark.django_db


def manager(name: str = "") -> User:
    return given_a("commissioning_manager", name=name)


def codes(refused) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_commentary_leaves_figures_hash_and_file_as_they_are(draft):
    before = (draft.figures, draft.figures_sha256, draft.file_id)

    comment(draft, text="First.", by=manager(), on=TODAY)
    comment(draft, text="Second.", by=manager(), on=TODAY)
    comment(draft, text="Second.", by=manager(), on=TODAY)

    draft.refresh_from_db()
    assert (draft.figures, draft.figures_sha256, draft.file_id) == before
    assert commentary_on(draft).text == "Second."
    assert [each.text for each in draft.commentaries.all()] == ["Second.", "First."]


def test_what_is_said_is_not_in_the_audit_trail(draft):
    comment(draft, text=COMMENTARY, by=manager(), on=TODAY)

    event = AuditEvent.objects.get(action="report.commented")
    assert event.detail == {"characters": len(COMMENTARY)}


def test_commentary_is_closed_by_the_review_and_opened_by_sending_back(draft):
    report = given_it_is_reviewed(draft)

    with pytest.raises(Refused) as refused:
        comment(report, text="Later.", by=manager(), on=TODAY)
    assert codes(refused) == ["not-draft"]

    send_back(report, why="Say why winter was busy.", by=given_a("leadership"), on=TODAY)
    comment(report, text="Later.", by=manager(), on=TODAY)
    assert (report.state, report.sent_back_why) == ("draft", "Say why winter was busy.")
    assert (report.reviewed_by, report.reviewed_at) == (None, None)
    told = Notice.objects.filter(subject__endswith="was sent back")
    assert {notice.to for notice in told} == {manager()}

    review(report, by=given_a("finance_officer"), on=TODAY)
    assert report.sent_back_why == ""


def test_the_author_cannot_sign_off_and_somebody_else_can(draft):
    report = given_it_is_reviewed(draft)

    with pytest.raises(Refused) as refused:
        sign_off(report, by=manager(), on=TODAY)
    assert codes(refused) == ["own-commentary"]

    sign_off(report, by=manager("Second manager"), on=TODAY)
    assert (report.state, report.signed_off_by.name) == ("signed_off", "Second manager")


def test_an_earlier_author_cannot_sign_off_either(draft):
    comment(draft, text="Mine.", by=manager("Second manager"), on=TODAY)
    comment(draft, text="Better.", by=manager(), on=TODAY)
    review(draft, by=manager(), on=TODAY)

    with pytest.raises(Refused) as refused:
        sign_off(draft, by=manager("Second manager"), on=TODAY)
    assert codes(refused) == ["own-commentary"]


def test_a_draft_is_not_signed_off_unread(draft):
    with pytest.raises(Refused) as refused:
        sign_off(draft, by=given_a("leadership"), on=TODAY)
    assert codes(refused) == ["not-reviewed"]


def test_an_earlier_version_goes_no_further(draft):
    given_a_draft()

    with pytest.raises(Refused) as refused:
        review(draft, by=manager(), on=TODAY)
    assert codes(refused) == ["not-the-latest"]


def test_the_commentary_becomes_a_paper_that_its_readers_may_read(draft):
    with clock.at(TODAY):
        report = given_it_is_signed_off(draft)
    paper = papers.about(report).get()

    assert paper.document["blocks"][0]["content"] == COMMENTARY
    assert papers.render(paper)[:5] == b"%PDF-"
    readers = {"leadership": True, "auditor": True, "team_manager": False, "provider": False}
    assert {role: papers.may_read(given_a(role), paper) for role in readers} == readers


@pytest.mark.parametrize(
    ("act", "role"),
    [(review, "leadership"), (review, "auditor"), (sign_off, "finance_officer")],
)
def test_who_does_not_hold_the_step_cannot_take_it(act, role, draft):
    with pytest.raises(Forbidden):
        act(draft, by=given_a(role), on=TODAY)


def test_only_who_makes_reports_comments_on_them(draft):
    with pytest.raises(Forbidden):
        comment(draft, text="x", by=given_a("leadership"), on=TODAY)


def test_the_database_publishes_nothing_that_is_not_signed_off(draft):
    report = given_it_is_reviewed(draft)

    refused = pytest.raises(IntegrityError, match="signed off by a second person")
    with refused, transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state="published")


def test_the_database_lets_no_author_sign_off(draft):
    report = given_it_is_reviewed(draft)

    refused = pytest.raises(IntegrityError, match="signed off by a second person")
    with refused, transaction.atomic():
        Report.objects.filter(pk=report.pk).update(
            state="signed_off", signed_off_by=manager(), signed_off_at=clock.now()
        )


def test_commentary_cannot_be_rewritten_in_the_database(draft):
    report = given_it_is_reviewed(draft)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Commentary.objects.filter(report=report).update(text="Other.")
