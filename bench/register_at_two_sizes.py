"""The suppliers register with 50 and with 5,000 suppliers: a page must not know how many there are.

Every supplier is admitted to two lots. The page of 50 rows is asked for in turns, and the number of
queries must be the same.
"""

import datetime as dt
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import databases
from bench.outcome import Outcome
from lots.models import Lot
from lots.queries import criteria_on
from mdps.core.models import DecisionRecord, User
from suppliers.models import Admission, Application, Supplier

SMALL, LARGE = 50, 5_000
ROUNDS = 15
PAGES_A_ROUND = 8
GOAL = 1.3
DAY = dt.date(2026, 6, 1)


def run() -> Outcome:
    """Measure, and say how it went."""
    visitors = {size: visitor(size) for size in (SMALL, LARGE)}
    queries = {size: count_queries(size, visitors[size]) for size in visitors}
    ratios = []
    for number in range(ROUNDS):
        order = (SMALL, LARGE) if number % 2 else (LARGE, SMALL)
        taken = {size: seconds(size, visitors[size]) for size in order}
        ratios.append(taken[LARGE] / taken[SMALL])
    faults = []
    if len(set(queries.values())) > 1:
        faults.append(f"Queries differ: {queries[SMALL]} and {queries[LARGE]}.")
    outcome = Outcome(
        f"suppliers register, {LARGE:,} against {SMALL} ({queries[LARGE]} queries)",
        ratios,
        GOAL,
        tuple(faults),
    )
    outcome.show()
    return outcome


def visitor(size: int) -> Client:
    """A commissioner, signed in, on a database with this many suppliers."""
    databases.copy(name(size))
    officer = User.objects.create_user("bench", name="Bench", roles=["commissioner"])
    load(size, officer)
    databases.settle(name(size))
    databases.use(name(size))
    client = Client(headers={"host": "localhost"})
    client.force_login(officer)
    return client


def load(size: int, officer: User) -> None:
    """Suppliers, each admitted to two lots by one decision."""
    decision = DecisionRecord.objects.create(
        kind=DecisionRecord.Kind.ADMISSION,
        subject="Bench",
        authority="CR 3",
        decided_by=officer,
        decided_on=DAY,
        consulted="Bench",
        consulted_on=DAY,
        reasons="Bench",
    )
    lots = list(Lot.objects.order_by("pk").values_list("pk", flat=True))[:2]
    versions = {
        lot.pk: found.pk
        for lot in Lot.objects.filter(pk__in=lots)
        if (found := criteria_on(lot, DAY))
    }
    databases.load(
        Supplier._meta.db_table,
        "id, name, kind, registered_number, email, phone, is_sme, is_vcse, registered_on",
        (
            (number, f"Supplier {number:06d}", "company", "", "a@example.org", "", True, False, DAY)
            for number in range(1, size + 1)
        ),
    )
    databases.load(
        Application._meta.db_table,
        "id, supplier_id, lot_id, state, statement, answers, portal_reference, submitted_on,"
        " submitted_by_id, assessment, decision_id, decided_on, due_on,"
        " extension_reason, criteria_version_id",
        (
            (
                *(pk, supplier, lot, "admitted", "", "[]", "", DAY, officer.pk, ""),
                *(decision.pk, DAY, DAY, "", versions[lot]),
            )
            for pk, supplier, lot in places(size, lots)
        ),
    )
    databases.load(
        Admission._meta.db_table,
        "id, supplier_id, lot_id, application_id, state, admitted_on, decision_id",
        (
            (pk, supplier, lot, pk, "admitted", DAY, decision.pk)
            for pk, supplier, lot in places(size, lots)
        ),
    )


def places(size: int, lots: list[int]) -> Iterator[tuple[int, int, int]]:
    """A number for each supplier on each lot."""
    for supplier in range(1, size + 1):
        for index, lot in enumerate(lots):
            yield supplier * len(lots) + index, supplier, lot


def count_queries(size: int, client: Client) -> int:
    """How many queries one page takes, once everything that is kept is kept."""
    seconds(size, client)
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("suppliers:list"))
    return len(captured)


def seconds(size: int, client: Client) -> float:
    """How long the pages of one round take."""
    databases.use(name(size))
    url = reverse("suppliers:list")
    client.get(url)  # the new connection is not what is measured
    began = time.perf_counter()
    for _ in range(PAGES_A_ROUND):
        response = client.get(url)
    taken = time.perf_counter() - began
    if response.status_code != 200:
        raise SystemExit(f"{url} answered {response.status_code}.")
    return taken


def name(size: int) -> str:
    """The database of this size."""
    return f"mdps_{size}"
