"""Private files: written whole or not at all, under random names, below settings.MDPS_FILES."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.http import FileResponse

from mdps.core import clock
from mdps.core.models import PrivateFile


def store(content: bytes, *, name: str, content_type: str) -> PrivateFile:
    """Keep `content`; people download it as `name`. A full disk leaves no half file (OSError)."""
    path = f"{secrets.token_hex(1)}/{secrets.token_hex(16)}"
    _write_whole(Path(settings.MDPS_FILES) / path, content)
    return PrivateFile.objects.create(
        path=path,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=clock.now(),
    )


def read(file: PrivateFile) -> bytes:
    """The content of a stored file."""
    return _location(file).read_bytes()


def download(file: PrivateFile) -> FileResponse:
    """An answer that a browser saves under the file's name. The caller has checked permission."""
    response = FileResponse(
        _location(file).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _location(file: PrivateFile) -> Path:
    return Path(settings.MDPS_FILES) / file.path


def _write_whole(target: Path, content: bytes) -> None:
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
