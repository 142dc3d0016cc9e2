"""Requests at 1,000 and at 100,000: lists and homes must not know how many there are.

The open ones are as many in both, since that is what people have to work on; the history is a
hundred times as long. Each page is asked for in turns, and the number of queries must be the same.
"""

import datetime as dt
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import databases
from bench.outcome import Outcome
from lots.models import Service
from mdps.core import clock
from mdps.core.cases import keys
from mdps.core.cases.sealed import sealed_text
from mdps.core.models import CaseKey, Team, User
from referrals.models import CourtDirection, Narrative, RequestLine, SupportRequest

SMALL, LARGE = 1_000, 100_000
TEAMS = 4
OPEN_ONES = 400
ROUNDS = 11
GOAL = 1.3
DAY = dt.date(2026, 6, 1)
OPEN = ("draft", "submitted", "endorsed", "on_agenda", "returned")
LIST = "referrals:list"
PAGES = {
    "auditor": (
        reverse(LIST),
        f"{reverse(LIST)}?sort=deadline_on",
        f"{reverse(LIST)}?state=endorsed&needed_until=1+9+2026",
    ),
    "team_manager": ("/", reverse(LIST), f"{reverse(LIST)}?sort=deadline_on"),
    "social_worker": ("/", reverse(LIST)),
}


def run() -> Outcome:
    """Measure, and say how it went."""
    with clock.at(DAY):
        visitors = {size: visitors_of(size) for size in (SMALL, LARGE)}
        queries = {size: count_queries(size, visitors[size]) for size in visitors}
        ratios = []
        for number in range(ROUNDS):
            order = (SMALL, LARGE) if number % 2 else (LARGE, SMALL)
            taken = {size: seconds(size, visitors[size]) for size in order}
            ratios.append(taken[LARGE] / taken[SMALL])
    faults = [
        f"{role} {url}: {queries[SMALL][role, url]} and {queries[LARGE][role, url]} queries."
        for role, urls in PAGES.items()
        for url in urls
        if queries[SMALL][role, url] != queries[LARGE][role, url]
    ]
    outcome = Outcome(
        f"lists and homes, {LARGE:,} requests against {SMALL:,}", ratios, GOAL, tuple(faults)
    )
    outcome.show()
    return outcome


def visitors_of(size: int) -> dict[str, Client]:
    """Somebody of each role, signed in, on a database with this many requests."""
    databases.copy(name(size))
    teams = [Team.objects.create(name=f"Team {number:02d}") for number in range(TEAMS)]
    workers = [
        User.objects.create_user(
            f"worker{number}", name=f"Worker {number}", roles=["social_worker"], team=team
        )
        for number, team in enumerate(teams)
    ]
    manager = User.objects.create_user(
        "manager", name="Manager", roles=["team_manager"], team=teams[0]
    )
    auditor = User.objects.create_user("auditor", name="Auditor", roles=["auditor"])
    load(size, workers, manager)
    databases.settle(name(size))
    databases.use(name(size))
    people = {"auditor": auditor, "team_manager": manager, "social_worker": workers[1]}
    return {role: signed_in(person) for role, person in people.items()}


def signed_in(person: User) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    return client


def load(size: int, workers: list[User], manager: User) -> None:
    """Requests of every state, each with its words and a line; one in four directed by a court."""
    services = list(Service.objects.order_by("pk"))
    numbers = range(1, size + 1)
    made = [keys.new() for _ in numbers]
    databases.load(
        CaseKey._meta.db_table,
        "id, wrapped, wrapped_by",
        ((each.key, each.wrapped, each.wrapped_by) for each in made),
    )
    databases.load(
        SupportRequest._meta.db_table,
        "case_key_id, id, case_reference, subject, legal_basis, legal_status, category_id,"
        " needed_by, deadline_on, team_id, requester_id, state, state_since, created_on,"
        " submitted_on, endorser_id, endorsed_on, return_reason, decline_reason, is_carried_over",
        (
            (made[number - 1].key, *request(number, services, workers, manager))
            for number in numbers
        ),
    )
    databases.load(
        Narrative._meta.db_table,
        "request_id, need, question, tried, why_not_in_house, wishes, wishes_not_sought,"
        " responsibility, consent, consent_by, advocacy, outcome, measure, supplier_reason,"
        " again_reason",
        (
            (number, said(key, "need"), *[""] * 9, said(key, "outcome"), *[""] * 3)
            for number, key in zip(numbers, made, strict=True)
        ),
    )
    databases.load(
        CourtDirection._meta.db_table,
        "request_id, ordered_on, filing_on, expert_name, expert_email, is_joint, share_percent,"
        " is_above_legal_aid, top_up_reason",
        (
            (number, DAY, DAY + dt.timedelta(days=number % 90), "", "", False, 100, False, "")
            for number in numbers
            if number % 4 == 0
        ),
    )
    databases.load(
        RequestLine._meta.db_table,
        "id, request_id, service_id, units, weeks, unit_estimate, requested_amount, amount_reason,"
        " state, approved_amount, committed_amount, approved_units, committed_units,"
        " released_amount, contract_reference",
        (
            (
                *(number, number, services[number % len(services)].pk, 1, 1, 100, 100, ""),
                *("proposed", 0, 0, 0, 0, 0, ""),
            )
            for number in numbers
        ),
    )


def said(by: keys.New, column: str) -> str:
    """A word of a narrative, as it lies in the database."""
    place = f"{Narrative._meta.db_table}.{column}"
    return sealed_text("Something", cipher=by.cipher, key=by.key, place=place)


def request(
    number: int, services: list[Service], workers: list[User], manager: User
) -> tuple[object, ...]:
    """The first are open; the days of the others go back over ten years."""
    is_open = number <= OPEN_ONES
    state = OPEN[number // TEAMS % len(OPEN)] if is_open else "decided"
    created_on = DAY - dt.timedelta(days=number % 60 if is_open else 60 + number % 3_600)
    needed_by = created_on + dt.timedelta(days=30 + number % 90)
    worker = workers[number % TEAMS]
    submitted = None if state == "draft" else created_on
    return (
        *(number, f"LCS-{number % 40_000:07d}", "child", "s17", "in_need"),
        services[number % len(services)].category_id,
        *(needed_by, needed_by, worker.team_id, worker.pk, state, created_on, created_on),
        *(submitted, None if state in OPEN[:2] else manager.pk, submitted, "", "", False),
    )


def count_queries(size: int, clients: dict[str, Client]) -> dict[tuple[str, str], int]:
    """How many queries each page takes, once everything that is kept is kept."""
    seconds(size, clients)
    counted = {}
    for role, urls in PAGES.items():
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                clients[role].get(url)
            counted[role, url] = len(captured)
    return counted


def seconds(size: int, clients: dict[str, Client]) -> float:
    """How long all pages take, one after the other."""
    databases.use(name(size))
    clients["auditor"].get(reverse(LIST))  # the new connection is not what is measured
    began = time.perf_counter()
    answers = [clients[role].get(url) for role, urls in PAGES.items() for url in urls]
    taken = time.perf_counter() - began
    if wrong := [answer.status_code for answer in answers if answer.status_code != 200]:
        raise SystemExit(f"A page answered {wrong[0]}.")
    return taken


def name(size: int) -> str:
    """The database of this size."""
    return f"mdps_requests_{size}"
