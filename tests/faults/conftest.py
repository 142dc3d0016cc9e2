"""Servers of a test's own, which can be hurt."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.db import connection, connections

from bench import databases
from bench.cap_clients import until_it_answers
from bench.cap_under_load import Server
from bin.local.environment import environment
from bin.local.postgres import Postgres
from bin.local.processes import listen
from bin.local.servers import Servers, temporary


@pytest.fixture
def port(transactional_db: None, tmp_path: Path) -> Iterator[int]:
    """Where a web server as in production answers, on this test's database. Its log is web.log."""
    told = databases.environment() | {
        "MDPS_STATIC": str(tmp_path),
        "MDPS_SECOND_FACTOR": "0",
        "DEBUG": "1",
        "MDPS_LOG_JSON": "1",
    }
    with listen(0) as listening:
        server, number = Server(listening, told, tmp_path / "web.log"), listening.getsockname()[1]
        try:
            server.start()
            until_it_answers(number)
            yield number
        finally:
            server.kill()


@pytest.fixture
def own_postgres(
    transactional_db: None,
) -> Iterator[tuple[Postgres, dict[str, str]]]:
    """A durable server with a copy of this test's database; the test's own thread uses it too."""
    with temporary("faults") as state:
        postgres = Postgres(state, durable=True)
        postgres.start()
        try:
            copy_to(postgres)
            before = dict(connection.settings_dict)
            role = environ.Env.db_url_config(postgres.url("app"))
            connections.close_all()
            connection.settings_dict.update(
                HOST=str(postgres.sockets),
                PORT="",
                NAME=role["NAME"],
                USER=role["USER"],
                PASSWORD=role["PASSWORD"],
            )
            up = Servers(postgres.url("app"), postgres.url("owner"), settings.CELERY_BROKER_URL)
            yield (
                postgres,
                environment(
                    state, up, MDPS_STATIC=str(state.static), MDPS_DEMO="0", MDPS_SECOND_FACTOR="0"
                ),
            )
            connections.close_all()
            connection.settings_dict.update(before)
        finally:
            postgres.stop()


def copy_to(postgres: Postgres) -> None:
    """The database of this test, with its tables, rights and first rows."""
    ours = environ.Env.db_url_config(settings.DATABASE_OWNER_URL)
    programs = postgres._programs
    dump = subprocess.run(
        [
            *(programs / "pg_dump", "--format=custom", "--username", ours["USER"]),
            *("--host", str(connection.settings_dict["HOST"]), connection.settings_dict["NAME"]),
        ],
        env={"PGPASSWORD": ours["PASSWORD"], "PGPORT": str(ours["PORT"] or "")},
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [
            *(programs / "pg_restore", "--exit-on-error", "--host", postgres.sockets),
            *("--username", "mdps_owner", "--dbname", "mdps"),
        ],
        env={"PGPASSWORD": postgres.state.secrets["owner"]},
        input=dump.stdout,
        check=True,
    )
