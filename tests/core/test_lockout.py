"""Guessing passwords: who has to wait, who does not, and that nothing tells who exists."""

import datetime as dt
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from mdps.core.models import AuditEvent, User
from mdps.core.origin import address_of
from mdps.core.signing_in.lockout import BY_ADDRESS, BY_NAME_AND_ADDRESS
from tests.build.browsing import words
from tests.build.people import PASSWORD, given_a
from tests.sweeps.drawn import problems

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
WRONG = "not this one"


def tried(client: Client, username: str, password: str = WRONG, *, address: str) -> Any:
    data = {"username": username, "password": password}
    return client.post("/sign-in/", data, REMOTE_ADDR=address)


def guesses(username: str, *, address: str, times: int = BY_NAME_AND_ADDRESS) -> list[int]:
    """The answers to so many wrong passwords, each from a browser of its own."""
    return [tried(Client(), username, address=address).status_code for _ in range(times)]


def test_the_fifth_wrong_password_is_the_last_and_the_right_one_has_to_wait() -> None:
    worker = given_a("social_worker")
    assert guesses(worker.username, address=ELSEWHERE) == [200, 200, 200, 200, 429]
    assert tried(Client(), worker.username, PASSWORD, address=ELSEWHERE).status_code == 429


def test_whoever_guesses_from_elsewhere_does_not_lock_out_the_owner() -> None:
    worker = given_a("social_worker")
    guesses(worker.username, address=ELSEWHERE, times=2 * BY_NAME_AND_ADDRESS)
    assert tried(Client(), worker.username, PASSWORD, address=HERE).status_code == 302


def test_nor_from_the_same_address_where_the_owner_has_signed_in_with_the_browser_before() -> None:
    worker, own = given_a("social_worker"), Client()
    assert tried(own, worker.username, PASSWORD, address=HERE).status_code == 302
    own.post("/sign-out/")
    guesses(worker.username, address=HERE)
    assert tried(Client(), worker.username, PASSWORD, address=HERE).status_code == 429
    assert tried(own, worker.username, PASSWORD, address=HERE).status_code == 302


def test_a_known_browser_has_failures_of_its_own() -> None:
    worker, stolen = given_a("social_worker"), Client()
    tried(stolen, worker.username, PASSWORD, address=HERE)
    stolen.post("/sign-out/")
    answers = [tried(stolen, worker.username, address=HERE).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert tried(Client(), worker.username, PASSWORD, address=HERE).status_code == 302


def test_a_known_browser_is_known_for_its_own_people_only() -> None:
    worker, other, own = given_a("social_worker"), given_a("auditor"), Client()
    tried(own, worker.username, PASSWORD, address=HERE)
    own.post("/sign-out/")
    guesses(other.username, address=HERE)
    assert tried(own, other.username, PASSWORD, address=HERE).status_code == 429


def test_an_address_that_tries_many_names_has_to_wait_with_all_of_them() -> None:
    worker = given_a("social_worker")
    for number in range(BY_ADDRESS):
        assert guesses(f"name.{number}", address=ELSEWHERE, times=1) == [
            429 if number == BY_ADDRESS - 1 else 200
        ]
    assert tried(Client(), worker.username, PASSWORD, address=ELSEWHERE).status_code == 429
    assert tried(Client(), worker.username, PASSWORD, address=HERE).status_code == 302


def test_after_the_wait_the_right_password_signs_in() -> None:
    worker = given_a("social_worker")
    guesses(worker.username, address=HERE)
    half_an_hour = timezone.now() - dt.timedelta(minutes=30)
    AccessAttempt.objects.update(attempt_time=half_an_hour + dt.timedelta(seconds=30))
    assert tried(Client(), worker.username, PASSWORD, address=HERE).status_code == 429
    AccessAttempt.objects.update(attempt_time=half_an_hour - dt.timedelta(seconds=1))
    assert tried(Client(), worker.username, PASSWORD, address=HERE).status_code == 302


def test_signing_in_forgets_the_failures_before_it() -> None:
    worker = given_a("social_worker")
    for _ in range(2):
        guesses(worker.username, address=HERE, times=BY_NAME_AND_ADDRESS - 1)
        assert tried(Client(), worker.username, PASSWORD, address=HERE).status_code == 302


def test_the_page_says_until_when_and_what_to_do() -> None:
    worker = given_a("social_worker")
    guesses(worker.username, address=HERE)
    page = tried(Client(), worker.username, address=HERE)
    assert (problems(page.text), "You can try again after" in words(page)) == ([], True)
    assert "Choose a new password" in words(page)


def test_a_name_that_does_not_exist_costs_and_says_the_same_as_one_that_does() -> None:
    worker, costs, said = given_a("social_worker"), [], []
    for username in (worker.username, "nobody.of.this.name"):
        client = Client()
        client.get("/sign-in/")
        with CaptureQueriesContext(connection) as queries:
            answers = [tried(client, username, address=HERE) for _ in range(6)]
        costs.append(len(queries))
        said.append([(a.status_code, words(a).replace(username, "")) for a in answers])
    assert (costs[0], said[0]) == (costs[1], said[1])


def test_the_same_name_in_capitals_is_the_same_name() -> None:
    worker = given_a("social_worker")
    guesses(worker.username.upper(), address=HERE)
    assert tried(Client(), f" {worker.username}", address=HERE).status_code == 429


def test_nothing_that_was_typed_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    """People type a password where the name belongs."""
    guesses("a secret of mine", address=HERE)
    kept = [str(list(AccessAttempt.objects.values())), str(list(AuditEvent.objects.values()))]
    assert ["secret" in text for text in [*kept, caplog.text]] == [False] * 3
    sent = AccessAttempt.objects.values_list("get_data", "post_data")
    assert {text.strip("-\n") for each in sent for text in each} == {""}


def test_the_trail_says_who_failed_who_has_to_wait_and_who_signed_in() -> None:
    worker = given_a("social_worker")
    guesses(worker.username, address=HERE, times=7)
    guesses("nobody", address=ELSEWHERE, times=1)
    tried(Client(), worker.username, PASSWORD, address=ELSEWHERE)
    trail = AuditEvent.objects.order_by("pk").values_list("action", "subject", "detail__address")
    wrong = ("user.sign_in_failed", worker.name, HERE)
    assert list(trail) == [
        *[wrong] * 5,
        ("user.locked_out", worker.name, HERE),
        ("user.sign_in_failed", "An unknown user name", ELSEWHERE),
        ("user.signed_in", worker.name, ELSEWHERE),
    ]


@pytest.mark.parametrize(
    ("proxies", "passed", "expected"),
    [
        (0, "203.0.113.9", HERE),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "made-up, 203.0.113.9", "203.0.113.9"),
        (2, "made-up, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", None),
        (1, "", None),
        (1, "made-up", None),
    ],
)
def test_an_address_is_believed_from_the_own_proxies_only(proxies, passed, expected) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=passed)
    with override_settings(MDPS_PROXIES=proxies):
        assert address_of(request) == expected


def test_a_cookie_of_somebodys_own_making_makes_no_browser_known() -> None:
    worker, client = given_a("social_worker"), Client()
    client.cookies["mdps_device"] = "e30:1:made-up"
    guesses(worker.username, address=HERE)
    assert tried(client, worker.username, PASSWORD, address=HERE).status_code == 429
    assert User.objects.get(pk=worker.pk).last_login is None
