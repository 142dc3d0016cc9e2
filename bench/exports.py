"""Whole lists as CSV: their memory must not grow with their length.

Each is read to its end by a process of its own, whose peak is taken; among the largest size and
among the one before, in copies, since what a file shows of cases is written to the audit trail.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django

if __name__ == "__main__":
    django.setup()
    logging.disable(logging.INFO)

from bench import databases
from bench.asked import Asked
from bench.data import copy_of
from bench.data.terms import TODAY
from bench.lists import LISTS
from bench.outcome import Outcome
from bench.room import own_peak
from bench.visitor import Visitor
from mdps.core import clock

MOST = 1.2  # a tenth of it is the allocator's own swing
EXPORTED = ("contracts", "audit", "requests", "ledger")


def run(asked: Asked) -> Iterator[Outcome]:
    """The lists that grow, as many at once as there are cores: their memory is their own."""
    copies = [copy_of(size, f"export_{size}") for size in asked.sizes[-2:]]
    databases.close()
    lists = {each.name: each for each in LISTS}

    def of_both(name: str) -> list[dict]:
        return [exported(copy, lists[name].url, lists[name].role) for copy in copies]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (few, many) in zip(EXPORTED, pool.map(of_both, EXPORTED), strict=True):
            yield Outcome(
                f"peak memory of {name} as CSV, {many['lines']:,} lines as {few['lines']:,} lines"
                f" ({many['peak'] // 2**20} MB and {few['peak'] // 2**20} MB)",
                [many["peak"] / few["peak"]],
                MOST,
            )


def exported(database: str, url: str, role: str) -> dict:
    """What a process says that exports the list: its lines, and its peak in bytes."""
    command = [sys.executable, "-m", "bench.exports", database, url, role]
    done = subprocess.run(command, env=os.environ, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main(database: str, url: str, role: str) -> None:
    """Read the export to its end and keep nothing of it; print what that took."""
    with clock.at(TODAY):
        visitor = Visitor.of(database, role)
        response: Any = visitor.client.get(f"{url}?as=csv")
        if not response.streaming:
            raise SystemExit(f"{url} is not written as it is read: {response.status_code}.")
        lines = sum(piece.count(b"\n") for piece in response.streaming_content)
    print(json.dumps({"lines": lines, "peak": own_peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
