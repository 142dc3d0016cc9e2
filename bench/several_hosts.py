"""Two web servers and two workers on hosts of their own, against one PostgreSQL and one broker.

Started by `bin/several-hosts`. One web server and one worker lose their power midway.
"""

import os
import signal
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from bench import cap_clients, cap_records
from bench.cap_under_load import LEFT, LINES, Goals, say
from bench.lost_workers import caught, is_in, send, until
from bin.local.hosts import Host
from bin.local.processes import (
    Process,
    beat_command,
    start_process,
    web_command,
    worker_command,
)
from reporting.models import Report
from tests.build.people import given_a

PORT = 8000
GOALS = Goals(tries=300, awards=100)


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
        command = web_command(f"0.0.0.0:{PORT}")
        web = [start(host, command, folder, started) for host in made[:2]]
        first, second = (
            partial(start, host, worker_command(children=1, name=host.name), folder, started)
            for host in made[2:]
        )
        start(made[3], beat_command(folder / "beat"), folder, started)
        servers = [(host.address, PORT) for host in made[:2]]
        took = a_report_outlives_its_worker(first, second)
        print(f"A report was made once, {took:.0f} seconds after its worker's host lost its power.")
        return the_cap_holds(servers, web[0], asked.seconds, asked.clients)
    finally:
        for process in started:
            send(process, signal.SIGKILL)
            process.wait()


def start(host: Host, command: list[str], folder: Path, started: list[Process]) -> Process:
    """Start a process of the product on a host."""
    there = host.running(sys.executable, "-m", *command)
    process = start_process(there, folder / f"{host.name}.log")
    started.append(process)
    return process


def a_report_outlives_its_worker(
    start_one: Callable[[], Process], start_other: Callable[[], Process]
) -> float:
    """The only worker's host loses its power while it makes a report, and a worker on another one,
    started then, makes it; seconds that took."""
    by = given_a("commissioning_manager")
    report = caught(start_one(), signal.SIGKILL, by, count(1), another=start_one)
    start_other()
    return until(partial(is_in, report, Report.State.DRAFT), "made")


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
