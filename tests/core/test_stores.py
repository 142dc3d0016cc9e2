"""Private files in a bucket: a real S3 server in this process, and nothing on the disk."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import boto3
import pytest
from botocore.exceptions import BotoCoreError, ClientError
from django.test.utils import override_settings
from moto.server import ThreadedMotoServer

from mdps.core import files, stores
from mdps.core.models import PrivateFile

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF- figures" * 1000


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    """The address of an S3 service."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[object]:
    """An empty bucket that the settings name."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    name = f"files-{uuid4()}"
    region = "eu-west-2"
    client = boto3.resource("s3", endpoint_url=s3_server, region_name=region)
    made = client.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": region}
    )
    settings = {
        "MDPS_S3_BUCKET": name,
        "MDPS_S3_ENDPOINT": s3_server,
        "MDPS_S3_REGION": region,
        "MDPS_FILES": tmp_path / "files",
    }
    with override_settings(**settings):
        yield made


def stored() -> PrivateFile:
    return files.store(CONTENT, name="Annual report.pdf", content_type="application/pdf")


def test_what_is_stored_in_the_bucket_is_read_back_the_same(bucket) -> None:
    file = stored()

    assert files.read(file) == CONTENT
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert [each.key for each in bucket.objects.all()] == [file.path]


def test_nothing_is_left_on_the_disk(bucket, tmp_path: Path) -> None:
    stored()

    assert list(tmp_path.rglob("*")) == []


def test_it_is_downloaded_under_its_own_name(bucket) -> None:
    with closing(files.download(stored())) as answer:
        content = b"".join(answer.streaming_content)

    assert content == CONTENT
    assert answer["Content-Disposition"] == 'attachment; filename="Annual report.pdf"'
    assert answer["Cache-Control"] == "private, no-store"


def test_the_name_in_the_bucket_tells_nothing(bucket) -> None:
    first, second = stored(), stored()

    assert first.path != second.path
    assert "report" not in first.path


def test_an_object_is_not_for_the_public(bucket) -> None:
    file = stored()
    grants = bucket.Object(file.path).Acl().grants

    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]


def test_a_bucket_that_is_not_there_leaves_no_record(bucket) -> None:
    with override_settings(MDPS_S3_BUCKET="not-there"), pytest.raises(ClientError):
        stored()

    assert PrivateFile.objects.count() == 0


def test_a_service_that_is_down_leaves_no_record(bucket, monkeypatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with override_settings(MDPS_S3_ENDPOINT="http://127.0.0.1:9"), pytest.raises(BotoCoreError):
        stored()

    assert PrivateFile.objects.count() == 0


def test_without_a_bucket_files_are_in_the_folder(tmp_path: Path) -> None:
    with override_settings(MDPS_FILES=tmp_path, MDPS_S3_BUCKET=""):
        assert isinstance(stores.current(), stores.Folder)
        assert files.read(stored()) == CONTENT
