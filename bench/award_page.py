"""The page that awards: its POST beside a POST that only sends what it sent.

Both pass the same middleware, with a session and a CSRF token. The second view does nothing but
send the page's own statements again, prepared, in one transaction to a copy of the database.
"""

import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from bench import databases, urls
from bench.data.terms import TODAY
from bench.outcome import Outcome
from bench.statements import Listening, Sent, send
from contracts.models import CallOffContract
from mdps.core.models import User
from suppliers.models import Supplier

GOAL = 0.50
ROUNDS, EACH = 5, 4  # posts of a round
WARM = 2  # posts that do not count
LINES = ROUNDS * EACH + WARM
CSRF = "c" * 32
LIMIT = "a one-row UPDATE, the physical limit, beside the award's POST"


def measure(ours: str, floor: str, reason: str, lines: Iterator[int]) -> Iterator[Outcome]:
    """The page and the plain view in turns, then as many UPDATEs of one row."""
    page, plain = _browser(ours), _browser(floor)
    form = {"shown_value": "1200.00", "reason": reason, "csrfmiddlewaretoken": CSRF}
    raw, own = databases.application(floor), databases.owner(floor)
    around = _statements_around(plain, floor)
    taken: list[tuple[float, float, float]] = []
    count = 0
    for line in islice(lines, LINES):
        databases.use(ours)
        url, posted = _url(line), form | {"one_time_key": str(uuid4())}
        seconds, heard = _timed(ours, lambda: page.post(url, posted))  # noqa: B023
        sent = Sent(
            [each for each in heard if each[0] not in around],
            CallOffContract.objects.latest("pk").pk,
        )
        count = len(heard)
        urls.to_send[:] = [lambda: send(raw, sent)]  # noqa: B023
        bare, _ = _timed(floor, lambda: plain.post(urls.SEND, {"csrfmiddlewaretoken": CSRF}))
        taken.append((seconds, bare, _update(own)))
    raw.close()
    own.close()
    rounds = [[sum(each) for each in zip(*some, strict=True)] for some in _in_rounds(taken[WARM:])]
    yield Outcome(
        f"a POST that sends its statements beside the award's POST ({count} statements)",
        [bare / seconds for seconds, bare, _ in rounds],
        GOAL,
        at_least=True,
        floors=tuple(bare for _, bare, _ in rounds),
    )
    yield Outcome(LIMIT, [limit / seconds for seconds, _, limit in rounds], 0.0, at_least=True)


def _browser(database: str) -> Client:
    """The officer's, signed in, that is asked for its CSRF token."""
    databases.use(database)
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    client.force_login(User.objects.get(username="the.officer"))
    client.cookies[settings.CSRF_COOKIE_NAME] = CSRF
    return client


def _url(line: int) -> str:
    supplier = Supplier.objects.get(name="Severn Assessments").pk
    query = f"supplier={supplier}&units=1"
    for day in ("starts_on", "ends_on"):
        query += f"&{day}_0={TODAY.day}&{day}_1={TODAY.month}&{day}_2={TODAY.year}"
    return f"{reverse('contracts:check-award', args=[line])}?{query}"


def _statements_around(plain: Client, database: str) -> set[str]:
    """What the middleware asks for any POST."""
    urls.to_send[:] = []
    _, heard = _timed(database, lambda: plain.post(urls.SEND, {"csrfmiddlewaretoken": CSRF}))
    return {sql for sql, _ in heard}


def _timed(
    database: str, post: Callable[[], HttpResponseBase]
) -> tuple[float, list[tuple[Any, Any]]]:
    """The seconds of one post, which must lead on, and what Django sent for it."""
    databases.use(database)
    connection.ensure_connection()
    listening = Listening()
    with connection.execute_wrapper(listening):
        began = time.perf_counter()
        answer = post()
        seconds = time.perf_counter() - began
    if answer.status_code != 302:
        raise SystemExit(f"The post was answered with {answer.status_code}.")
    return seconds, listening.heard


def _update(owner: Any) -> float:
    began = time.perf_counter()
    owner.execute("UPDATE bench_one SET n = n + 1", prepare=True)
    return time.perf_counter() - began


def _in_rounds(taken: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(taken), EACH):
        yield taken[first : first + EACH]
