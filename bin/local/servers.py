"""The servers that the commands run on: our own, or those the environment names.

The last command that uses a state folder's servers stops them. Who is last is told by a file
lock, which ends with its process: a killed command leaves nothing that the next cannot mend.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bin.local.postgres import Postgres
from bin.local.state import State
from bin.local.valkey import Valkey

MEMORY = Path("/dev/shm")  # noqa: S108 - folders in it are made by mkdtemp
MEMORY_NEEDED = 3 * 1024**3  # bytes: the databases, and the log that they write ahead


@dataclass(frozen=True)
class Servers:
    """Addresses of what is up."""

    database: str
    owner: str
    broker: str


@contextmanager
def servers(state: State, *, durable: bool = True) -> Iterator[Servers]:
    """Keep the servers up for the block; stop what nobody else uses any more."""
    state.make()
    postgres, valkey = Postgres(state, durable), Valkey(state)
    database, owner = given_databases()
    broker = os.environ.get("BROKER_URL")
    with state.lock("starting"):
        in_use = state.lock("in-use", fcntl.LOCK_SH)
        try:
            if not database:
                postgres.start()
            if not broker:
                valkey.start()
        except BaseException:
            in_use.close()
            _stop_if_last(state, postgres, valkey)
            raise
    try:
        yield Servers(
            database=database or postgres.url("app"),
            owner=owner or postgres.url("owner"),
            broker=broker or valkey.url,
        )
    finally:
        with state.lock("starting"):
            in_use.close()
            _stop_if_last(state, postgres, valkey)


def given_databases() -> tuple[str, str]:
    """DATABASE_URL and DATABASE_OWNER_URL: both, or neither."""
    database, owner = (os.environ.get(n, "") for n in ("DATABASE_URL", "DATABASE_OWNER_URL"))
    if bool(database) != bool(owner):
        raise SystemExit(
            "Set both DATABASE_URL (the application's role) and DATABASE_OWNER_URL "
            "(the role that migrates), or neither."
        )
    return database, owner


def empty(state: State) -> None:
    """Stop the servers of a state folder and delete its data. The locks stay, they may be held."""
    state.make()
    Valkey(state).remove()
    Postgres(state).remove()
    for path in state.folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.suffix != ".lock":
            path.unlink()


def in_memory() -> Path:
    """A folder that no disk stands behind, where there is one with room that programs run from.

    A database is made there by copying in a fraction of the time. Else where temporary files are.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
        noexec = os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
        if not noexec and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED:
            return MEMORY
    return Path(tempfile.gettempdir())


@contextmanager
def temporary(purpose: str, *, within: Path | None = None) -> Iterator[State]:
    """A state folder for the block, removed after it, as are those that killed commands left."""
    beginning = f"mdps-{purpose}-{os.geteuid()}-"
    within = within or Path(tempfile.gettempdir())
    for left in within.glob(f"{beginning}*"):
        if left.stat().st_uid == os.geteuid() and time.time() - left.stat().st_ctime > 60:
            _remove_if_unused(State(left))
    state = State(Path(tempfile.mkdtemp(prefix=beginning, dir=within))).make()
    with state.lock("alive"):
        try:
            yield state
        finally:
            _remove(state)


def _remove_if_unused(state: State) -> None:
    if alive := state.try_lock("alive"):
        with alive:
            _remove(state)


def _remove(state: State) -> None:
    empty(state)
    shutil.rmtree(state.folder, ignore_errors=True)


def _stop_if_last(state: State, *ours: Postgres | Valkey) -> None:
    if alone := state.try_lock("in-use"):
        with alone:
            for server in ours:
                server.stop()
