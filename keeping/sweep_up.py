"""After the commit of a disposal: the bytes of its files are taken out of the store."""

from typing import Any

from mdps.core import files, outbox
from mdps.core.models import PrivateFile


@outbox.sender("remove-files")
def remove(payload: dict[str, Any]) -> None:
    """Remove the bytes of these files; a file that is gone already is no error."""
    for file in PrivateFile.objects.filter(pk__in=payload["files"]):
        files.remove(file)
