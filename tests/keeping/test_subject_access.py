"""A subject access request: everything of that child, and nothing of another."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from contracts.competition.opening import open_quotes
from contracts.competition.quote import enter_quote
from contracts.end import terminate
from keeping.subject_access import paths, put_together
from mdps.core import audit, clock, personal
from mdps.core.cases.fields import EncryptedTextField
from mdps.core.models import AuditEvent
from mdps.core.permissions import Forbidden
from mdps.core.viewing import VIEWED
from referrals.attach import attach
from tests.build.competitions import (
    AFTER,
    CLOSES,
    THREE,
    given_an_open_competition,
    given_what_is_said,
    invitation_of,
)
from tests.build.contracts import (
    TODAY,
    given_a_delivery,
    given_a_running_call_off,
    given_an_officer,
)
from tests.build.people import given_a
from tests.build.referrals import a_pdf, given_a_court_directed_request, given_a_request
from tests.sweeps.canaries import Canaries, planted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MDPS_FILES = tmp_path / "files"
    return tmp_path


@pytest.fixture
def canaries():
    with planted() as canaries:
        yield canaries


# What is encrypted with the key of a return or a supplier is of no case.
OTHERS = ("of_return", "supplier")
# By their files or their reference; of providers what they say of their half year, and decisions.
WITHOUT_A_WAY = {
    "core.DecisionRecord",
    "core.PrivateFile",
    "keeping.Disposal",
    "keeping.Hold",
    "reporting.MonitoringReturn",
}


def given_a_case() -> str:
    """A case with a request, a decision, a call-off and a delivery."""
    contract = given_a_running_call_off()
    given_a_delivery(contract, 1)
    terminate(contract, reasons="Moved away.", by=given_an_officer(), on=TODAY)
    looked = given_a("panel_member", name="Ann Looked")
    audit.record(VIEWED, contract.line.request, by=looked, under="Panel member")
    return contract.line.request.case_reference


def test_it_holds_every_word_of_that_case_and_none_of_another(canaries: Canaries):
    case = given_a_case()
    words = set(canaries.planted)
    with planted() as others:
        given_a_request(case_reference="LCS-1111111", need="Other child.", by=None)

    contents = put_together(case, by=given_a("head_of_service")).contents
    sheet = contents["everything.csv"].decode("utf-8-sig")
    of_suppliers = {each for each in words if each.startswith(("suppliers_", "core_decision"))}
    assert words - of_suppliers - {"core_privatefile.name"} == canaries.in_(sheet)
    assert others.planted > set()
    assert ("Other child." in sheet, "LCS-1111111" in sheet) == (False, False)
    assert contents["everything.pdf"][:5] == b"%PDF-"
    assert "Ann Looked,request.viewed,Panel member," in contents["who-looked.csv"].decode()


def test_documents_are_in_it_and_what_is_about_others_is_marked():
    request = given_a_court_directed_request(
        case_reference="LCS-2222222",
        court={"expert_name": "Wye Reports", "expert_email": "office@wye.example"},
    )
    attach(request, kind="order", upload=a_pdf(), by=request.requester, on=TODAY)

    contents = put_together("LCS-2222222", by=None).contents
    documents = [name for name in contents if name.startswith("files/")]
    rows = list(csv.DictReader(io.StringIO(contents["everything.csv"].decode("utf-8-sig"))))
    marked = {row["What is held"]: row["Redact?"] for row in rows}
    assert (len(documents), contents[documents[0]][:5]) == (1, b"%PDF-")
    assert marked["Wye Reports"] == "About somebody else"
    assert marked[request.requester.name] == "About somebody else"


def test_what_a_quote_says_and_its_paper_are_in_it_once_the_quotes_are_opened():
    competition = given_an_open_competition()
    officer = given_an_officer()
    with clock.at(CLOSES):
        enter_quote(
            invitation_of(competition, THREE[0]),
            given_what_is_said(availability="From Monday."),
            received_at=CLOSES,
            document=a_pdf("quote.pdf"),
            replaces=None,
            by=officer,
        )
    case = competition.line.request.case_reference
    sealed = put_together(case, by=None).contents
    with clock.at(AFTER):
        open_quotes(competition, by=officer, on=AFTER.date())
    opened = put_together(case, by=None).contents

    for contents, held in ((sealed, False), (opened, True)):
        assert (b"From Monday." in contents["everything.csv"]) is held
        assert any(name.endswith("-quote.pdf") for name in contents) is held


def test_every_field_about_a_child_has_its_way_into_the_bundle():
    reached = {model._meta.label for model in paths()}
    wanted = {
        entry.model._meta.label
        for entry in personal.entries()
        if entry.personal.whose == personal.CHILD
        or (isinstance(entry.field, EncryptedTextField) and not entry.field.case.endswith(OTHERS))
    }
    assert wanted - reached - WITHOUT_A_WAY == set()


def test_it_is_written_down_and_only_for_whoever_may():
    case = given_a_case()
    put_together(case, by=given_a("head_of_service"))

    event = AuditEvent.objects.get(action="subject.access")
    assert (event.actor, event.detail) == ("The head of service", {"requests": 1})
    with pytest.raises(Forbidden):
        put_together(case, by=given_a("auditor"))


def test_the_command_writes_it_for_its_owner_alone(folder, capsys):
    case, output = given_a_case(), folder / "bundle"
    call_command("subject_access", case=case, output=str(output))

    assert (output / "everything.csv").stat().st_mode & 0o777 == 0o600
    assert "files in" in capsys.readouterr().out
    with pytest.raises(CommandError, match="already"):
        call_command("subject_access", case=case, output=str(output))
    with pytest.raises(CommandError, match="no request of LCS-9999999"):
        call_command("subject_access", case="LCS-9999999", output=str(folder / "other"))
    assert (folder / "other").exists() is False


def test_the_page_gives_one_file(client):
    case = given_a_case()
    client.force_login(given_a("head_of_service"))

    answer = client.post(reverse("keeping:subject-access"), {"case_reference": case})
    assert answer["Content-Disposition"] == 'attachment; filename="subject-access.zip"'
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert {"everything.html", "everything.pdf", "everything.csv"} < set(names)
    refused = client.post(reverse("keeping:subject-access"), {"case_reference": "LCS-9999999"})
    assert "There is no request of LCS-9999999" in refused.content.decode()
