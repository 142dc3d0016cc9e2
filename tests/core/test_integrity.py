"""The nightly check finds each kind of damage that no constraint keeps out."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from mdps.core import clock, files, integrity, seal_audit
from mdps.core.models import DataCheck, Notice
from reporting import jobs
from reporting.freeze import sha256
from tests.build.contracts import given_an_award
from tests.build.people import given_a
from tests.build.reporting import given_a_queued_report

UNLOCK = "ALTER TABLE {} DISABLE TRIGGER USER"
DAMAGE = {
    "Ledger": (
        ["contracts_commitment"],
        "UPDATE contracts_commitment SET amount = amount - 1",
    ),
    "Volumes": (
        ["suppliers_volumeposting"],
        "UPDATE suppliers_volumeposting SET units = units + 1",
    ),
    "Budgets": (
        ["panel_budgetposting"],
        "DELETE FROM panel_budgetposting WHERE kind = 'reserve'",
    ),
    "Admissions": (
        ["suppliers_admission"],
        "UPDATE suppliers_admission SET state = 'suspended', suspended_on = admitted_on",
    ),
    "States": (
        ["referrals_supportrequest"],
        "UPDATE referrals_supportrequest SET state = 'endorsed'",
    ),
    "Reports": (
        ["reporting_report"],
        "UPDATE reporting_report SET figures = '{}'",
    ),
    "Files": (
        ["core_privatefile"],
        "UPDATE core_privatefile SET path = 'no/where' WHERE name = 'kept.pdf'",
    ),
    "Audit trail": (
        ["core_auditevent"],
        "UPDATE core_auditevent SET actor = 'Nobody' WHERE id = (SELECT min(id) FROM"
        " core_auditevent)",
    ),
}


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path: Path) -> None:
    settings.MDPS_FILES, settings.MDPS_ANCHORS = tmp_path / "files", tmp_path / "anchors"


@pytest.mark.django_db(transaction=True)
def test_each_kind_of_damage_is_found_and_nothing_else(become_owner: None, tmp_path: Path) -> None:
    given_an_award()
    claim = jobs.claim(given_a_queued_report().pk)
    jobs.write(claim, as_at=clock.now(), figures={"a": 1}, figures_sha256=sha256({"a": 1}))
    files.store(b"kept", name="kept.pdf", content_type="application/pdf")
    changed = files.store(b"as it was", name="changed.pdf", content_type="application/pdf")
    seal_audit.seal()
    assert [str(each) for each in integrity.findings()] == []

    found = {}
    for subject, (tables, statement) in DAMAGE.items():
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(UNLOCK.format(table))
            cursor.execute(statement)
            found[subject] = {each.subject for each in integrity.findings()}
            transaction.set_rollback(True)
    (tmp_path / "files" / changed.path).write_bytes(b"as it is")
    assert found == {subject: {subject} for subject in DAMAGE}
    assert integrity.subjects() == sorted(DAMAGE)
    assert [str(each) for each in integrity.findings()] == [
        f"Files: File {changed.pk} ({changed.path}) is not what was stored."
    ]


@pytest.mark.django_db
def test_the_result_is_kept_and_told_to_the_system_administrators(client: Client) -> None:
    administrator = given_a("system_administrator")
    kept = files.store(b"x", name="x", content_type="text/plain")
    files.remove(kept)
    printed = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_integrity", stdout=printed)

    sentence = f"Files: File {kept.pk} ({kept.path}) is not there."
    assert DataCheck.objects.get().sentences == [sentence]
    assert printed.getvalue().splitlines() == [
        sentence,
        f"1 thing wrong. Checked: {', '.join(integrity.subjects())}.",
    ]
    assert Notice.objects.get(to=administrator).subject == (
        "The nightly check of the data found 1 thing wrong"
    )
    client.force_login(administrator)
    [line] = [
        each for each in client.get("/health/detail/").text.splitlines() if each.startswith("data:")
    ]
    assert line.startswith("data: 1 problems at 2")


@pytest.mark.django_db
def test_what_a_process_left_that_was_killed_before_its_record_is_found_a_day_later(
    tmp_path: Path,
) -> None:
    with transaction.atomic():
        files.store(b"whole", name="a.pdf", content_type="application/pdf")
        transaction.set_rollback(True)
    kept = files.store(b"kept", name="b.pdf", content_type="application/pdf")
    [left] = set((tmp_path / "files").rglob("*/*")) - {tmp_path / "files" / kept.path}
    half = left.with_suffix(".part")
    half.write_bytes(b"wh")

    def strays() -> list[str]:
        return [str(each) for each in integrity.findings() if "No record" in str(each)]

    assert strays() == []
    for each in (left, half, tmp_path / "files" / kept.path):
        os.utime(each, (0, 0))
    names = sorted(each.relative_to(tmp_path / "files").as_posix() for each in (left, half))
    assert strays() == [f"Files: No record names the file {name}. Remove it." for name in names]
