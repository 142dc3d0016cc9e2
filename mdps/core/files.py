"""Private files: written whole or not at all, under random names, in the store of the settings."""

import hashlib
import secrets
from typing import BinaryIO
from uuid import UUID

from django.http import FileResponse

from mdps.core import clock, stores
from mdps.core.cases import streams
from mdps.core.cases.sealed import PREFIX
from mdps.core.models import PrivateFile


def store(
    content: bytes, *, name: str, content_type: str, case_key: UUID | None = None
) -> PrivateFile:
    """Keep `content`; people download it as `name`. Both are encrypted where there is a `case_key`.

    A full disk leaves no half file (OSError), a bucket that does not answer none at all
    (botocore's ClientError or BotoCoreError), and neither a record of one.
    """
    path = f"{secrets.token_hex(1)}/{secrets.token_hex(16)}"
    stored = streams.sealed(content, key=case_key, path=path) if case_key else content
    stores.current().write(path, stored)
    return PrivateFile.objects.create(
        path=path,
        case_key_id=case_key,
        name=name.removeprefix(PREFIX),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(stored).hexdigest(),
        created_at=clock.now(),
    )


def read(file: PrivateFile) -> bytes:
    """The content of a stored file."""
    with open_(file) as stream:
        return stream.read()


def open_(file: PrivateFile) -> BinaryIO:
    """The content of a stored file as a stream; streams.Gone once its case was disposed of."""
    stored = stores.current().open(file.path)
    if file.case_key_id is None:
        return stored
    try:
        return streams.opened(stored, key=file.case_key_id, path=file.path)
    except (streams.Gone, streams.Tampered):
        stored.close()
        raise


def remove(file: PrivateFile) -> None:
    """Take the bytes of a file away for ever; its row stays. Without them it is no error."""
    stores.current().remove(file.path)


def download(file: PrivateFile) -> FileResponse:
    """An answer that a browser saves under the file's name. The caller has checked permission."""
    response = FileResponse(
        open_(file),
        as_attachment=True,
        filename=file.name,
        content_type=file.content_type,
    )
    response["Content-Length"] = str(file.size)
    response["Cache-Control"] = "private, no-store"
    return response
