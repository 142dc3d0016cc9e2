"""Pages while a report is made: how much worse their 95th percentile gets.

The report is the annual one over 20,000 awards (bench.report_of_many), made by a real worker; the
pages come from a real gunicorn. In turns: the worker works, or stands still (SIGSTOP), and so makes
one report through all rounds. In the first round it gathers the figures.
"""

import http.client
import itertools
import signal
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.urls import reverse

from bench import databases
from bench.asked import Asked
from bench.lost_workers import is_in, send, until
from bench.outcome import Outcome
from bench.report_of_many import AWARDS, SUPPLIERS, load
from bench.report_of_many_made import asked as a_report_of_the_year
from bench.serving import served
from bench.visitor import Visitor
from reporting.models import Report

DATABASE = "bench_beside"
PAGES = ("/", reverse("contracts:list"), reverse("referrals:list"))
MOST = 1.5
FEWEST, ROUNDS, VISITORS = 3, 7, 2
PAUSE = 0.1  # seconds between two pages of a visitor
PAGES_A_TURN = 80


def run(asked: Asked) -> Iterator[Outcome]:
    """Rounds with and without, until there were enough or the report is made."""
    databases.copy(DATABASE)
    load(AWARDS, SUPPLIERS)
    databases.settle(DATABASE)
    cookie = Visitor.of(DATABASE, "commissioner").session
    found: list[tuple[float, float]] = []
    with served(DATABASE) as up:
        look = partial(looking, up.port, cookie)
        look()  # fills what is kept
        report = a_report_of_the_year()
        until(lambda: is_in(report, Report.State.RUNNING), "begun")
        while len(found) < ROUNDS:
            beside = look()
            send(up.worker, signal.SIGSTOP)
            without = look()
            send(up.worker, signal.SIGCONT)
            if not is_in(report, Report.State.RUNNING):
                break
            found.append((beside, without))
    if len(found) < FEWEST:
        raise SystemExit(f"The report was made within {len(found)} rounds, too soon to say.")
    yield Outcome(
        f"95th percentile of pages while the report of {AWARDS:,} awards is made, as without it",
        [beside / without for beside, without in found],
        MOST,
        floors=tuple(without for _, without in found),
    )


def looking(port: int, cookie: str) -> float:
    """Visitors open page after page; the 95th percentile of the seconds of all."""
    each = PAGES_A_TURN // VISITORS

    def visit(first: int) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        taken = []
        for page in itertools.islice(itertools.cycle(PAGES), first, first + each):
            taken.append(_seconds(connection, page, cookie))
            time.sleep(PAUSE)
        return taken

    with ThreadPoolExecutor(VISITORS) as pool:
        taken = itertools.chain(*pool.map(visit, range(VISITORS)))
        return statistics.quantiles(taken, n=20)[-1]


def _seconds(connection: http.client.HTTPConnection, page: str, cookie: str) -> float:
    began = time.perf_counter()
    connection.request("GET", page, headers={"Cookie": f"sessionid={cookie}"})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{page} answered {response.status}.")
    return time.perf_counter() - began
