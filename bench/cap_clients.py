"""Clients that try to pass the cap, by HTTP against a running server, and what they are told.

A client that is cut off tries the same form again, as a browser would: with the same one-time key.
"""

import http.client
import random
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.cap_records import Bid, Officer

Address = tuple[str, int]  # host and port
HERE = "127.0.0.1"
AWARDED = re.compile(r"/contracts/(\d+)/awarded/$")
# What a page of refusals says, and how it is called here.
REFUSALS = {
    "over the cap": "is left under the £10.5m cap",
    "taken by somebody else": "Only a line that the panel approved",
    "busy": "Somebody else is changing the same thing",
}
# The page that the service shows while its database is away; the form is sent again.
AWAY, AWAY_SAYS = 503, "The service is not available"
PATIENCE = 60
A_MOMENT = 0.2


@dataclass
class Told:
    """What all clients were told. `contracts` are those that somebody was told of."""

    answers: Counter[str] = field(default_factory=Counter)
    contracts: set[int] = field(default_factory=set)
    cut_off: int = 0
    unknown: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def tries(self) -> int:
        return sum(self.answers.values())


def until_it_answers(port: int, host: str = HERE) -> None:
    """Return when the server answers its first request."""
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    connection.request("GET", "/health/live/")
    connection.getresponse().read()
    connection.close()


def run(
    servers: Sequence[Address],
    bids: list[Bid],
    officers: list[Officer],
    seconds: float,
    tries: int,
    seed: int = 1,
) -> Told:
    """Let each officer try bids, one after the other, for `seconds`. The officers are divided among
    the servers; whoever is cut off goes on at the next one.

    On a slow machine they go on until there were `tries`, but no longer than PATIENCE.
    """
    told, until = Told(), time.monotonic() + seconds
    with ThreadPoolExecutor(len(officers)) as pool:
        for number, officer in enumerate(officers):
            draw = random.Random(seed * 1000 + number)
            own = [*servers[number % len(servers) :], *servers[: number % len(servers)]]
            pool.submit(_client, own, bids, officer, until, tries, draw, told)
    return told


def _client(
    servers: Sequence[Address],
    bids: list[Bid],
    officer: Officer,
    until: float,
    tries: int,
    draw: random.Random,
    told: Told,
) -> None:
    while (late := time.monotonic() - until) < 0 or (told.tries < tries and late < PATIENCE):
        bid = draw.choice(bids)
        answer, contract, cuts, page = _try(servers, bid, officer)
        with told.lock:
            told.answers[answer] += 1
            told.cut_off += cuts
            if contract:
                told.contracts.add(contract)
            if answer == "unknown":
                told.unknown.append(page[:500])


def _try(servers: Sequence[Address], bid: Bid, officer: Officer) -> tuple[str, int, int, str]:
    """Post one bid until there is an answer: its name, the contract, and how often it was cut."""
    form = {
        "csrfmiddlewaretoken": officer.token,
        "one_time_key": str(uuid.uuid4()),
        "shown_value": str(bid.value),
        "reason": "The child knows this supplier.",
        "bespoke": "",
    }
    cuts, until = 0, time.monotonic() + PATIENCE
    while True:
        try:
            status, location, page = _post(
                servers[cuts % len(servers)], bid.url, officer.cookies, form
            )
        except (OSError, http.client.HTTPException):
            cuts += 1
            if time.monotonic() > until:
                return "no answer", 0, cuts, ""
            time.sleep(A_MOMENT)
            continue
        if status == AWAY and AWAY_SAYS in page and time.monotonic() <= until:
            cuts += 1
            time.sleep(A_MOMENT)
            continue
        return (*_classified(status, location, page, cuts), cuts, page)


def _post(server: Address, url: str, cookies: str, form: dict[str, str]) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(*server, timeout=PATIENCE)
    try:
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", url, urlencode(form), headers)
        response = connection.getresponse()
        return response.status, response.getheader("Location", ""), response.read().decode()
    finally:
        connection.close()


def _classified(status: int, location: str, page: str, cuts: int) -> tuple[str, int]:
    """What an answer means, and the contract that it names."""
    if status == 302 and (found := AWARDED.search(location)):
        return ("awarded after being cut off" if cuts else "awarded"), int(found[1])
    if status == 200:
        for name, words in REFUSALS.items():
            if words in page:
                return name, 0
    return "unknown", 0
