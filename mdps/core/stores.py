"""Where the bytes of private files are: a folder of this machine, or a bucket of an S3 service.

A store writes whole files or nothing, and never under a name that anybody chose. Which one is in
use is said by the settings: with MDPS_S3_BUCKET it is the bucket, whose client is loaded only then.
"""

import datetime as dt
import errno
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_full(error: BaseException | None) -> bool:
    """Whether an error says that there is no room: a full disk, a quota, a limit of the process."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


# Two letters and 32 (mdps.core.files); other things lie in the folder by other names.
OF_A_FILE = f"{'[0-9a-f]' * 2}/{'[0-9a-f]' * 32}*"


class Store(Protocol):
    """Keeps and gives back bytes by a path."""

    def write(self, path: str, content: bytes) -> None:
        """Keep `content`, whole or not at all; raises an error of the store."""

    def open(self, path: str) -> BinaryIO:
        """What is kept, to be read from its start."""

    def remove(self, path: str) -> None:
        """Keep it no longer; nothing happens where nothing is kept."""


class Folder:
    """A folder outside the web root, readable by the service alone."""

    def __init__(self, root: Path):
        self.root = root

    def write(self, path: str, content: bytes) -> None:
        target = self.root / path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        try:
            with part.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)

    def open(self, path: str) -> BinaryIO:
        return (self.root / path).open("rb")

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    def older_than(self, moment: dt.datetime) -> Iterator[str]:
        """The paths of what was last written before `moment`, halves of files among them."""
        for found in sorted(self.root.glob(OF_A_FILE)):
            if found.stat().st_mtime < moment.timestamp():
                yield found.relative_to(self.root).as_posix()


def current() -> Store:
    """The store that the settings name."""
    if settings.MDPS_S3_BUCKET:
        where = settings.MDPS_S3_BUCKET, settings.MDPS_S3_ENDPOINT, settings.MDPS_S3_REGION
        return _bucket(*where)
    return Folder(Path(settings.MDPS_FILES))


@lru_cache(maxsize=4)
def _bucket(name: str, endpoint: str, region: str) -> Store:
    """One client for each bucket: making it reads files and takes a while."""
    store: Store = import_string("mdps.core.buckets.Bucket")(name, endpoint, region)
    return store
