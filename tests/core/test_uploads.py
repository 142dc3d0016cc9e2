"""Uploads: small enough, what their name says, passed by the scanner, or refused in words."""

import io
import socket
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.test.utils import override_settings

from mdps.core import files, quarantine, scanner, uploads
from mdps.core.forms import PageForm
from mdps.core.models import AuditEvent, PrivateFile, QuarantinedFile
from mdps.core.pages import ActionPage
from mdps.core.rules import Refused
from tests.build.browsing import signed_in, words
from tests.build.people import given_a

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)
PROGRAM = b"MZ\x90\x00" + bytes(80)


def archive(*members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for each in members:
            file.writestr(each, "<x/>")
    return packed.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")


class Form(forms.Form):
    document = uploads.UploadField(label="Certificate")


def errors(name: str, content: bytes) -> list[str]:
    form = Form({}, {"document": SimpleUploadedFile(name, content)})
    return form.errors.get("document", [])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(MDPS_FILES=tmp_path / "files"):
        yield tmp_path / "files"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("SCAN.PDF", PDF),
        ("a.png", PNG),
        ("a.jpg", JPEG),
        ("a.jpeg", JPEG),
        ("a.docx", DOCX),
    ],
)
def test_a_file_that_is_what_its_name_says_is_taken(name: str, content: bytes) -> None:
    assert errors(name, content) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", PROGRAM), ("a.docx", XLSX), ("a.docx", PDF), ("a.png", JPEG), ("a.pdf", b"words")],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    ending = name.partition(".")[2]
    assert errors(name, content) == [
        f"The content of the file is not what its name, ending in .{ending}, says. Save it as "
        "PDF, JPEG, PNG, Word (.docx) or OpenDocument (.odt) and choose it again."
    ]


