"""What happens to reports when their workers, the broker and the schedule go wrong, with real
processes and real signals. Each report must be made exactly once, within two minutes.

`bin/bench lost_workers` measures with the product's own times; a test does it with short ones.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event

from bench import databases
from bench.asked import Asked
from bench.outcome import Outcome
from bin.local.processes import Process, beat_command, start_process, worker_command
from bin.local.servers import temporary
from bin.local.state import ROOT
from bin.local.valkey import Valkey
from mdps.core import clock
from mdps.core.models import User
from reporting.kinds import KINDS
from reporting.models import Report
from reporting.periods import ONE_DAY, months_after
from reporting.request import request_report

SECONDS = 120  # the most that a report may take, whatever goes wrong
LINES = 40  # of a log, where something did not come in time
PACE = 0.02  # seconds between two looks at the database
# What a worker says that has lost its report; or its connection, where it stood still in the middle
# of a transaction for so long that the database ended it.
GIVES_UP = ("was given to another worker meanwhile", "SQLSTATE 25P03")
State, Kind = Report.State, Report.Kind


class Processes:
    """Workers and beats as process groups of their own, on a broker of their own."""

    def __init__(self, environment: Mapping[str, str], folder: Path, broker: Valkey):
        self.environment = {**environment, "BROKER_URL": broker.url, "PYTHONPATH": str(ROOT)}
        self.folder, self.broker = folder, broker
        self.started: list[Process] = []

    def worker(self) -> Process:
        """One that takes reports and everything else, one task at a time."""
        name = f"worker{len(self.started)}"
        return self._start(name, worker_command(children=1, name=name))

    def beat(self) -> Process:
        name = f"beat{len(self.started)}"
        return self._start(name, beat_command(self.folder / name))

    def said(self, words: str) -> bool:
        """Whether any of them has logged these words."""
        return any(words in log.read_text() for log in self.folder.glob("*.log"))

    def show_the_end(self) -> None:
        """The last lines that each of them has logged."""
        for log in sorted(self.folder.glob("*.log")):
            print(log.name, *log.read_text().splitlines()[-LINES:], sep="\n  ", flush=True)

    def restart_broker_empty(self) -> None:
        """As a broker that is killed and keeps nothing."""
        self.broker.remove()
        self.broker.start()

    def end(self) -> None:
        for process in self.started:
            send(process, signal.SIGKILL)
            process.wait()

    def _start(self, name: str, command: list[str]) -> Process:
        log = self.folder / f"{name}.log"
        process = start_process([sys.executable, "-m", *command], log, env=self.environment)
        self.started.append(process)
        return process


def send(process: Process, signal_number: signal.Signals) -> None:
    """To the process and all its children, where it still runs."""
    if process.poll() is None:
        os.killpg(process.pid, signal_number)


@contextmanager
def processes(environment: Mapping[str, str], folder: Path) -> Iterator[Processes]:
    """Nothing is started yet but the broker; everything is killed at the end of the block."""
    with temporary("lost") as state:
        broker = Valkey(state)
        broker.start()
        running = Processes(environment, folder, broker)
        try:
            yield running
        except TimeoutError:
            running.show_the_end()
            raise
        finally:
            running.end()


def everything_that_can_go_wrong(running: Processes, by: User) -> dict[str, float]:
    """Do it all, one after the other; return how many seconds each report took.

    Raises TimeoutError for a report that is not made in time.
    """
    taken = {}
    running.beat()
    running.beat()
    months = count(1)

    report = caught(running.worker(), signal.SIGKILL, by, months, another=running.worker)
    second = running.worker()
    taken["its worker is killed"] = until(lambda: is_in(report, State.DRAFT), "made")

    forgotten = asked_for(by, months_ago=next(months))
    running.restart_broker_empty()
    taken["the broker forgets everything"] = until(lambda: is_in(forgotten, State.DRAFT), "made")

    held = caught(second, signal.SIGSTOP, by, months, another=running.worker)
    running.worker()
    taken["its worker stands still"] = until(lambda: is_in(held, State.DRAFT), "made")
    send(second, signal.SIGCONT)
    until(lambda: any(map(running.said, GIVES_UP)), "given up by the worker that stood still")
    return taken


def caught(
    worker: Process,
    by_signal: signal.Signals,
    by: User,
    months: Iterator[int],
    *,
    another: Callable[[], Process],
) -> Report:
    """A report whose worker got the signal while it made it; one that was quicker is let go, and
    `another` worker started where that one is dead."""
    while True:
        report = asked_for(by, months_ago=next(months))
        until(partial(has_begun, report), "begun")
        send(worker, by_signal)
        if is_in(report, State.RUNNING):
            return report
        if by_signal is signal.SIGSTOP:
            send(worker, signal.SIGCONT)
        else:
            worker = another()


def asked_for(by: User, *, months_ago: int) -> Report:
    """A panel report of a month that is over."""
    today = clock.today()
    end = months_after(today.replace(day=1), 1 - months_ago)
    period = KINDS[Kind.PANEL_ACTIVITY].ending(end - ONE_DAY)
    return request_report(
        Kind.PANEL_ACTIVITY, period_start=period.start, period_end=period.end, by=by, on=today
    )


def has_begun(report: Report) -> bool:
    return not is_in(report, State.QUEUED)


def is_in(report: Report, state: Report.State) -> bool:
    return Report.objects.filter(pk=report.pk, state=state).exists()


def until(so: Callable[[], bool], what: str) -> float:
    """Wait until something is so, and return how many seconds that took."""
    began = time.monotonic()
    while not so():
        if time.monotonic() - began > SECONDS:
            raise TimeoutError(f"After {SECONDS} seconds it is not {what}.")
        Event().wait(PACE)
    return time.monotonic() - began


def faults() -> list[str]:
    """Each report that was not made exactly once."""
    return [
        f"{report} is {report.get_state_display().lower()}."
        for report in Report.objects.exclude(state=State.DRAFT)
    ]


def run(asked: Asked) -> Iterator[Outcome]:
    """With the product's own times: 60 seconds without a sign of life, 30 between two sweeps."""
    databases.copy("bench_lost")
    by = User.objects.create_user("lost", name="Bench", roles=["commissioning_manager"])
    with (
        tempfile.TemporaryDirectory() as folder,
        processes(databases.environment(), Path(folder)) as running,
    ):
        taken = everything_that_can_go_wrong(running, by)
    for what, seconds in taken.items():
        yield Outcome(f"a report of {SECONDS} seconds though {what}", [seconds / SECONDS], goal=1.0)
    not_once = tuple(faults())
    yield Outcome("reports not made exactly once", [len(not_once)], goal=0.0, faults=not_once)
