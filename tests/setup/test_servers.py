"""The local servers: shared while anybody needs them, stopped by the last, mended after a kill."""

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bin.local import run_tests
from bin.local.places import SOCKET_PATH_BYTES, socket_folder
from bin.local.postgres import Postgres
from bin.local.processes import listen
from bin.local.servers import servers, temporary
from bin.local.state import ROOT, State
from bin.local.valkey import Valkey


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Iterator[State]:
    """A state folder of this test's own, without the servers that the suite runs on."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL"):
        monkeypatch.delenv(name, raising=False)
    with temporary("setup") as made:
        yield made


def role_of(url: str) -> str:
    """Who one is when connecting to this address."""
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT current_user").fetchone()[0]


def test_the_last_one_out_stops_the_servers(state: State) -> None:
    with servers(state, durable=False) as first:
        with servers(state, durable=False) as second:
            assert second == first
        assert (role_of(first.database), role_of(first.owner)) == ("mdps_app", "mdps_owner")
    assert (Postgres(state).running(), Valkey(state).running()) == (False, False)


def test_data_outlives_a_killed_server(state: State) -> None:
    with servers(state) as up, psycopg.connect(up.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        pid = int((Postgres(state).data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
    with servers(state) as up, psycopg.connect(up.owner) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_killed_command_leaves_servers_that_the_next_one_stops(state: State) -> None:
    holding = (
        "import time; from bin.local.servers import *; from bin.local.state import *;"
        f"block = servers(State(Path({str(state.folder)!r})), durable=False); block.__enter__();"
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding], stdout=subprocess.PIPE, cwd=ROOT
    ) as other:
        assert other.stdout.readline() == b"up\n"
        other.kill()
    assert Postgres(state).running()
    with servers(state, durable=False):
        pass
    assert not Postgres(state).running()


def test_secrets_are_for_their_owner_alone(state: State) -> None:
    first = state.secrets
    assert stat.S_IMODE((state.folder / "secrets.json").stat().st_mode) == 0o600
    assert state.secrets == first


def test_no_command_line_shows_a_secret(state: State) -> None:
    with servers(state, durable=False):
        lines = b" ".join(path.read_bytes() for path in command_lines())
    assert [name for name, value in state.secrets.items() if value.encode() in lines] == []


def command_lines() -> list[Path]:
    """The command lines of all processes that can be read."""
    return [path for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]


def test_a_socket_path_is_never_too_long() -> None:
    deep = Path("/" + "/".join(["a" * 30] * 5))
    assert len(f"{socket_folder(deep)}/.s.PGSQL.5432.lock") < SOCKET_PATH_BYTES
    assert socket_folder(Path("/short")) == Path("/short/run")


def test_a_port_in_use_is_stepped_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with listen(port) as listening:
            assert listening.getsockname()[1] == port + 1


def test_a_second_demonstration_says_where_the_first_is(state: State) -> None:
    (state.folder / "address").write_text("http://127.0.0.1:8000")
    environment = {**os.environ, "MDPS_STATE": str(state.folder), "PYTHONPATH": str(ROOT)}
    with state.lock("demo"):
        said = second_demonstration(environment)
    assert said == "bin/demo is running already at http://127.0.0.1:8000. Ctrl-C there ends it.\n"


def second_demonstration(environment: dict[str, str]) -> str:
    """What `bin/demo --prepare` says beside another one."""
    command = [sys.executable, "-m", "bin.local.demo", "--prepare"]
    return subprocess.run(command, env=environment, capture_output=True, text=True).stderr


def test_without_a_browser_and_without_root_nothing_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert run_tests.program("CHROMIUM", run_tests.BROWSERS, package="chromium") == ""
