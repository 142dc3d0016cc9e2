"""Files that people upload: small enough, what their name says, free of viruses, kept privately.

A form asks with `UploadField`; the act keeps what it got with `keep(upload)`. The type is told by
content: a name or a browser may say anything.
"""

import io
import logging
import struct
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import UUID

import puremagic
from django import forms
from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from mdps.core import files, quarantine, scanner, stores, words
from mdps.core.models import PrivateFile, User
from mdps.core.rules import Refusal, Refused

log = logging.getLogger(__name__)

MACROS = "vbaproject.bin"  # the member in which Word and Excel keep them
# What zipfile raises for the directory of an archive that is broken, or made to break it.
NO_ARCHIVE = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
    OverflowError,
    OSError,
    struct.error,
)


@dataclass(frozen=True)
class FileType:
    """A kind of file that is taken. `part` is a member that such an archive holds; plain text has
    no mark of its own, it is what has no zero byte and is no archive or PDF."""

    label: str
    extensions: tuple[str, ...]
    content_type: str
    part: str = ""
    is_text: bool = False


PDF = FileType("PDF", (".pdf",), "application/pdf")
JPEG = FileType("JPEG", (".jpg", ".jpeg"), "image/jpeg")
PNG = FileType("PNG", (".png",), "image/png")
DOCX = FileType(
    "Word (.docx)",
    (".docx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    part="word/document.xml",
)
XLSX = FileType(
    "Excel (.xlsx)",
    (".xlsx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    part="xl/workbook.xml",
)
ODT = FileType(
    "OpenDocument (.odt)",
    (".odt",),
    "application/vnd.oasis.opendocument.text",
    part="content.xml",
)
CSV = FileType("CSV", (".csv",), "text/csv", is_text=True)
TABLES = (CSV, XLSX)
DOCUMENTS = (PDF, JPEG, PNG, DOCX, ODT)


class UploadField(forms.FileField):
    """A file of one of `accept`, at most settings.MDPS_UPLOAD_MOST bytes (10 MB by default)."""

    def __init__(self, *, accept: Sequence[FileType] = DOCUMENTS, **options: Any):
        self.accept = tuple(accept)
        super().__init__(**options)
        extensions = [name for each in self.accept for name in each.extensions]
        self.widget.attrs.setdefault("accept", ",".join(extensions))
        if not self.help_text:
            self.help_text = f"{self.taken}, up to {words.megabytes(settings.MDPS_UPLOAD_MOST)}"
        self.error_messages["empty"] = "The file is empty. Choose another one."

    @property
    def taken(self) -> str:
        """`PDF, JPEG or PNG`."""
        return words.listed([each.label for each in self.accept], "or")

    def to_python(self, data: Any) -> File | None:
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > settings.MDPS_UPLOAD_MOST:
            raise forms.ValidationError(
                f"The file is {words.megabytes(upload.size)}, but at most "
                f"{words.megabytes(settings.MDPS_UPLOAD_MOST)} is taken. Choose a smaller file.",
                code="too-large",
            )
        if type_of(upload, self.accept) is None:
            raise forms.ValidationError(self._not_what_it_says(upload), code="wrong-type")
        return upload

    def _not_what_it_says(self, upload: File) -> str:
        ending = PurePath(upload.name or "").suffix.lower()
        if any(ending in each.extensions for each in self.accept):
            return (
                f"The content of the file is not what its name, ending in {ending}, says. "
                f"Save it as {self.taken} and choose it again."
            )
        return f"Choose a file that is {self.taken}."


def type_of(upload: File, accept: Sequence[FileType]) -> FileType | None:
    """Which of `accept` the upload is, by its name and its content; None when they disagree."""
    ending = PurePath(upload.name or "").suffix.lower()
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    return next((each for each in accept if ending in each.extensions and _is(each, content)), None)


def keep(
    upload: File, *, accept: Sequence[FileType] = DOCUMENTS, case_key: UUID | None = None
) -> PrivateFile:
    """Store an upload that its form took, after the virus scanner has passed it.

    What is about a child is encrypted under the `case_key` of its request.

    Raises Refused where the scanner finds a virus or does not answer, or where there is no room
    for the file; nothing is then stored.
    """
    upload.seek(0)
    content = upload.read()
    try:
        virus = scanner.virus_in(content)
    except scanner.ScannerDown as error:
        raise Refused([NOT_SCANNED]) from error
    if virus:
        raise Infected(content, _plain_name(upload.name or ""), virus)
    found = type_of(upload, accept)
    try:
        return files.store(
            content,
            name=_plain_name(upload.name or "file"),
            content_type=found.content_type if found else "application/octet-stream",
            case_key=case_key,
        )
    except OSError as error:
        if not stores.is_full(error):
            raise
        log.exception("There is no room for files")
        raise Refused([FULL]) from error


FULL = Refusal(
    "no-room",
    "There is no room for files at the moment, so nothing was saved. Tell your system "
    "administrator, and send it again when they have made room.",
)
NOT_SCANNED = Refusal(
    "not-scanned",
    "The file cannot be checked for viruses at the moment, so it was not kept. "
    "Wait a few minutes, then choose it again.",
)


class Infected(Refused):
    """The scanner found a virus: the act is refused, and the file goes into quarantine."""

    def __init__(self, content: bytes, name: str, virus: str):
        self.content, self.name, self.virus = content, name, virus
        super().__init__([infected(name)])

    def remember(self, *, by: User | None) -> None:
        quarantine.put(self.content, name=self.name, virus=self.virus, by=by)


def infected(name: str) -> Refusal:
    return Refusal(
        "infected",
        f"The virus scanner found something in {name}, so the file was not kept. "
        "Check your device, then choose a clean copy.",
    )


class UpToALimit(TemporaryFileUploadHandler):
    """Takes in no more than a little beyond the limit, but counts on, so that the form can say how
    large the file was. A flood fills neither memory nor disk; of what found no room nothing is left
    (OSError)."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start > settings.MDPS_UPLOAD_MOST:
            return None
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            with suppress(OSError):  # what waits to be written finds no room either
                self.upload_interrupted()
            raise
        return None


def _is(kind: FileType, content: bytes) -> bool:
    if kind.is_text:
        return b"\0" not in content and not content.startswith((b"PK\x03", b"%PDF"))
    try:
        guesses = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return False
    if not any(guess.extension in kind.extensions for guess in guesses) and not kind.part:
        return False
    return not kind.part or _holds(content, kind.part)


def _holds(content: bytes, part: str) -> bool:
    """Whether `content` is an archive with a member of that name, and without macros. Nothing is
    unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            return part in names and not any(each.lower().endswith(MACROS) for each in names)
    except NO_ARCHIVE:
        return False


def _plain_name(name: str) -> str:
    """The name without folders or control characters, and short."""
    plain = "".join(
        each for each in name.replace("\\", "/").rpartition("/")[2] if each.isprintable()
    )
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:120]}{dot}{ending[:10]}" if dot else plain[:130]) or "file"
