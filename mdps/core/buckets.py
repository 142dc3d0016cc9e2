"""A bucket of an S3 service as a store. Needs the extra `s3`, which not every installation has."""

from typing import BinaryIO

from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]


class Bucket:
    """A bucket of S3 or of a service that speaks like it. Its objects have no public address.

    The credentials are those that the environment gives to every client of S3.
    """

    def __init__(self, name: str, endpoint: str, region: str):
        self.storage = S3Storage(
            bucket_name=name,
            endpoint_url=endpoint or None,
            region_name=region or None,
            default_acl=None,  # the bucket's own policy, which must be private
            querystring_auth=True,
            file_overwrite=True,  # the names are random, so nothing is asked before writing
        )

    def write(self, path: str, content: bytes) -> None:
        self.storage.save(path, ContentFile(content))

    def open(self, path: str) -> BinaryIO:
        return self.storage.open(path)

    def remove(self, path: str) -> None:
        self.storage.delete(path)
