"""Worker and beat do not start with weak secrets, nor as a database role that may too much."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = ("worker", "--pool", "solo", "--without-gossip", "--without-mingle")
OWNS = (
    "Does not start: The application's database role owns tables. Set DATABASE_URL to the plain "
    "role. The application's database role could change what is committed under the cap."
)


@pytest.fixture(params=["worker", "beat"])
def process(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, ...]:
    """What is given to celery; beat keeps its schedule in a folder of the test alone."""
    beat = ("beat", "--pidfile=", "--schedule", str(tmp_path / "schedule"))
    return WORKER if request.param == "worker" else beat


def address(role: str) -> str:
    """This test's database, for a role given by its address."""
    return urlsplit(role)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def start(process: tuple[str, ...], **environment: str) -> tuple[int, str]:
    """How a real process ends that is refused, and the last line of what it says."""
    run = subprocess.run(
        [sys.executable, "-m", "celery", "-A", "mdps.celery", *process],
        cwd=settings.ROOT,
        env=os.environ | environment | {"MDPS_LOG_JSON": "0"},
        capture_output=True,
        text=True,
    )
    return run.returncode, run.stderr.strip().splitlines()[-1]


def test_the_owners_role_is_refused(process: tuple[str, ...]) -> None:
    ended, said = start(process, DATABASE_URL=address(settings.DATABASE_OWNER_URL))
    assert (ended, OWNS in said) == (1, True), said


def test_a_weak_key_is_refused(process: tuple[str, ...]) -> None:
    url = address(os.environ["DATABASE_URL"])
    ended, said = start(process, DATABASE_URL=url, SECRET_KEY="weak")
    assert (ended, "Does not start: SECRET_KEY has 4 characters, " in said) == (1, True), said


def test_a_database_that_does_not_answer_is_named() -> None:
    nowhere = urlsplit(os.environ["DATABASE_URL"])._replace(path="/there_is_no_such").geturl()
    said = "Does not start: The database does not answer, so nothing starts that works on it."
    assert start(WORKER, DATABASE_URL=nowhere) == (1, said)
