"""Each report prints the head of the audit trail, and the trail is held against it."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from mdps.core import anchors, audit, files, integrity, seal_audit
from mdps.core.anchors import Anchor
from reporting.changes import changes
from tests.build.people import given_a
from tests.build.reporting import given_a_draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MDPS_FILES, settings.MDPS_ANCHORS = tmp_path / "files", tmp_path / "anchors"
    return tmp_path


def test_it_is_at_the_end_of_the_report_and_attached_as_a_file_that_can_be_compared(
    folder: Path, capsys
) -> None:
    audit.record("user.opened", given_a("auditor"), by=None)
    seal_audit.seal()
    head = anchors.newest()
    report = given_a_draft()
    seal_audit.seal()

    assert report.file is not None
    pdf = PdfReader(io.BytesIO(files.read(report.file)))
    attached = folder / "audit-anchor.txt"
    attached.write_bytes(pdf.attachments["audit-anchor.txt"][0])
    text = "".join(page.extract_text() for page in pdf.pages)
    assert (anchors.read(attached), report.figures["audit_head"]) == ([head], str(head))
    assert head is not None
    assert head.head in "".join(text.split())
    call_command("verify_audit", anchors=[attached])
    assert "1 anchor compared.\nHead: 2 " in capsys.readouterr().out
    assert [each for each in integrity.findings() if each.subject == "Audit trail"] == []


def test_a_chain_that_was_made_anew_does_not_fit_what_a_report_printed(monkeypatch) -> None:
    seal_audit.seal()
    other = Anchor(1, "f" * 64)
    with monkeypatch.context() as patch:
        patch.setattr(anchors, "newest", lambda: other)
        report = given_a_draft()
    assert [str(each) for each in integrity.findings() if each.subject == "Audit trail"] == [
        f"Audit trail: Report {report.reference} printed seal 1 as ffffffffffff…, and the database "
        "has no such seal."
    ]


def test_it_is_no_figure_that_a_correction_lists() -> None:
    assert changes({"audit_head": "1 a"}, {"audit_head": "2 b"}) == []


def test_before_the_first_seal_there_is_none() -> None:
    report = given_a_draft()
    assert report.file is not None
    pdf = PdfReader(io.BytesIO(files.read(report.file)))
    assert (sorted(pdf.attachments), "audit_head" in report.figures) == (
        ["figures.csv", "figures.json"],
        False,
    )


def test_a_file_that_holds_something_else_is_refused(folder: Path) -> None:
    (folder / "x.txt").write_text("no anchor\n")
    with pytest.raises(CommandError, match="is no anchor"):
        call_command("verify_audit", anchors=[folder / "x.txt"])
