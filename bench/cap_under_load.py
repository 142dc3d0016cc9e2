"""Clients try to pass the cap against a running server, which is killed and started again midway.

Started by `bin/load-cap`. Ends with 1 unless the cap held to the penny and everybody was told the
truth.
"""

import os
import signal
import socket
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from django.db.models import Sum

from bench import cap_clients, cap_records
from bench.cap_clients import Told
from bin.local.processes import Process, listen, start_process, web_command
from contracts import ledger
from contracts.models import CallOffContract, Commitment
from lots.queries import current_scheme

CAP = Decimal("10500000.00")
LEFT = Decimal("2000000.00")
LINES = 600


@dataclass(frozen=True)
class Goals:
    """How much has to happen for a run to prove anything."""

    tries: int = 1_000
    awards: int = 100


class Server:
    """The web server as a process group that can be killed; the socket outlives it."""

    def __init__(self, listening: socket.socket, environment: Mapping[str, str], log: Path):
        self.listening, self.environment, self.log = listening, environment, log
        self.process: Process | None = None

    def start(self) -> None:
        number = self.listening.fileno()
        command = [sys.executable, "-m", *web_command(f"fd://{number}")]
        self.process = start_process(command, self.log, env={**self.environment}, pass_fds=[number])

    def kill(self) -> None:
        """As a machine that loses its power: master and workers, without a word."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def kill_and_start(self) -> None:
        self.kill()
        self.start()


def load(
    *,
    seconds: float,
    clients: int,
    left: Decimal,
    lines: int,
    environment: Mapping[str, str],
    log: Path,
    tries: int,
    fault: Callable[[Server], object] = Server.kill_and_start,
) -> tuple[Told, float]:
    """Make the records, start the server, let the clients try; kill the server midway, or do
    whatever else `fault` does.

    `tries` is how many there have to be; on a slow machine it takes longer than `seconds`.
    """
    bids, officers = cap_records.prepare(left=left, lines=lines, officers=clients)
    with listen(0) as listening:
        server = Server(listening, environment, log)
        server.start()
        cap_clients.until_it_answers(listening.getsockname()[1])
        timer = threading.Timer(seconds / 2, fault, [server])
        timer.start()
        began = time.monotonic()
        try:
            told = cap_clients.run([listening.getsockname()], bids, officers, seconds, tries)
        finally:
            timer.join()
            server.kill()
    return told, time.monotonic() - began


def faults(told: Told, goals: Goals) -> list[str]:
    """What is wrong after a run: with the ledger, with what was said, or with the run itself."""
    scheme = current_scheme()
    contracts = set(CallOffContract.objects.values_list("pk", flat=True))
    lines = set(Commitment.objects.values_list("contract_id", flat=True))
    total = Commitment.objects.aggregate(total=Sum("amount"))["total"]
    awards = len(contracts) - 1  # without the great contract
    found = {
        f"{scheme.committed} is committed, more than the cap.": scheme.committed > CAP,
        f"The drift is {ledger.drift(scheme)}.": ledger.drift(scheme) != 0
        or total != scheme.committed,
        f"{scheme.headroom} is left, enough for the smallest bid.": scheme.headroom
        >= cap_records.SMALLEST,
        f"{told.contracts - contracts} were told of and do not exist.": told.contracts - contracts,
        f"{contracts ^ lines} are a contract without a line, or a line without one.": contracts
        ^ lines,
        f"{told.answers['unknown']} answers are not understood: {told.unknown[:1]}": told.unknown,
        f"{told.answers['no answer']} tries had no answer.": told.answers["no answer"],
        "Nobody was cut off, so the kill was not felt.": not told.cut_off,
        f"{told.tries} tries are fewer than {goals.tries}.": told.tries < goals.tries,
        f"{awards} awards are fewer than {goals.awards}.": awards < goals.awards,
    }
    return [fault for fault, is_so in found.items() if is_so]


def main(arguments: list[str]) -> int:
    """Run, and say how it went."""
    parser = ArgumentParser(prog="bin/load-cap", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=32)
    asked = parser.parse_args(arguments)
    log, goals = Path(os.environ["MDPS_FILES"]).with_name("load.log"), Goals()
    told, took = load(
        seconds=asked.seconds,
        clients=asked.clients,
        left=LEFT,
        lines=LINES,
        environment=os.environ,
        log=log,
        tries=goals.tries,
    )
    return say(told, clients=asked.clients, took=took, goals=goals)


def say(told: Told, *, clients: int, took: float, goals: Goals) -> int:
    """Print what clients were told in `took` seconds, and what is wrong; 1 when anything is."""
    scheme = current_scheme()
    print(f"{told.tries} tries by {clients} clients in {took:.0f} seconds:")
    for answer, count in told.answers.most_common():
        print(f"  {count:>6} {answer}")
    print(f"  {told.cut_off:>6} times cut off by the kill, and tried again")
    print(f"committed {scheme.committed}, left {scheme.headroom}, drift {ledger.drift(scheme)}")
    wrong = faults(told, goals)
    for fault in wrong:
        print(f"WRONG: {fault}")
    print("The cap did not hold, or nothing was proved." if wrong else "The cap held.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
