"""Letters and sheets: frozen at the act, laid out by the worker, found by their readers only."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test.utils import override_settings
from django.urls import reverse
from pypdf import PdfReader

from mdps.core import files, letters, notices, outbox, papers
from mdps.core.letters import Letter
from mdps.core.models import AuditEvent, OutboxMessage, Paper, Team, User
from mdps.core.ui import Cell, Heading, Row, Table
from tests import verapdf
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

LETTER = Letter(
    title="Admitted to Lot 1",
    date="2 June 2026",
    reference="APP-00012",
    to=["Severn Assessments", "1 High Street"],
    blocks=[
        letters.paragraph("You are admitted.\nWelcome."),
        letters.heading("What happens next"),
        letters.points("Keep your evidence in date", "Tell us of changes"),
        letters.facts([Row("Lot", "Lot 1: Assessments"), Row("From", "2 June 2026")]),
        letters.grid(
            Table(
                headings=[Heading("Criterion"), Heading("Points", numeric=True)],
                rows=[[Cell("Safeguarding", hint="of all staff"), Cell("7", numeric=True)]],
                caption="How you were assessed",
            )
        ),
    ],
    signed=["The commissioning manager"],
    confidential="Confidential",
)
KIND = "core.example"


@pytest.fixture(autouse=True)
def only_the_auditor_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[None]:
    monkeypatch.setattr(papers, "_readable", {})
    papers.readable(KIND)(lambda user, paper: user.holds("auditor"))
    with override_settings(MDPS_FILES=tmp_path / "files"):
        yield


@pytest.fixture
def north() -> Team:
    return Team.objects.create(name="North")


def written(about: Team, by: User | None = None) -> Paper:
    return papers.write(KIND, subject=about, document=LETTER, name="outcome.pdf", by=by)


def words_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_letter_is_the_same_after_it_was_frozen(north: Team) -> None:
    paper = written(north)
    paper.refresh_from_db()

    assert (
        letters.from_json(paper.document).as_json() == letters.from_json(LETTER.as_json()).as_json()
    )


def test_the_worker_lays_it_out_once_and_every_word_is_on_it(north: Team) -> None:
    paper = written(north)
    assert papers.may_read(given_a("auditor"), paper) is True

    assert outbox.send_due() == 1
    paper.refresh_from_db()
    content = files.read(paper.file)
    papers.make({"paper": paper.pk})

    paper.refresh_from_db()
    assert (paper.file.name, files.read(paper.file)) == ("outcome.pdf", content)
    text = words_of(content)
    said = ["Severn Assessments", "2 June 2026", "Reference APP-00012", "Admitted to Lot 1"]
    said += ["You are admitted. Welcome.", "What happens next", "Keep your evidence in date"]
    said += ["Lot 1: Assessments", "How you were assessed", "Safeguarding", "of all staff", "7"]
    said += ["The commissioning manager", "Confidential", "Page 1 of 1"]
    assert [each for each in said if each not in text] == []


def test_it_keeps_to_pdf_ua_1_and_pdf_a_3a(north: Team, tmp_path: Any) -> None:
    found = verapdf.failures(tmp_path, letter=papers.render(written(north)))
    assert found == {"letter ua1": [], "letter 3a": []}


def test_the_same_paper_gives_the_same_bytes(north: Team) -> None:
    paper = written(north)
    assert papers.render(paper) == papers.render(paper)


def test_it_is_written_with_the_act_or_not_at_all(north: Team) -> None:
    with transaction.atomic():
        written(north)
        transaction.set_rollback(True)
    assert (Paper.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_its_words_cannot_be_changed(north: Team) -> None:
    paper = written(north)
    paper.title = "Rejected"
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        paper.save()


def test_only_a_reader_finds_it_and_reading_is_recorded(north: Team, client: Any) -> None:
    paper = written(north)
    outbox.send_due()
    page, file = reverse("paper", args=[paper.pk]), reverse("paper-file", args=[paper.pk])

    client.force_login(given_a("commissioner"))
    assert [client.get(url).status_code for url in (page, file)] == [404, 404]

    client.force_login(given_a("auditor"))
    assert "You are admitted." in client.get(page).content.decode()
    answer = client.get(file)
    assert answer["Content-Disposition"] == 'attachment; filename="outcome.pdf"'
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    seen = AuditEvent.objects.filter(subject_type="core.paper").order_by("id")
    assert list(seen.values_list("action", flat=True)) == ["paper.read", "paper.downloaded"]


def test_a_paper_of_past_years_is_laid_out_when_somebody_looks(north: Team, client: Any) -> None:
    with notices.silence():
        paper = written(north)
    assert OutboxMessage.objects.count() == 0

    client.force_login(given_a("auditor"))
    for _ in range(2):
        client.get(reverse("paper", args=[paper.pk]))

    assert (OutboxMessage.objects.count(), outbox.send_due()) == (1, 1)
    paper.refresh_from_db()
    assert paper.file is not None


def test_a_kind_without_a_reader_is_read_by_nobody(north: Team) -> None:
    paper = papers.write("core.other", subject=north, document=LETTER, name="a.pdf", by=None)
    assert papers.may_read(given_a("auditor"), paper) is False


def test_the_section_shows_what_the_reader_may_read(north: Team) -> None:
    paper = written(north)
    papers.write("core.other", subject=north, document=LETTER, name="a.pdf", by=None)

    section = papers.section_of(north, given_a("auditor"))

    assert [each["paper"] for each in section.context["papers"]] == [paper]
    assert papers.section_of(north, given_a("commissioner")) is None
