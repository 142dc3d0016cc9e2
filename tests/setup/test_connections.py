"""Connections to the database: within their budget, and made anew where one was cut."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, close_old_connections, connection

from mdps.core.models import Team
from mdps.core.own_measures import connections_free
from tests.conftest import run_as_owner

ROOT = Path(settings.ROOT)
POSTGRES_TAKES = 100  # max_connections, unless told otherwise
BESIDES = 10  # people, backups and monitoring


def cut() -> int:
    """End this connection as a restart of the server would; its number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    run_as_owner(f"SELECT pg_terminate_backend({number})")
    return number


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_cut_is_made_anew_before_it_is_used() -> None:
    cut()
    close_old_connections()  # as each request and each task begins
    assert Team.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_without_the_look_whether_it_lives_the_next_request_would_fail() -> None:
    cut()
    with pytest.raises(OperationalError):
        Team.objects.count()
    connection.close()


def test_what_the_containers_hold_is_within_the_budget() -> None:
    """A web process holds a connection a thread, a worker one a child, beat one."""
    command = (ROOT / "Dockerfile").read_text().replace('", "', " ").replace('", \\\n     "', " ")
    services = (ROOT / "docker-compose.yml").read_text()
    web = [int(number) for number in re.findall(r"--(?:workers|threads) (\d+)", command)]
    children = [int(number) for number in re.findall(r'--concurrency, "(\d+)"', services)]

    assert (web, children) == ([2, 4], [2, 1])
    assert web[0] * web[1] + sum(children) + 1 + BESIDES < POSTGRES_TAKES


@pytest.mark.django_db
def test_operators_see_how_many_are_left() -> None:
    assert 0 < connections_free() < POSTGRES_TAKES
