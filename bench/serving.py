"""The real product over one of the databases: gunicorn, a worker and beat, as of `bin/demo`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench import databases
from bench.cap_clients import until_it_answers
from bin.local.processes import Process, listen, running
from bin.local.servers import temporary


@dataclass(frozen=True)
class Served:
    """The port at which it answers, and the worker that makes reports, with its children."""

    port: int
    worker: Process


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
