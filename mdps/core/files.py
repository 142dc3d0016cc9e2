"""Private files: written whole or not at all, under random names, in the store of the settings."""

import hashlib
import secrets

from django.http import FileResponse

from mdps.core import clock, stores
from mdps.core.models import PrivateFile


def store(content: bytes, *, name: str, content_type: str) -> PrivateFile:
    """Keep `content`; people download it as `name`.

    A full disk leaves no half file (OSError), a bucket that does not answer none at all
    (botocore's ClientError or BotoCoreError), and neither a record of one.
    """
    path = f"{secrets.token_hex(1)}/{secrets.token_hex(16)}"
    stores.current().write(path, content)
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
    with stores.current().open(file.path) as stream:
        return stream.read()


def download(file: PrivateFile) -> FileResponse:
    """An answer that a browser saves under the file's name. The caller has checked permission."""
    response = FileResponse(
        stores.current().open(file.path),
        as_attachment=True,
        filename=file.name,
        content_type=file.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    return response
