"""The negative control: clients that look what is left, and then commit it, without a lock."""

import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import psycopg

from bench import databases
from bench.outcome import Outcome

CAP, AMOUNT, CLIENTS, TRIES = Decimal(1_000), Decimal(100), 8, 5
A_MOMENT = 0.005  # seconds between looking and committing, as an officer's page takes


def control(database: str) -> Outcome:
    """It must pass its cap; else the other figures prove nothing."""
    with databases.owner(database) as owner:
        owner.execute("CREATE TABLE bench_control (amount numeric NOT NULL)")
        together = Barrier(CLIENTS)
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(lambda _: _client(database, together), range(CLIENTS)))
        total = _total(owner)
    return Outcome(
        "the control without a lock passes its cap", [float(total / CAP)], 1.01, at_least=True
    )


def _client(database: str, together: Barrier) -> None:
    with databases.owner(database) as own:
        for _ in range(TRIES):
            together.wait()
            total = _total(own)
            time.sleep(A_MOMENT)
            if total + AMOUNT <= CAP:
                own.execute("INSERT INTO bench_control VALUES (%s)", [AMOUNT])


def _total(connection: psycopg.Connection) -> Decimal:
    [row] = connection.execute("SELECT coalesce(sum(amount), 0) FROM bench_control")
    return row[0]
