"""There is no room for a file: the person is told, and nothing is half kept."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings

from mdps.core import uploads
from mdps.core.models import PrivateFile
from mdps.core.rules import Refused
from tests.build.referrals import a_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kilobytes."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("not run: only root may mount a small file system")
    with override_settings(MDPS_FILES=tmp_path / "files"):
        yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_file_for_which_there_is_no_room_is_refused_in_words(small_disk: Path) -> None:
    content = a_pdf().read()
    small = SimpleUploadedFile("small.pdf", content)
    large = SimpleUploadedFile("large.pdf", content + b"\n%" + b"x" * 100_000)

    kept = uploads.keep(small)
    with pytest.raises(Refused) as refused:
        uploads.keep(large)

    assert [each.code for each in refused.value.refusals] == ["no-room"]
    assert [path.stat().st_size for path in small_disk.rglob("*") if path.is_file()] == [kept.size]
    assert PrivateFile.objects.count() == 1
