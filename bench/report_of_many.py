"""An annual report over 20,000 awards to 2,000 suppliers, against WeasyPrint on its finished HTML.

Gathering the figures takes at most a tenth of what WeasyPrint takes, the whole job a tenth more
than it; memory stays within 100 MB and 150 kB a table row; and a row takes as long as it does among
a tenth of them. Each report is made in a process of its own (bench.report_of_many_made).
"""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction

from bench import databases
from bench.asked import Asked
from bench.outcome import Outcome
from contracts.models import CallOffContract, Commitment
from mdps.core.models import CaseKey
from tests.build.contracts import given_an_award

AWARDS, SUPPLIERS = 20_000, 2_000
TENTH = 10
ROUNDS = 3
VALUE = Decimal("500.00")
FIRST_DAY = dt.date(2025, 6, 1)
FIRST_ID = 1_000_000
MOST_BYTES, BYTES_A_ROW = 100 * 2**20, 150 * 2**10


def run(asked: Asked) -> Iterator[Outcome]:
    """Two reports, one over a tenth of the awards of the other."""
    sizes = (AWARDS // TENTH, AWARDS)
    for size in sizes:
        databases.copy(name(size))
        load(size, size * SUPPLIERS // AWARDS)
        databases.settle(name(size))
    made = {size: [report(size) for _ in range(ROUNDS)] for size in sizes}
    small, large = (made[size] for size in sizes)
    floors = tuple(each["floor"] for each in large)
    whole = f"annual report of {AWARDS:,} awards, {large[0]['pages']} pages"
    yield Outcome(
        f"{whole}: gathering the figures, beside WeasyPrint",
        [each["gather"] / each["floor"] for each in large],
        0.10,
        floors=floors,
    )
    yield Outcome(
        f"{whole}: the whole job, beside WeasyPrint",
        [each["job"] / each["floor"] for each in large],
        1.10,
        floors=floors,
    )
    yield Outcome(
        f"{whole}: memory, of 100 MB and 150 kB for each of {large[0]['rows']:,} rows",
        [each["bytes"] / (MOST_BYTES + BYTES_A_ROW * each["rows"]) for each in large],
        1.0,
    )
    yield Outcome(
        f"{whole}: a row among {large[0]['rows']:,} against one among {small[0]['rows']:,}",
        [
            (one["job"] / one["rows"]) / (other["job"] / other["rows"])
            for one, other in zip(large, small, strict=True)
        ],
        1.3,
    )


def report(size: int) -> dict[str, Any]:
    """Have one made by a process of its own; what that says of it."""
    databases.use(name(size))  # for all of its threads
    command = [sys.executable, "-m", "bench.report_of_many_made"]
    told = databases.environment()
    done = subprocess.run(command, env=told, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def load(awards: int, suppliers: int) -> None:
    """Copies of one award that the real actions made, each of a line of its own of its request."""
    one = given_an_award()
    contract = CallOffContract.objects.get(pk=one.pk)
    line, supplier = contract.line, contract.supplier
    commitment = Commitment.objects.get(contract=contract)
    numbers = range(FIRST_ID, FIRST_ID + awards)
    keys = [uuid4() for _ in range(suppliers)]
    copies(CaseKey.objects.get(pk=supplier.case_key_id), ({"id": key} for key in keys))
    copies(
        supplier,
        (
            {
                "id": FIRST_ID + number,
                "case_key_id": key,
                "name": f"Supplier {number:06d}",
                "registered_number": "",
            }
            for number, key in enumerate(keys)
        ),
    )
    copies(line, ({"id": number} for number in numbers))
    with transaction.atomic():  # no contract without its line of the ledger
        copies(
            contract,
            (
                {
                    "id": number,
                    "line_id": number,
                    "supplier_id": FIRST_ID + number % suppliers,
                    "delivered_by_id": FIRST_ID + number % suppliers,
                    "units": 1,
                    "unit_price": VALUE,
                    "value": VALUE,
                    "parts": [{"units": 1, "amount": str(VALUE), "percent": "0.00"}],
                    "comparison": list(_compared()),
                    "awarded_on": _day(number),
                }
                for number in numbers
            ),
        )
        copies(
            commitment,
            (
                {"id": number, "contract_id": number, "amount": VALUE, "on": _day(number)}
                for number in numbers
            ),
        )


def copies(record: models.Model, changes: Iterator[dict[str, Any]]) -> None:
    """Load a copy of `record`, as it lies in the database, for each of `changes`: values that stand
    in the place of its own."""
    table = record._meta.db_table
    fields = [field for field in record._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE id = %s", [record.pk])
        lies = dict(zip((field.attname for field in fields), cursor.fetchone(), strict=True))
    rows = (tuple(map(_written, (lies | change).values())) for change in changes)
    databases.load(table, columns, rows)


def _written(value: object) -> object:
    return json.dumps(value) if isinstance(value, list | dict) else value


def _compared() -> Iterator[dict[str, object]]:
    """Three prices that were on screen."""
    for rank, price in enumerate((VALUE, VALUE + 50, VALUE + 90), start=1):
        yield {
            "rank": rank,
            "supplier": f"Supplier {rank}",
            "unit_price": str(price),
            "total": str(price),
        }


def _day(number: int) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=number % 365)


def name(size: int) -> str:
    """The database of this size."""
    return f"bench_report_{size}"