def test_a_document_with_macros_is_refused_whatever_its_name_says() -> None:
    with_macros = io.BytesIO(DOCX)
    with zipfile.ZipFile(with_macros, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    assert [len(errors("a.docx", each)) for each in (DOCX, with_macros.getvalue())] == [0, 1]


def test_an_archive_of_a_version_to_come_is_refused() -> None:
    found = bytearray(DOCX)
    struct.pack_into("<H", found, DOCX.index(b"PK\x01\x02") + 6, 199)

    assert errors("a.docx", bytes(found)) == [
        "The content of the file is not what its name, ending in .docx, says. Save it as "
        "PDF, JPEG, PNG, Word (.docx) or OpenDocument (.odt) and choose it again."
    ]


@pytest.mark.parametrize("name", ["a.exe", "a", "a.pdf.exe"])
def test_a_kind_that_is_not_taken_is_refused_whatever_it_holds(name: str) -> None:
    assert errors(name, PDF) == [
        "Choose a file that is PDF, JPEG, PNG, Word (.docx) or OpenDocument (.odt)."
    ]


def test_an_empty_file_is_refused() -> None:
    assert errors("a.pdf", b"") == ["The file is empty. Choose another one."]


def test_the_limit_may_be_reached_and_not_passed() -> None:
    with override_settings(MDPS_UPLOAD_MOST=1024 * 1024):
        assert errors("a.pdf", PDF.ljust(1024 * 1024)) == []
        assert errors("a.pdf", PDF.ljust(1024 * 1024 + 1)) == [
            "The file is 1.1 MB, but at most 1 MB is taken. Choose a smaller file."
        ]


def test_a_flood_is_counted_and_not_kept() -> None:
    most = 64 * 1024
    with override_settings(MDPS_UPLOAD_MOST=most):
        flood = SimpleUploadedFile("a.pdf", PDF.ljust(40 * most))
        request = RequestFactory().post("/", {"document": flood})
        taken = request.FILES["document"]
        on_disk = Path(taken.temporary_file_path()).stat().st_size

        assert (taken.size, on_disk <= 3 * most) == (40 * most, True)
        taken.close()


@pytest.mark.django_db
def test_what_is_kept_has_its_type_and_a_plain_name() -> None:
    kept = uploads.keep(SimpleUploadedFile("C:\\certificates\\dbs\u202e.pdf", PDF))
    assert (kept.name, kept.content_type, files.read(kept)) == ("dbs.pdf", "application/pdf", PDF)


class Clamd:
    """A clamd at a socket that answers each INSTREAM with `verdict`, and remembers what it got."""

    def __init__(self, path: Path, verdict: bytes):
        self.got: list[bytes] = []
        self.verdict = verdict
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        self.socket.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as stream:
                command = stream.read(len(b"zINSTREAM\0"))
                content = b""
                while length := struct.unpack("!I", stream.read(4))[0]:
                    content += stream.read(length)
                self.got.append(command + content)
                caller.sendall(self.verdict)


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[Any]:
    started = []

    def start(verdict: bytes) -> Clamd:
        started.append(Clamd(tmp_path / "clamd.sock", verdict))
        return started[-1]

    with override_settings(MDPS_CLAMD=f"unix:{tmp_path / 'clamd.sock'}"):
        yield start
    for each in started:
        each.socket.close()


@pytest.mark.django_db
def test_the_scanner_sees_the_whole_file_before_it_is_kept(clamd: Any) -> None:
    running = clamd(b"stream: OK\0")
    content = PDF.ljust(3 * scanner.PIECE + 7)

    uploads.keep(SimpleUploadedFile("a.pdf", content))

    assert (running.got, PrivateFile.objects.count()) == ([b"zINSTREAM\0" + content], 1)


@pytest.mark.django_db
def test_what_the_scanner_finds_is_not_kept(clamd: Any, folder: Path) -> None:
    clamd(b"stream: Eicar-Test-Signature FOUND\0")

    with pytest.raises(Refused) as refused:
        uploads.keep(SimpleUploadedFile("a.pdf", PDF))

    assert [each.code for each in refused.value.refusals] == ["infected"]
    assert (PrivateFile.objects.count(), folder.exists()) == (0, False)


class Send(ActionPage):
    """A page on which everybody may send a document."""

    class form_class(PageForm):  # noqa: N801 - the name that a page asks for
        document = uploads.UploadField(label="Certificate")

    def check_permission(self) -> None:
        """Nobody needs a permission for this."""

    def act(self, form: Any) -> str:
        uploads.keep(form.cleaned_data["document"])
        return "/"


@pytest.mark.django_db
def test_an_infected_file_is_refused_in_words_and_put_in_quarantine(
    clamd: Any, tmp_path: Path
) -> None:
    clamd(b"stream: Eicar-Test-Signature FOUND\0")
    sender = given_a("provider")
    request = RequestFactory().post("/", {"document": SimpleUploadedFile("a.pdf", PDF)})
    request.user, request.session = sender, SessionStore()

    with override_settings(MDPS_QUARANTINE=tmp_path / "quarantine"), closing(request):
        answer = Send.as_view()(request)

    file = QuarantinedFile.objects.get()
    assert "found something in a.pdf" in answer.content.decode()
    assert (file.virus, file.uploaded_by, file.size) == ("Eicar-Test-Signature", sender, len(PDF))
    assert [each.name for each in (tmp_path / "quarantine").iterdir()] == [file.path]
    assert PrivateFile.objects.count() == 0
    assert AuditEvent.objects.get(action="file.quarantined").actor == sender.name


@pytest.mark.django_db
def test_the_system_administrator_sees_what_is_in_quarantine(tmp_path: Path) -> None:
    with override_settings(MDPS_QUARANTINE=tmp_path / "quarantine"):
        quarantine.put(PDF, name="a.pdf", virus="Eicar", by=given_a("provider"))

    shown = {
        role: "Eicar" in words(signed_in(given_a(role)).get("/"))
        for role in ("system_administrator", "provider", "commissioner")
    }

    assert shown == {"system_administrator": True, "provider": False, "commissioner": False}


@pytest.mark.django_db
@pytest.mark.parametrize("verdict", [b"INSTREAM size limit exceeded. ERROR\0", b""])
def test_what_could_not_be_scanned_is_not_kept(clamd: Any, verdict: bytes) -> None:
    clamd(verdict)
    with pytest.raises(Refused) as refused:
        uploads.keep(SimpleUploadedFile("a.pdf", PDF))
    assert [each.code for each in refused.value.refusals] == ["not-scanned"]


@pytest.mark.django_db
def test_a_scanner_that_is_down_lets_nothing_in(clamd: Any) -> None:
    with pytest.raises(Refused) as refused:
        uploads.keep(SimpleUploadedFile("a.pdf", PDF))
    assert [each.code for each in refused.value.refusals] == ["not-scanned"]
