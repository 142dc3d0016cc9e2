"""Two web servers and two workers on hosts of their own, against one PostgreSQL and one broker.

Started by `bin/several-hosts`. One web server and one worker lose their power midway.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from bench import cap_clients, cap_records
from bench.cap_under_load import LEFT, LINES, Goals, say
from bench.lost_workers import asked_for, has_begun, is_in, send, until
from bin.local.hosts import Host
from bin.local.state import ROOT
from reporting.models import Report
from tests.build.people import given_a

PORT = 8000
WEB = f"gunicorn mdps.wsgi:application --bind 0.0.0.0:{PORT} --no-control-socket --workers 2"
THREADS = "--worker-class gthread --threads 4"
WORKER = "celery -A mdps.celery worker --queues celery,reports --concurrency 1 --hostname {}@%h"
BEAT = "celery -A mdps.celery beat --pidfile= --schedule {}"
GOALS = Goals(tries=300, awards=100)
Process = subprocess.Popen[bytes]


def main(arguments: list[str]) -> int:
    """Start them, let the clients try, hurt them, and say how it went."""
    parser = ArgumentParser(prog="bin/several-hosts", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--hosts", nargs="+", required=True)
    asked = parser.parse_args(arguments)
    made = [Host(*each.split("=")) for each in asked.hosts]
    folder = Path(os.environ["MDPS_FILES"]).parent
    started: list[Process] = []
    try:
        web = [start(host, f"{WEB} {THREADS}", folder, started) for host in made[:2]]
        first, second = (
            partial(start, host, WORKER.format(host.name), folder, started) for host in made[2:]
        )
        start(made[3], BEAT.format(folder / "beat"), folder, started)
        servers = [(host.address, PORT) for host in made[:2]]
        took = a_report_outlives_its_worker(first, second)
        print(f"A report was made once, {took:.0f} seconds after its worker's host lost its power.")
        return the_cap_holds(servers, web[0], asked.seconds, asked.clients)
    finally:
        for process in started:
            send(process, signal.SIGKILL)
            process.wait()


def start(host: Host, command: str, folder: Path, started: list[Process]) -> Process:
    """Start a process of the product on a host, as a group of its own."""
    with (folder / f"{host.name}.log").open("ab") as log:
        process = subprocess.Popen(
            host.running(sys.executable, "-m", *command.split()),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    started.append(process)
    return process


def a_report_outlives_its_worker(
    start_one: Callable[[], Process], start_other: Callable[[], Process]
) -> float:
    """The only worker's host loses its power while it makes a report, and a worker on another one,
    started then, makes it; seconds that took. A report that was quicker is let go."""
    by = given_a("commissioning_manager")
    for months in range(1, 20):
        report, worker = asked_for(by, months_ago=months), start_one()
        until(partial(has_begun, report), "begun")
        send(worker, signal.SIGKILL)
        if is_in(report, Report.State.RUNNING):
            start_other()
            return until(partial(is_in, report, Report.State.DRAFT), "made")
    raise SystemExit("No report was caught in the making.")


def the_cap_holds(
    servers: Sequence[cap_clients.Address], web: Process, seconds: float, clients: int
) -> int:
    """Clients at both web servers, of which one is killed midway; 1 when anything is wrong."""
    bids, officers = cap_records.prepare(left=LEFT, lines=LINES, officers=clients)
    for host, port in servers:
        cap_clients.until_it_answers(port, host)
    timer = threading.Timer(seconds / 2, send, [web, signal.SIGKILL])
    timer.start()
    began = time.monotonic()
    told = cap_clients.run(servers, bids, officers, seconds, GOALS.tries)
    timer.join()
    return say(told, clients=clients, took=time.monotonic() - began, goals=GOALS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
