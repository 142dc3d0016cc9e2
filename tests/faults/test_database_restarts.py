"""The database is restarted under people who award: nothing that was acknowledged is lost.

On a PostgreSQL of this test's own, which writes its log as in production. Only that can show that
a commit which was acknowledged outlives a crash.
"""

import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import environ
import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections

from bench.cap_under_load import ROOT, Goals, faults, load
from bin.local.environment import environment
from bin.local.postgres import Postgres
from bin.local.servers import Servers, temporary

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def own_postgres(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
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


def test_no_award_that_was_acknowledged_is_lost_and_none_is_made_twice(
    own_postgres: tuple[Postgres, dict[str, str]], tmp_path: Path
) -> None:
    postgres, told_to = own_postgres
    collect = [ROOT / ".venv/bin/python", ROOT / "manage.py", "collectstatic", "--no-input"]
    subprocess.run([*collect, "--verbosity=0"], env=told_to, check=True)
    goals = Goals(tries=12, awards=3)

    def crash(*_: object) -> None:
        options = ("-D", postgres.data, "-m", "immediate", "-w", "-l", postgres.home / "log")
        postgres._run("pg_ctl", *options, "restart")

    told, _ = load(
        seconds=8,
        clients=4,
        left=Decimal("60000.00"),
        lines=40,
        environment=told_to,
        log=tmp_path / "web.log",
        tries=goals.tries,
        fault=crash,
    )

    connections.close_all()  # this thread's own was cut off too
    assert faults(told, goals) == []
    with psycopg.connect(postgres.url("owner")) as asked:
        assert asked.execute("SHOW synchronous_commit").fetchone() == ("on",)
