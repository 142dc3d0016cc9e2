"""An award beside its own statements, sent again by psycopg: what the rules, the ledger, the audit
and the outbox cost in Python. With one client and with eight, and by its page (award_page).

Both databases begin as the same copy, so the same statements do the same to both. However the
awards come, the cap holds to the penny; a control without a lock shows what happens else.
"""

from collections.abc import Callable, Iterator
from itertools import islice

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from bench import award_page, databases
from bench.asked import Asked
from bench.award_control import control
from bench.data import copy_of
from bench.data.terms import FIRST, OPEN_ONES, TO_AWARD, TODAY
from bench.outcome import Outcome
from bench.statements import Listening, Sent, send
from bench.together import together
from contracts import ledger
from contracts.award import award
from contracts.models import CallOffContract
from contracts.terms import Terms
from lots.models import Service
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.cases import keyring
from mdps.core.models import User
from referrals.models import RequestLine, SupportRequest
from suppliers.models import Supplier
from tests.build.contracts import SERVICE

OURS, FLOOR = "bench_award", "bench_award_floor"
GOAL, MOST_STATEMENTS = 0.40, 25
EACH = 5  # awards of a client in a round, after one that does not count
ROUNDS = {1: 5, 8: 3}  # for so many clients; two hundred lines wait
REASON = "The child knows this supplier."
LIMIT = "a one-row UPDATE, the physical limit,"


def run(asked: Asked) -> Iterator[Outcome]:
    """One client, then eight; then whether the cap held, and what happens without a lock.

    Among 100,000 requests; in a hurry among the fewest, whose copies are made in no time.
    """
    with clock.at(TODAY):
        lines = prepare(asked.smallest if asked.quick else asked.sizes[1])
        before = CallOffContract.objects.count()
        for clients, rounds in ROUNDS.items():
            yield from measure(clients, rounds, lines)
        yield from award_page.measure(OURS, FLOOR, REASON, lines)
        yield the_cap_held(before)
    yield control(FLOOR)


def prepare(size: int) -> Iterator[int]:
    """Two copies in which two hundred approved lines wait for the same service; their ids."""
    copy_of(size, "award")
    first, last = FIRST + OPEN_ONES + 1, FIRST + TO_AWARD
    service = Service.objects.get(name=SERVICE).pk
    with databases.owner(OURS) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute(
            "UPDATE referrals_requestline SET service_id = %s WHERE id BETWEEN %s AND %s",
            [service, first, last],
        )
        _give_keys(owner, first, last)
    databases.settle(OURS)
    databases.copy(FLOOR, of=OURS)
    with databases.owner(FLOOR) as owner:
        owner.execute("CREATE TABLE bench_one AS SELECT 0 AS n")
    databases.use(OURS)
    return iter(range(first, last + 1))


def _give_keys(owner: psycopg.Connection, first: int, last: int) -> None:
    """The reasons of an award are sealed under the key of its request, which has to be one."""
    requests = SupportRequest.objects.filter(pk__range=(first, last))
    for key in requests.values_list("case_key_id", flat=True):
        wrapped, by = keyring.wrap(AESGCM.generate_key(bit_length=256), key.bytes)
        owner.execute(
            "UPDATE core_casekey SET wrapped = %s, wrapped_by = %s WHERE id = %s",
            [wrapped, by, key],
        )


def measure(clients: int, rounds: int, lines: Iterator[int]) -> Iterator[Outcome]:
    """So many clients award, then send the same statements, then change one row as often."""
    taken, count = [], 0
    for _ in range(rounds):
        ours, sent = together(awarding, [list(islice(lines, EACH + 1)) for _ in range(clients)])
        floor, _ = together(sending, sent)
        limit, _ = together(updating, [None] * clients)
        taken.append((ours, floor, limit))
        count = max(len(each.statements) for client in sent for each in client)
    databases.use(OURS)
    who = f"{clients} client{'s' if clients > 1 else ''}"
    too_many = f"{count} statements, and at most {MOST_STATEMENTS} are allowed."
    yield Outcome(
        f"its own statements beside an award, {who} ({count} statements)",
        [floor / ours for ours, floor, _ in taken],
        GOAL,
        faults=(too_many,) * (count > MOST_STATEMENTS),
        at_least=True,
        floors=tuple(floor for _, floor, _ in taken),
    )
    limits = [limit / ours for ours, _, limit in taken]
    yield Outcome(f"{LIMIT} beside an award, {who}", limits, 0.0, at_least=True)


def awarding(lines: list[int]) -> Callable[[], list[Sent]]:
    databases.use(OURS)
    officer = User.objects.get(username="the.officer")
    supplier = Supplier.objects.get(name="Severn Assessments")
    terms = [
        Terms(line=line, supplier=supplier, units=1, starts_on=TODAY, ends_on=TODAY, reason=REASON)
        for line in RequestLine.objects.filter(pk__in=lines).order_by("pk")
    ]
    warm = [_awarded(terms[0], officer)]
    return lambda: warm + [_awarded(each, officer) for each in terms[1:]]


def _awarded(terms: Terms, officer: User) -> Sent:
    """Award, and what that sent."""
    listening = Listening()
    with connection.execute_wrapper(listening):
        contract = award(terms, by=officer, on=TODAY)
    return Sent(listening.heard, contract.pk)


def sending(sent: list[Sent]) -> Callable[[], None]:
    raw = databases.application(FLOOR)
    send(raw, sent[0])

    def rest() -> None:
        for each in sent[1:]:
            send(raw, each)

    return rest


def updating(_: None) -> Callable[[], None]:
    raw = databases.owner(FLOOR)
    raw.execute("UPDATE bench_one SET n = n + 1", prepare=True)

    def often() -> None:
        for _ in range(EACH):
            raw.execute("UPDATE bench_one SET n = n + 1", prepare=True)

    return often


def the_cap_held(before: int) -> Outcome:
    """Every award is there with its line of the ledger, nothing is over the cap, no drift."""
    databases.use(OURS)
    scheme = current_scheme()
    awards = sum(n * m for n, m in ROUNDS.items()) * (EACH + 1) + award_page.LINES
    made = CallOffContract.objects.count() - before
    wrong = {
        f"{scheme.committed} is committed, over the cap of {scheme.cap}.": scheme.committed
        > scheme.cap,
        f"The drift is {ledger.drift(scheme)}.": ledger.drift(scheme) != 0,
        f"{awards} were awarded, and {made} contracts were made.": made != awards,
    }
    faults = tuple(fault for fault, is_so in wrong.items() if is_so)
    return Outcome(f"awards lost or over the cap, of {awards}", [float(len(faults))], 0.0, faults)
