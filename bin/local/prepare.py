"""Migrations, static files and demonstration data, on servers that are up."""

import hashlib
import shutil
from pathlib import Path

import psycopg

from bin.local import migrated
from bin.local.edited import edited_since, note_migrations
from bin.local.environment import as_owner, environment, manage
from bin.local.postgres import Postgres
from bin.local.servers import Servers, given_databases
from bin.local.state import ROOT, State

# What stands at a table that goes with the tables wherever they go, into a backup too.
SAY = "COMMENT ON TABLE django_migrations IS {}"
SAID = "SELECT obj_description(to_regclass('django_migrations'))"


def prepare(state: State, servers: Servers, *, size: str) -> None:
    """Make the database ready: the newest tables, and demonstration data of `size` once.

    Data whose making was interrupted is made anew; where it was finished, nothing is done. Where
    all of this is as the last time, nobody is asked: each question starts the whole product.
    Ends where the tables were made by migrations that have been edited since.
    """
    if is_prepared(state, servers):
        return
    unfinished = state.folder / "demonstration-data.unfinished"
    if unfinished.exists() and not given_databases()[0]:
        say("The demonstration data was not finished; starting it over")
        Postgres(state).recreate_database()
        # They are of the database that is gone; a new chain would not fit them.
        shutil.rmtree(state.files / "anchors", ignore_errors=True)
    refuse_edited(servers)
    for_app = environment(state, servers)
    say("Bringing the database up to date")
    manage(["migrate", "--verbosity", "0"], as_owner(for_app, servers))
    manage(["collectstatic", "--noinput", "--verbosity", "0"], for_app)
    unfinished.touch()
    manage(["demo_data", "--size", size, "--seed", "1"], for_app)
    unfinished.unlink()
    with psycopg.connect(servers.owner, autocommit=True) as owner:
        note_migrations(owner)
        owner.execute(SAY.format(f"'{fingerprint(state)}'"))


def refuse_edited(servers: Servers) -> None:
    """End, saying what to do, where the database was made by migrations that read differently."""
    with psycopg.connect(servers.owner) as owner:
        edited = edited_since(owner)
    if edited:
        raise SystemExit(
            f"The demonstration's tables were made by an earlier text of {', '.join(edited)}, "
            "so the pages would not fit them. bin/demo --fresh deletes its data and starts over."
        )


def is_prepared(state: State, servers: Servers) -> bool:
    """Whether the database says that it was made ready for just these files."""
    with psycopg.connect(servers.owner) as owner:
        said = owner.execute(SAID).fetchone()
    return said == (fingerprint(state),)


def fingerprint(state: State) -> str:
    """Changes with the migrations, with what is installed, and with the static files, as they are
    and as they were collected.
    """
    content = hashlib.sha256(migrated.fingerprint().encode())
    for path in sorted(_files(ROOT / "static")):
        content.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    for path in sorted(_files(state.static)):
        content.update(f"{path.relative_to(state.static)}\0{path.stat().st_size}\0".encode())
    return content.hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def say(text: str) -> None:
    """Progress, at once."""
    print(text, flush=True)
