"""The drill: what was backed up comes back into an empty database, and nothing else passes."""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from bin.local import archive, backup, restore
from bin.local.sealed_file import Unreadable, given_key
from bin.local.servers import Servers
from bin.local.state import ROOT
from mdps.core import files, seal_audit
from mdps.core.models import RowChange, Team
from tests.build.contracts import given_an_award
from tests.conftest import run_as_owner
from tests.small_disk import small_disk

KEY, OTHER = bytes(range(32)), bytes(32)
EMPTY = "mdps_drill"


def address(database: str) -> str:
    """The owner's address of another database on the tests' server."""
    return settings.DATABASE_OWNER_URL.rpartition("/")[0] + f"/{quote(database)}"


def at(database: str) -> Servers:
    app = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{quote(database)}"
    return Servers(database=app, owner=address(database), broker="")


@pytest.fixture
def empty() -> Iterator[Servers]:
    run_as_owner(f"DROP DATABASE IF EXISTS {EMPTY} WITH (FORCE)", f"CREATE DATABASE {EMPTY}")
    yield at(EMPTY)
    run_as_owner(f"DROP DATABASE {EMPTY} WITH (FORCE)")


def command(name: str, path: Path, key: bytes, up: Servers, told: dict[str, str]) -> str:
    """The last line of what the command says that refuses."""
    told = told | {
        "DATABASE_URL": up.database,
        "DATABASE_OWNER_URL": up.owner,
        "MDPS_BACKUP_KEY": base64.urlsafe_b64encode(key).decode(),
        "PYTHONPATH": str(ROOT),
        "MDPS_STATE": str(path.parent / "state"),
    }
    run = subprocess.run(
        [sys.executable, "-m", f"bin.local.{name}", path],
        cwd=ROOT,
        env=told,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1, run
    return run.stderr.strip().splitlines()[-1]


def tables_of(up: Servers) -> list[str]:
    with psycopg.connect(up.owner) as connection:
        return archive.names_of_tables(connection)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kilobytes", [64, 1024], ids=["the dump", "the archive"])
def test_a_backup_for_which_there_is_no_room_leaves_nothing(tmp_path: Path, kilobytes: int) -> None:
    up, told = at(connection.settings_dict["NAME"]), {"MDPS_FILES": str(tmp_path / "files")}
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "large").write_bytes(bytes(2**20))
    where = tmp_path / "disk"
    where.mkdir()
    with small_disk(where, kilobytes) as disk:
        target = disk.path / "backup"
        with pytest.raises(SystemExit, match="No backup was made"), backup.said(target):
            backup.write(target, KEY, up, told)
        assert list(disk.path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_a_backup_comes_back_as_it_was(settings, tmp_path: Path, empty: Servers) -> None:
    settings.MDPS_FILES, settings.MDPS_ANCHORS = tmp_path / "files", tmp_path / "files" / "anchors"
    contract = given_an_award()
    kept = files.store(b"a paper", name="paper.pdf", content_type="application/pdf")
    Team.objects.create(name="North")
    seal_audit.seal()
    target, told = tmp_path / "backup", {"MDPS_FILES": str(tmp_path / "files")}
    (tmp_path / "files" / "half.part").write_text("half")

    made = backup.write(target, KEY, at(connection.settings_dict["NAME"]), told)

    there = {**os.environ, "MDPS_FILES": str(tmp_path / "again"), "DATABASE_URL": empty.database}
    there["MDPS_ANCHORS"] = str(tmp_path / "again" / "anchors")
    restore.refuse_unless_empty(empty, there)
    # Something is in the way of the last tables: nothing of the others is left either.
    run_as_owner("CREATE TABLE suppliers_supplier ()", database=EMPTY)
    with pytest.raises(SystemExit, match="Nothing was restored"):
        restore.wholly(target, KEY, empty, there)
    assert (tables_of(empty), (tmp_path / "again").exists()) == (["suppliers_supplier"], False)
    run_as_owner("DROP TABLE suppliers_supplier", database=EMPTY)

    # Nor where the files find no room.
    (tmp_path / "disk").mkdir()
    with small_disk(tmp_path / "disk", 4) as disk:
        (disk.path / "all").write_bytes(bytes(4096))
        full = there | {"MDPS_FILES": str(disk.path / "files")}
        with pytest.raises(SystemExit, match="could not be written: No space left on device"):
            restore.wholly(target, KEY, empty, full)
        left = [path.name for path in disk.path.iterdir()]
        assert (tables_of(empty), left) == ([], ["all"])

    assert restore.wholly(target, KEY, empty, there) == made
    assert restore.differences(made, empty, there) == []
    assert made["rows"]["contracts_calloffcontract"] == 1
    assert made["ledger"] == made["committed"] == str(contract.value)
    assert (tmp_path / "again" / kept.path).read_bytes() == b"a paper"
    assert not (tmp_path / "again" / "half.part").exists()
    verified = subprocess.run(
        [sys.executable, "manage.py", "verify_audit"],
        cwd=ROOT,
        env=there,
        capture_output=True,
        text=True,
    )
    assert verified.stdout.splitlines()[-1] == "All is as it was written.", verified
    assert command("restore", target, KEY, empty, there) == (
        "The database is not empty. Restore into an empty one."
    )
    assert command("restore", target, OTHER, empty, there) == (
        "The backup was changed or cut off, or it was made with another key."
    )
    assert command("backup", target, KEY, empty, there) == (
        f"{target} is there already. Give another name."
    )

    # Negative controls: another key, a changed byte, a cut end, lost rows.
    with pytest.raises(Unreadable):
        archive.read(target, OTHER, archive.nothing)
    whole = target.read_bytes()
    assert b"paper" not in whole
    for bad in (whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:], whole[:-1], whole[:4000]):
        target.write_bytes(bad)
        with pytest.raises(Unreadable):
            archive.read(target, KEY, archive.nothing)
    run_as_owner("DELETE FROM core_team WHERE name = 'North'", database=EMPTY)
    (tmp_path / "again" / kept.path).write_bytes(b"another")
    teams, changes = Team.objects.count(), RowChange.objects.count()
    assert restore.differences(made, empty, there) == [
        f"core_rowchange: {changes + 1} rows instead of {changes}.",  # who deletes is seen
        f"core_team: {teams - 1} rows instead of {teams}.",
        "core_unsealed: 1 rows instead of 0.",
        f"files/{kept.path} is not what was kept.",
    ]


def test_the_key_comes_from_a_file_or_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = base64.urlsafe_b64encode(KEY).decode()
    for name in ("MDPS_BACKUP_KEY", "MDPS_BACKUP_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit, match="Set MDPS_BACKUP_KEY_FILE"):
        given_key()
    monkeypatch.setenv("MDPS_BACKUP_KEY", text)
    assert given_key() == KEY
    (tmp_path / "key").write_text(f"{text}\n")
    monkeypatch.setenv("MDPS_BACKUP_KEY", "")
    monkeypatch.setenv("MDPS_BACKUP_KEY_FILE", str(tmp_path / "key"))
    assert given_key() == KEY
