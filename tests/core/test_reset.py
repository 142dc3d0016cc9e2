"""A forgotten password: the link, what it does, and that asking tells nothing."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mdps.core import accounts, outbox
from mdps.core.models import AuditEvent, OutboxMessage, User
from mdps.core.password_strength import own_words, without
from mdps.core.passwords import weaknesses
from mdps.core.signing_in import reset
from tests.build.browsing import posted, signed_in, words
from tests.build.people import PASSWORD, given_a
from tests.build.signing_in import given_an_app
from tests.core.test_lockout import HERE, guesses, tried

pytestmark = pytest.mark.django_db

NEW = "lantern orchard pebble"


def asked(who: str, client: Client | None = None) -> str:
    """Where the form leads; what is due is sent."""
    led = posted((client or Client()).post("/new-password/", {"who": who}))
    outbox.send_due()
    return led


def link() -> str:
    """The path of the link in the last e-mail."""
    return re.search(r"https?://[^/]+(/new-password/\S+)", mail.outbox[-1].body).group(1)  # type: ignore[union-attr]


def chosen(path: str, new: str = NEW):
    return Client().post(path, {"new_password": new, "new_again": new})


@pytest.mark.parametrize("who", ["{0.username}", "{0.email}", " {0.email} "])
def test_a_link_leads_to_a_new_password_and_ends_all_sessions(who: str) -> None:
    worker = given_a("social_worker")
    before = signed_in(worker)
    assert asked(who.format(worker)) == "/new-password/sent/"
    assert mail.outbox[-1].to == [worker.email]
    assert posted(chosen(link())) == "/sign-in/"
    assert before.get("/").status_code == 302
    assert tried(Client(), worker.username, PASSWORD, address=HERE).status_code == 200
    assert tried(Client(), worker.username, NEW, address=HERE).status_code == 302
    assert "user.password_reset" in AuditEvent.objects.values_list("action", flat=True)


def test_a_new_password_leaves_the_second_step() -> None:
    worker = given_a("social_worker")
    given_an_app(worker)
    asked(worker.username)
    chosen(link())
    assert posted(tried(Client(), worker.username, NEW, address=HERE)) == "/second-step/"


def test_a_link_can_be_used_once() -> None:
    asked(given_a("social_worker").username)
    chosen(link())
    again = chosen(link(), "another long and odd password")
    assert (again.status_code, "This link has ended" in words(again)) == (200, True)


@pytest.mark.parametrize("path", ["/new-password/MQ/made-up/", "/new-password/_/x-y/"])
def test_a_link_that_nobody_sent_has_ended(path: str) -> None:
    given_a("social_worker")
    assert "This link has ended" in words(Client().get(path))
    assert "This link has ended" in words(chosen(path))


def test_a_link_ends_with_the_account() -> None:
    worker = given_a("social_worker")
    asked(worker.username)
    accounts.close(worker, by=given_a("system_administrator"))
    assert "This link has ended" in words(chosen(link()))


def test_a_weak_password_is_refused_and_the_link_stays() -> None:
    asked(given_a("social_worker").username)
    assert "easy to guess" in words(chosen(link(), "Gloucestershire2026"))
    assert posted(chosen(link())) == "/sign-in/"


def test_asking_says_and_costs_the_same_whether_there_is_such_an_account_or_not() -> None:
    worker, closed = given_a("social_worker"), given_a("auditor")
    accounts.close(closed, by=given_a("system_administrator"))
    User.objects.filter(pk=given_a("provider").pk).update(email="")
    costs, led = [], []
    for who in (worker.username, worker.email, closed.username, "the.provider", "nobody"):
        with CaptureQueriesContext(connection) as queries:
            led.append(posted(Client().post("/new-password/", {"who": who})))
        costs.append(len(queries))
    outbox.send_due()
    assert (set(led), len(set(costs))) == ({"/new-password/sent/"}, 1)
    assert [each.to for each in mail.outbox] == [[worker.email]] * 2


def test_at_most_three_links_go_to_an_account_in_an_hour() -> None:
    worker = given_a("social_worker")
    for _ in range(4):
        asked(worker.username)
    assert len(mail.outbox) == reset.MOST_IN_AN_HOUR


def test_an_address_that_several_accounts_have_names_none_of_them() -> None:
    worker, other = given_a("social_worker"), given_a("auditor")
    User.objects.filter(pk=other.pk).update(email=worker.email)
    asked(worker.email)
    assert mail.outbox == []


def test_the_outbox_holds_no_name_and_no_link() -> None:
    asked("somebody@example.org")
    asked(given_a("social_worker").email)
    payloads = [set(each.payload) for each in OutboxMessage.objects.all()]
    assert payloads == [{"account"}, {"account"}]


def test_a_new_password_ends_the_wait_after_wrong_ones() -> None:
    worker = given_a("social_worker")
    guesses(worker.username, address=HERE)
    asked(worker.username)
    chosen(link())
    assert tried(Client(), worker.username, NEW, address=HERE).status_code == 302


@pytest.mark.parametrize(
    ("password", "is_weak"),
    [
        ("lantern orchard pebble", False),
        ("k7mw-3qfp-x2nd-9rta", False),
        ("passwordpassword", True),
        ("qwertyuiopasdf", True),
        ("Gloucestershire2026", True),
        ("sam.worker.sam.worker", True),
        ("county council 2026", True),
        ("Sam Worker likes lanterns a lot", False),
        ("x" * 200, True),
    ],
)
def test_breached_common_and_own_words_are_refused(password: str, is_weak: bool) -> None:
    person = User(username="sam.worker", name="Sam Worker", email="sam.worker@example.org")
    assert bool(weaknesses(password, person)) is is_weak


def test_what_is_left_without_the_persons_words() -> None:
    person = User(username="sam.worker", name="Sam Worker", email="")
    assert without(own_words(person), "Sam-Worker 42 council") == "42"
