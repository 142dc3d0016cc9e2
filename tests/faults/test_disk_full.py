"""There is no room for a file: the person is told, and nothing is half kept."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from mdps.core import (
    anchors,
    audit,
    clock,
    outbox,
    papers,
    scanner,
    seal_audit,
    uploads,
    verify_audit,
)
from mdps.core.letters import Letter
from mdps.core.models import AuditSeal, OutboxMessage, PrivateFile, QuarantinedFile
from mdps.core.rules import Refused
from referrals.models import Attachment
from tests.build.people import given_a
from tests.build.referrals import a_pdf, given_a_court_directed_request
from tests.small_disk import SmallDisk, small_disk

pytestmark = pytest.mark.django_db
NO_ROOM = "There is no room for files at the moment"
LARGE = 100_000  # bytes: more than fits


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A file system of 64 kilobytes, on which private files are kept."""
    with small_disk(tmp_path, 64) as disk, override_settings(MDPS_FILES=disk.path / "files"):
        yield disk


def stored(disk: SmallDisk) -> list[int]:
    """The sizes of all that lies there."""
    return [path.stat().st_size for path in disk.path.rglob("*") if path.is_file()]


def fill(path: Path) -> None:
    """Take all the room that is left."""
    with path.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(b"x" * 4096):
            pass


def a_large_pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("large.pdf", a_pdf().read() + b"\n%" + b"x" * LARGE)


def test_a_file_for_which_there_is_no_room_is_refused_in_words(disk: SmallDisk) -> None:
    kept = uploads.keep(a_pdf())
    with pytest.raises(Refused) as refused:
        uploads.keep(a_large_pdf())

    assert [each.code for each in refused.value.refusals] == ["no-room"]
    assert stored(disk) == [kept.size]
    assert PrivateFile.objects.count() == 1


Sent = Callable[[], Any]


@pytest.fixture
def send() -> Sent:
    """Sends a large document with the form of a request, as a browser does."""
    request = given_a_court_directed_request(on=clock.today())
    browser = Client(raise_request_exception=False)
    browser.force_login(request.requester)
    url = reverse("referrals:add-document", args=[request.pk])
    return lambda: browser.post(url, {"kind": "order", "file": a_large_pdf()})


def test_the_form_says_it_where_the_store_is_full(disk: SmallDisk, send: Sent) -> None:
    answer = send()
    assert (answer.status_code, NO_ROOM in answer.text) == (200, True)
    assert (stored(disk), Attachment.objects.count()) == ([], 0)


def test_a_page_says_it_where_not_even_the_upload_can_be_taken_in(
    disk: SmallDisk, send: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(disk.path))
    answer = send()
    assert (answer.status_code, NO_ROOM in answer.text) == (503, True)
    assert (stored(disk), Attachment.objects.count()) == ([], 0)

    disk.resize(4096)
    assert (send().status_code, Attachment.objects.count()) == (302, 1)


def test_a_page_says_it_where_a_workbook_finds_no_room_and_csv_needs_none(
    disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(disk.path))
    fill(disk.path / "full")
    browser = Client(raise_request_exception=False)
    browser.force_login(given_a("auditor"))
    answer = browser.get(reverse("audit"), {"as": "xlsx"})
    assert (answer.status_code, NO_ROOM in answer.text) == (503, True)
    lines = browser.get(reverse("audit"), {"as": "csv"})
    assert b"".join(lines.streaming_content).count(b"\n") > 0
    assert [path.name for path in disk.path.iterdir()] == ["full"]


def test_what_a_scanner_found_is_refused_also_where_it_cannot_be_kept_apart(
    disk: SmallDisk, send: Sent, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MDPS_QUARANTINE = disk.path / "quarantine"
    monkeypatch.setattr(scanner, "virus_in", lambda content: "Eicar")
    answer = send()
    assert (answer.status_code, NO_ROOM in answer.text) == (503, True)
    assert (stored(disk), Attachment.objects.count()) == ([], 0)
    assert QuarantinedFile.objects.count() == 0


def test_a_letter_waits_until_there_is_room(disk: SmallDisk) -> None:
    letter = Letter(title="A letter", date="2 June 2026", reference="PA", blocks=[])
    about = given_a("auditor")
    paper = papers.write("core.nobody", subject=about, document=letter, name="a.pdf", by=None)
    fill(disk.path / "full")
    outbox.send_due()
    waits = OutboxMessage.objects.get(topic="paper")
    assert (waits.attempts, waits.sent_at, PrivateFile.objects.count()) == (1, None, 0)

    disk.resize(4096)
    OutboxMessage.objects.update(due_at=clock.now())
    outbox.send_due()
    waits.refresh_from_db()
    paper.refresh_from_db()
    assert (waits.sent_at is None, paper.file is None) == (False, False)


def test_a_seal_whose_anchor_finds_no_room_is_anchored_once_there_is(
    disk: SmallDisk, settings: Any
) -> None:
    settings.MDPS_ANCHORS = disk.path
    person = given_a("auditor")

    def seal(times: int) -> None:
        for _ in range(times):
            audit.record("test.done", person, by=person)
            seal_audit.seal()

    seal(1)
    fill(disk.path / "full")
    with pytest.raises(OSError, match="No space left"):
        seal(60)  # the first of them go into what is left of the last page of the file

    disk.resize(4096)
    seal(1)
    anchored = anchors.read(anchors.file())
    assert list(verify_audit.problems(anchored)) == []
    assert len(anchored) == AuditSeal.objects.count()
