"""The cap under load, in short: a running server, killed in the middle (`bin/load-cap` is long)."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from bench import databases
from bench.cap_clients import Told
from bench.cap_under_load import Goals, faults, load
from bin.local.state import ROOT
from tests.build.contracts import given_an_award

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

LEFT = Decimal("60000.00")


def test_eight_clients_do_not_pass_the_cap_of_a_server_that_is_killed(tmp_path: Path) -> None:
    environment = databases.environment() | {
        "MDPS_STATIC": str(tmp_path / "static"),
        "MDPS_SECOND_FACTOR": "0",
    }
    collect = [sys.executable, ROOT / "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(collect, env=environment, check=True)

    goals = Goals(tries=20, awards=3)

    told, _ = load(
        seconds=12,
        clients=8,
        left=LEFT,
        lines=60,
        environment=environment,
        log=tmp_path / "web.log",
        tries=goals.tries,
    )

    assert faults(told, goals) == []


def test_a_run_that_proves_nothing_or_lost_a_contract_is_at_fault() -> None:
    given_an_award()

    found = faults(Told(contracts={987654}), Goals(tries=1, awards=1))

    assert [fault.partition(" ")[0] for fault in found] == [
        "10498800.00",
        "{987654}",
        "Nobody",
        "0",
        "0",
    ]
