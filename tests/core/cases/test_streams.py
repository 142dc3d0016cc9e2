"""Files of a case are encrypted at rest, read as a stream, and neither changed nor cut unseen."""

from pathlib import Path

import pytest

from mdps.core import files
from mdps.core.cases import keys, streams
from mdps.core.cases.ciphers import Tampered
from mdps.core.models import PrivateFile
from tests.build.referrals import DAY

pytestmark = pytest.mark.django_db

FRAME = streams.FRAME


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MDPS_FILES = tmp_path
    return tmp_path


def kept(content: bytes) -> PrivateFile:
    key = keys.make()
    return files.store(content, name="jamie.pdf", content_type="application/pdf", case_key=key)


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME])
def test_a_file_of_any_size_is_read_as_it_was(folder, size):
    content = b"secret-"[:size] + b"x" * max(size - 7, 0)
    file = kept(content)

    assert (files.read(file), file.size) == (content, size)
    with files.open_(file) as stream:
        assert b"".join(iter(lambda: stream.read(1000), b"")) == content
    assert b"secret-" not in (folder / file.path).read_bytes()


def test_its_name_is_encrypted_too_and_that_of_other_files_is_not():
    file = kept(b"x")
    other = files.store(b"x", name="k1:a.csv", content_type="text/csv")

    raw = dict(PrivateFile.objects.extra(select={"raw": "name"}).values_list("pk", "raw"))
    assert (raw[file.pk].startswith("k1:"), raw[other.pk]) == (True, "a.csv")
    assert PrivateFile.objects.get(pk=file.pk).name == "jamie.pdf"


def test_a_download_says_how_long_the_content_is():
    answer = files.download(kept(b"x" * 100))

    assert (answer["Content-Length"], answer.getvalue()) == ("100", b"x" * 100)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda stored: stored[:-1],
        lambda stored: stored[: streams.SALT + 6 + FRAME + streams.TAG],  # the last frame is gone
        lambda stored: stored[:100] + bytes([stored[100] ^ 1]) + stored[101:],
        lambda stored: b"plain" + stored,
    ],
)
def test_what_was_changed_or_cut_off_is_not_read(folder, spoil):
    file = kept(b"x" * (FRAME + 10))
    path = folder / file.path
    path.write_bytes(spoil(path.read_bytes()))

    with pytest.raises(Tampered):
        files.read(file)


def test_with_its_key_destroyed_a_file_is_gone():
    file = kept(b"x")
    keys.destroy([file.case_key_id], on=DAY)

    with pytest.raises(streams.Gone):
        files.read(file)


def test_a_removed_file_leaves_its_row(folder):
    file = kept(b"x")
    files.remove(file)
    files.remove(file)

    assert (folder / file.path).exists() is False
