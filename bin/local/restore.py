"""`bin/restore ARCHIVE`: what bin/backup wrote, into an empty database and an empty files folder.

The key is in the file that MDPS_BACKUP_KEY_FILE names, or in MDPS_BACKUP_KEY. The archive is read
wholly before anything is written; afterwards rows, ledger, audit trail and files are compared. On a
server of your own the two roles must be there first: docker/roles.sql.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any

import psycopg

from bin.local import archive
from bin.local.environment import environment, manage
from bin.local.interrupt import end_in_order
from bin.local.sealed_file import Unreadable, given_key
from bin.local.servers import Servers, servers
from bin.local.state import State


def main(arguments: list[str]) -> int:
    """Restore and compare; 0 when everything is as it was."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if {"-h", "--help"} & set(arguments) else 2
    end_in_order()
    source, key, state = Path(arguments[0]), given_key(), State.usual()
    if not source.is_file():
        raise SystemExit(f"There is no file {source}.")
    began = time.monotonic()
    try:
        archive.read(source, key, archive.nothing)
        with servers(state) as up:
            told = environment(state, up, MDPS_DEMO="0")
            refuse_unless_empty(up, told)
            manifest = wholly(source, key, up, told)
            if wrong := differences(manifest, up, told):
                raise SystemExit("\n".join(["The restored data differs from the backup:", *wrong]))
            manage(["check_ledger"], told)
            manage(["verify_audit"], told)
    except Unreadable as error:
        raise SystemExit(str(error)) from error
    rows, files = sum(manifest["rows"].values()), len(manifest["members"]) - 2
    print(
        f"Restored the backup of {manifest['made_at']}: {rows:,} rows and {files:,} files, as they "
        f"were, in {time.monotonic() - began:.0f} s."
    )
    return 0


def refuse_unless_empty(up: Servers, told: dict[str, str]) -> None:
    """Nothing is overwritten: raises SystemExit where there is anything."""
    with psycopg.connect(up.owner) as connection:
        if archive.facts(connection)["rows"]:
            raise SystemExit("The database is not empty. Restore into an empty one.")
        roles = connection.execute(
            "SELECT count(*) FROM pg_roles WHERE rolname IN ('mdps_owner', 'mdps_app')"
        ).fetchone()
        if roles != (2,):
            raise SystemExit("The roles are missing. Run docker/roles.sql as superuser first.")
        archive.refuse_older_programs(connection)
    for name, folder in (("files", _files(told)), ("anchors", _anchors(told).parent)):
        if folder.exists() and any(path.is_file() for path in folder.rglob("*")):
            raise SystemExit(f"The folder of the {name}, {folder}, is not empty. Move it away.")


def wholly(source: Path, key: bytes, up: Servers, told: dict[str, str]) -> dict[str, Any]:
    """Restore all of it or nothing: what was laid out is taken away where it does not end well."""
    try:
        return restore(source, key, up, told)
    except BaseException as error:
        for folder in (_files(told), _anchors(told).parent):
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, subprocess.CalledProcessError):  # which has said why, above
            raise SystemExit("The database could not be loaded. Nothing was restored.") from error
        if isinstance(error, OSError):
            why = error.strerror or str(error)
            raise SystemExit(
                f"The files could not be written: {why}. Nothing was restored."
            ) from error
        raise


def restore(source: Path, key: bytes, up: Servers, told: dict[str, str]) -> dict[str, Any]:
    """Lay out files and anchors, and load the dump as the owner. Returns the manifest."""
    with tempfile.TemporaryDirectory() as scratch:
        dump = Path(scratch) / archive.DUMP

        def take(name: str, stream: IO[bytes]) -> None:
            target = dump if name == archive.DUMP else _anchors(told)
            if name.startswith(archive.FILES):
                folder = os.path.abspath(_files(told))
                target = Path(os.path.abspath(Path(folder, name.removeprefix(archive.FILES))))
                if not target.is_relative_to(folder):
                    raise Unreadable(f"The backup names a file outside its folder: {name}")
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with target.open("wb") as out:
                shutil.copyfileobj(stream, out)

        manifest = archive.read(source, key, take)
        arguments, environ = archive.run_as(up.owner)
        subprocess.run(
            [
                *(archive.program("pg_restore"), *arguments),
                *("--single-transaction", "--exit-on-error", dump),
            ],
            env=environ,
            check=True,
        )
    with psycopg.connect(up.owner, autocommit=True) as connection:
        # Rights on the database itself are in no dump.
        connection.execute(
            "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC',"
            " current_database()); END $$"
        )
        connection.execute("ANALYZE")
    return manifest


def differences(manifest: dict[str, Any], up: Servers, told: dict[str, str]) -> list[str]:
    """What is not as the manifest says, a sentence each."""
    with psycopg.connect(up.owner) as connection:
        now = archive.facts(connection)
    found = [
        f"{table}: {now['rows'].get(table, 0):,} rows instead of {count:,}."
        for table, count in manifest["rows"].items()
        if now["rows"].get(table) != count
    ]
    found += [
        f"{name}: {now[name]} instead of {manifest[name]}."
        for name in ("ledger", "committed", "audit_head")
        if now[name] != manifest[name]
    ]
    for name, said in manifest["members"].items():
        if name.startswith(archive.FILES):
            path = _files(told) / name.removeprefix(archive.FILES)
            if hashlib.sha256(path.read_bytes()).hexdigest() != said["sha256"]:
                found.append(f"{name} is not what was kept.")
    return found


def _files(told: dict[str, str]) -> Path:
    return Path(told["MDPS_FILES"])


def _anchors(told: dict[str, str]) -> Path:
    return Path(told.get("MDPS_ANCHORS") or _files(told) / "anchors") / "anchors.txt"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
