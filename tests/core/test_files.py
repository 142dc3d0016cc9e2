"""Private files: whole or not at all, under names that nobody can guess."""

import hashlib
import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.test.utils import override_settings

from mdps.core import files
from mdps.core.models import PrivateFile

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF- figures" * 1000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(MDPS_FILES=tmp_path / "files"):
        yield tmp_path / "files"


@contextmanager
def a_full_disk() -> Iterator[None]:
    """No file of this process may grow beyond 1,000 bytes; so it is not for a whole test."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def stored() -> PrivateFile:
    return files.store(CONTENT, name="Annual report.pdf", content_type="application/pdf")


def test_what_is_stored_is_read_back_the_same() -> None:
    file = stored()
    assert files.read(file) == CONTENT
    assert (file.size, file.sha256) == (13_000, hashlib.sha256(CONTENT).hexdigest())


def test_the_name_on_disk_says_nothing_and_is_never_used_twice(folder: Path) -> None:
    paths = {stored().path for _ in range(20)}
    assert (len(paths), {len(path) for path in paths}) == (20, {35})
    assert {str(path.relative_to(folder)) for path in on_disk(folder)} == paths


def test_a_full_disk_leaves_no_half_file_and_no_record(folder: Path) -> None:
    with pytest.raises(OSError, match="File too large"), a_full_disk():
        stored()
    assert (on_disk(folder), PrivateFile.objects.count()) == ([], 0)


def test_nobody_else_on_the_machine_can_list_the_folder(folder: Path) -> None:
    path = folder / stored().path
    assert oct(path.parent.stat().st_mode)[-3:] == "700"


def test_a_download_is_saved_under_its_name_and_kept_by_no_cache() -> None:
    with closing(files.download(stored())) as response:
        assert b"".join(response.streaming_content) == CONTENT
    assert {name: response[name] for name in ("Content-Disposition", "Cache-Control")} == {
        "Content-Disposition": 'attachment; filename="Annual report.pdf"',
        "Cache-Control": "private, no-store",
    }
    assert response["Content-Type"] == "application/pdf"
