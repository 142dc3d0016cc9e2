"""Reports are read from a real standby; from the main database where it lags or is away, and then
the job says so.
"""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from bin.local.postgres import Postgres
from bin.local.servers import temporary
from bin.local.standby import follow
from bin.local.state import ROOT
from mdps.core import audit, clock
from reporting.kinds import KINDS
from reporting.models import Report
from tests.build.contracts import given_an_award
from tests.build.reporting import given_a_queued_report

pytestmark = pytest.mark.django_db(transaction=True)

READS = """
SELECT coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0) FROM pg_stat_user_tables
WHERE relname = 'panel_paneldecision'
"""
BEHIND = re.compile(r"the main database: the replica is \d+ seconds? behind")
LAG = re.compile(r"\d+ seconds? behind")
BEGIN = "import django; django.setup(); "
MAKE = BEGIN + "from reporting.make import make; make({})"
ASK = (
    BEGIN + "from django.test import Client; print(Client().get('/health/detail/', headers="
    "{'host': 'localhost', 'authorization': 'Bearer a-token'}).text)"
)


@pytest.fixture
def standby(own_postgres: tuple[Postgres, dict[str, str]]) -> Iterator[Postgres]:
    with temporary("standby") as state:
        yield follow(own_postgres[0], state)


@pytest.fixture
def told(
    own_postgres: tuple[Postgres, dict[str, str]], standby: Postgres, tmp_path: Path
) -> dict[str, str]:
    """What a process is told that reads reports from the standby, and does not wait for it long."""
    _, environment = own_postgres
    return environment | {
        "DATABASE_REPLICA_URL": standby.url("app"),
        "MDPS_FILES": str(tmp_path),
        "MDPS_OPERATOR_TOKEN": "a-token",
        "MDPS_REPLICA_WAIT": "10",
    }


def an_award_and_then_a_report() -> Report:
    """A report that is asked for as soon as an award of its period was made."""
    given_an_award(on=dt.date(2026, 5, 20))
    return given_a_queued_report(Report.Kind.PANEL_ACTIVITY)


def run(code: str, told: dict[str, str]) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=told, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def sources(report: Report) -> list[str]:
    trail = audit.trail(report)
    return [each.detail["source"] for each in trail if each.action == "report.gathered"]


def reads_of_decisions(postgres: Postgres) -> int:
    with postgres.superuser("mdps") as asked:
        return asked.execute(READS).fetchone()[0]


def replica_of(health: str) -> str:
    [line] = [line for line in health.splitlines() if line.startswith("replica for reports: ")]
    return line.partition(": ")[2]


def test_a_report_is_read_from_the_replica_with_all_that_was_done_before_it(
    own_postgres: tuple[Postgres, dict[str, str]], standby: Postgres, told: dict[str, str]
) -> None:
    primary, _ = own_postgres
    report = an_award_and_then_a_report()
    with connection.cursor() as ours:  # what it has read itself is counted before
        ours.execute("SELECT pg_stat_force_next_flush()")
    before = reads_of_decisions(primary), reads_of_decisions(standby)
    asked = clock.now()

    run(MAKE.format(report.pk), told)

    report.refresh_from_db()
    assert (report.state, sources(report)) == (Report.State.DRAFT, ["the replica"])
    assert reads_of_decisions(primary) == before[0]
    assert reads_of_decisions(standby) > before[1]
    assert asked <= report.as_at <= clock.now()
    kind = KINDS[Report.Kind.PANEL_ACTIVITY]
    on_the_primary = kind.figures(report.period, report.as_at)
    assert report.figures | on_the_primary == report.figures
    assert replica_of(run(ASK, told)) == "0 seconds behind"


def test_a_replica_that_lags_or_is_away_keeps_no_report_from_being_made_and_the_job_says_so(
    standby: Postgres, told: dict[str, str]
) -> None:
    with standby.superuser() as asked:
        asked.execute("SELECT pg_wal_replay_pause()")
    late = an_award_and_then_a_report()

    run(MAKE.format(late.pk), told | {"MDPS_REPLICA_WAIT": "1"})
    how_late = replica_of(run(ASK, told))
    standby.stop()
    away = given_a_queued_report(Report.Kind.MONITORING)
    run(MAKE.format(away.pk), told)

    assert set(Report.objects.values_list("state", flat=True)) == {Report.State.DRAFT}
    [why] = sources(late)
    assert BEHIND.fullmatch(why)
    assert LAG.fullmatch(how_late)
    assert sources(away) == ["the main database: the replica does not answer"]
    assert replica_of(run(ASK, told)) == "the replica does not answer"


def test_the_replica_is_a_standby_and_takes_nothing_in(
    own_postgres: tuple[Postgres, dict[str, str]], standby: Postgres, told: dict[str, str]
) -> None:
    no_standby = told | {"DATABASE_REPLICA_URL": own_postgres[0].url("app")}

    assert replica_of(run(ASK, no_standby)) == "what DATABASE_REPLICA_URL names is no replica"
    with (
        psycopg.connect(standby.url("app")) as asked,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        asked.execute("DELETE FROM django_session")
