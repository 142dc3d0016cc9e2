"""Making a report: from the queued row to the stored PDF, or to a sentence that says why not."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mdps.core import clock
from mdps.core.models import Notice, PrivateFile
from reporting import make as making
from reporting.freeze import sha256
from reporting.make import make
from reporting.retry import retry
from tests.build.people import given_a
from tests.build.reporting import TODAY, given_a_draft, given_a_queued_report
from tests.small_disk import SmallDisk, small_disk

pytestmark = pytest.mark.django_db


def test_a_made_report_is_a_draft_with_figures_and_file():
    report = given_a_draft()

    assert (report.state, report.version, report.token, report.attempts) == ("draft", 1, None, 1)
    assert report.figures_sha256 == sha256(report.figures)
    assert report.file.name == "annual-cabinet-2026-05-31-v1.pdf"
    assert Notice.objects.get(to=report.requested_by).subject.endswith("is ready")


def test_a_message_that_comes_twice_makes_one_report():
    report = given_a_draft()
    make(report.pk)

    report.refresh_from_db()
    assert (report.attempts, PrivateFile.objects.count()) == (1, 2)


def test_a_full_disk_leaves_a_sentence_and_no_half_file(settings, tmp_path):
    report = given_a_queued_report()
    settings.MDPS_FILES = tmp_path / "a-file"
    settings.MDPS_FILES.write_text("not a folder")
    with clock.at(TODAY), pytest.raises(OSError):
        make(report.pk)

    report.refresh_from_db()
    assert report.state == "failed"
    assert report.error == (
        "Something went wrong while the report was made. Try again, or tell support."
    )
    assert PrivateFile.objects.count() == 0


@pytest.fixture
def disk(tmp_path: Path, settings: Any) -> Iterator[SmallDisk]:
    """A store with less room than a report needs."""
    with small_disk(tmp_path, 32) as disk:
        settings.MDPS_FILES = disk.path
        yield disk


def test_on_a_full_disk_it_says_so_leaves_no_half_file_and_is_made_when_there_is_room(
    disk: SmallDisk,
) -> None:
    report = given_a_queued_report()
    with clock.at(TODAY), pytest.raises(OSError, match="No space left"):
        make(report.pk)
    report.refresh_from_db()

    assert (report.state, report.error) == ("failed", making.NO_ROOM)
    assert PrivateFile.objects.count() == 0
    assert list(disk.path.rglob("*.part")) == []

    disk.resize(10_240)
    with clock.at(TODAY):
        retry(report, by=given_a("commissioning_manager"))
        make(report.pk)
    report.refresh_from_db()
    assert report.state == "draft"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), making.NO_ROOM),
        (OSError(errno.EACCES, "Permission denied"), making.SOMETHING_BROKE),
        (ValueError("anything else"), making.SOMETHING_BROKE),
    ],
)
def test_what_went_wrong_is_said_in_a_sentence(error, sentence):
    assert making.sentence(error) == sentence
