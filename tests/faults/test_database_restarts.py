"""The database is restarted under people who award: nothing that was acknowledged is lost.

On a PostgreSQL of this test's own, which writes its log as in production. Only that can show that
a commit which was acknowledged outlives a crash.
"""

import subprocess
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from bench.cap_under_load import Goals, faults, load
from bin.local.postgres import Postgres
from bin.local.state import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


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
