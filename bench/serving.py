"""The real product over one of the databases: gunicorn, a worker and beat, as of `bin/demo`."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.test import Client

from bench import databases
from bench.cap_clients import until_it_answers
from bin.local.processes import listen, running
from bin.local.servers import temporary
from mdps.core.models import User


@dataclass(frozen=True)
class Served:
    """The port at which it answers, and the worker that makes reports, with its children."""

    port: int
    worker: subprocess.Popen[bytes]


@contextmanager
def served(database: str) -> Iterator[Served]:
    """The product over this database, for the block."""
    databases.use(database)
    with temporary("serve") as state, listen(0) as listening:
        port = listening.getsockname()[1]
        told = databases.environment() | {"MDPS_SITE_URL": f"http://127.0.0.1:{port}"}
        with running(state, told, listening) as processes:
            processes.start("web", "worker", "beat")
            until_it_answers(port)
            yield Served(port, processes.started["worker"])


def session_of(person: User) -> str:
    """The cookie of somebody who is signed in, in the database that is in use."""
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    return client.cookies["sessionid"].value
