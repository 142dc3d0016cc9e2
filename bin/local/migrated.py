"""An empty, migrated database for the tests to copy, kept from run to run.

To migrate takes longer than most runs of a part of the tests. So the cluster with the migrated
database is kept in `.state/migrated`, under a hash of what it was made from, and laid out anew for
each run. Servers that the environment names are migrated at each run.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bin.local.environment import environment, manage
from bin.local.postgres import ROLES, Postgres
from bin.local.servers import Servers, given_databases, servers
from bin.local.state import ROOT, State

TEMPLATE = "mdps_migrated"
REQUIREMENTS = ROOT / "requirements-dev.txt"
IMPORT = re.compile(r"^(?:from ([\w.]+) )?import (\w+)", re.MULTILINE)


@contextmanager
def servers_for_tests(state: State) -> Iterator[Servers]:
    """Servers, not durable, on which the migrated database is ready to be copied."""
    if not given_databases()[0]:
        lay_out(state)
    with servers(state, durable=False) as up:
        if given_databases()[0]:
            _migrate(state, up)
        yield up


def lay_out(state: State) -> None:
    """Give a new state folder a cluster with the migrated database; its owner may make more."""
    usual = State.usual().make()
    with usual.lock("migrated"):
        _lay_out(state, usual.folder / "migrated" / fingerprint())


def fingerprint() -> str:
    """Changes with the migrations and what they import, the roles and the requirements."""
    files = {*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")}
    for migration in list(files):
        for module, name in IMPORT.findall(migration.read_text()):
            path = ROOT.joinpath(*module.split("."))
            files |= {path.with_suffix(".py"), path / f"{name}.py"}
    content = hashlib.sha256()
    for path in sorted({ROLES, REQUIREMENTS, *files}):
        if path.is_file():
            content.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return content.hexdigest()[:16]


def _lay_out(state: State, kept: Path) -> None:
    """Put the cluster that is kept into a new state folder; make and keep it if there is none."""
    if kept.exists():
        _copy(_secrets(kept), state.folder)
        postgres = Postgres(state)
        postgres.make_home()
        _copy([kept / "data"], postgres.home)
        return
    shutil.rmtree(kept.parent, ignore_errors=True)  # of other migrations
    with servers(state, durable=False) as up:
        _migrate(state, up)
    unfinished = kept.with_name("unfinished")
    unfinished.mkdir(parents=True)
    _copy([*_secrets(state.folder), Postgres(state).data], unfinished)
    unfinished.rename(kept)


def _secrets(folder: Path) -> list[Path]:
    """The files of a state folder that its database goes with."""
    return [path for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"]


def _copy(sources: list[Path], into: Path) -> None:
    """With their owner and rights: the cluster is PostgreSQL's, the secrets are ours alone."""
    subprocess.run(["cp", "-a", *sources, into], check=True)


def _migrate(state: State, up: Servers) -> None:
    """Make the database anew and migrate it."""
    with psycopg.connect(up.owner, dbname="postgres", autocommit=True) as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
        owner.execute(f"CREATE DATABASE {TEMPLATE}")
    address = f"{up.owner.rpartition('/')[0]}/{TEMPLATE}"
    told = environment(state, up, MDPS_DEMO="0")
    manage(["migrate", "--verbosity", "0"], told | {"DATABASE_URL": address})
