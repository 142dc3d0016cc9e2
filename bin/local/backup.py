"""`bin/backup ARCHIVE`: database, private files and anchors in one encrypted file, then verified.

The key is in the file that MDPS_BACKUP_KEY_FILE names, or in MDPS_BACKUP_KEY. The service may run
meanwhile: the dump is of one moment, and the files of that moment are all there. The keys in the
environment (MDPS_CASE_KEYS, SECRET_KEY) are not in it: keep them elsewhere.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bin.local import archive
from bin.local.environment import environment, manage
from bin.local.interrupt import end_in_order
from bin.local.sealed_file import FRAME, Writer, given_key
from bin.local.servers import Servers, servers
from bin.local.state import State


def main(arguments: list[str]) -> int:
    """Write the archive and read it again; 0 when it is whole."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if {"-h", "--help"} & set(arguments) else 2
    end_in_order()
    target, key, state = Path(arguments[0]).absolute(), given_key(), State.usual()
    if target.exists():
        raise SystemExit(f"{target} is there already. Give another name.")
    if not target.parent.is_dir():
        raise SystemExit(f"There is no folder {target.parent}. Make it first.")
    with servers(state) as up:
        told = environment(state, up, MDPS_DEMO="0")
        manage(["seal_audit"], told)
        began = time.monotonic()
        with said(target):
            manifest = write(target, key, up, told)
    if archive.read(target, key, archive.nothing) != manifest:
        raise SystemExit("The backup reads differently from what was written.")
    rows = sum(manifest["rows"].values())
    print(
        f"{target}: {target.stat().st_size:,} bytes, {rows:,} rows, "
        f"{len(manifest['members']) - 2:,} files, verified, in {time.monotonic() - began:.0f} s.\n"
        f"Audit head: {manifest['audit_head'] or 'none'}"
    )
    if bucket := told.get("MDPS_S3_BUCKET"):
        print(
            f"The private files are not in it: they are in the bucket {bucket}. Keep its versions."
        )
    return 0


@contextmanager
def said(target: Path) -> Iterator[None]:
    """What keeps a backup from being written, in a sentence; nothing of it is left."""
    try:
        yield
    except subprocess.CalledProcessError as error:  # which has said why, above
        raise SystemExit("The database could not be dumped. No backup was made.") from error
    except OSError as error:
        why = error.strerror or str(error)
        raise SystemExit(f"{target} could not be written: {why}. No backup was made.") from error


def write(target: Path, key: bytes, up: Servers, told: dict[str, str]) -> dict[str, Any]:
    """Write the archive under a temporary name, then give it its own. Returns its manifest."""
    part = target.with_name(f"{target.name}.part")
    folder = Path(told["MDPS_FILES"])
    try:
        with (
            tempfile.TemporaryDirectory(
                prefix=f"{target.name}.scratch-", dir=target.parent
            ) as scratch,
            psycopg.connect(up.owner) as connection,
            os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream,
        ):
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            made = archive.facts(connection) | {
                "version": 1,
                "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            }
            dump = _dump(connection, up.owner, Path(scratch))
            writer = Writer(stream, key)
            with tarfile.open(fileobj=writer, mode="w|", bufsize=FRAME) as tar:  # type: ignore[call-overload]
                members = {archive.DUMP: archive.add(tar, archive.DUMP, dump)}
                anchors = _anchors(told, made["audit_head"])
                members[archive.ANCHORS] = archive.add(tar, archive.ANCHORS, anchors)
                for path in archive.files_in(folder):
                    name = archive.FILES + path.relative_to(folder).as_posix()
                    members[name] = archive.add(tar, name, path)
                manifest = made | {"members": members}
                archive.add(tar, archive.MANIFEST, json.dumps(manifest).encode())
            writer.close()
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _dump(connection: psycopg.Connection[Any], url: str, scratch: Path) -> Path:
    """The database as `connection` sees it, by pg_dump, in its custom format."""
    [snapshot] = connection.execute("SELECT pg_export_snapshot()").fetchone() or [""]
    archive.refuse_older_programs(connection)
    arguments, told = archive.run_as(url)
    path = scratch / archive.DUMP
    subprocess.run(
        [archive.program("pg_dump"), *arguments, "-Fc", f"--snapshot={snapshot}", "-f", path],
        env=told,
        check=True,
    )
    return path


def _anchors(told: dict[str, str], head: str) -> bytes:
    """The anchors up to the head of the dump; later ones would not be found in it."""
    folder = told.get("MDPS_ANCHORS") or str(Path(told["MDPS_FILES"]) / "anchors")
    path, last = Path(folder) / "anchors.txt", int(head.split()[0]) if head else 0
    lines = path.read_text().splitlines() if path.exists() else []
    kept = [line for line in lines if line.split()[:1] and int(line.split()[0]) <= last]
    return "".join(f"{line}\n" for line in kept).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
