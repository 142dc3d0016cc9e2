"""Temporary passwords and one's own: the rules, the actions, and what ends."""

import re
from threading import Event

import pytest
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client

from mdps.core import accounts, passwords
from mdps.core.models import AuditEvent, User
from mdps.core.password_rules import CHOOSING, GIVING, GivingFacts, PasswordFacts
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from tests.build.browsing import signed_in
from tests.build.people import PASSWORD, given_a
from tests.core.racing import at_once, until_somebody_waits

NEW = "lantern orchard pebble"


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({}, []),
        ({"knows_the_old": False}, [("wrong-password", "old_password")]),
        ({"is_the_old": True}, [("same-password", "new_password")]),
        ({"weaknesses": ("Short.", "Common.")}, [("weak-password", "new_password")]),
    ],
)
def test_what_stands_against_a_password(facts: dict, refused: list[tuple[str, str]]) -> None:
    asked = ask(CHOOSING, PasswordFacts(**({"weaknesses": ()} | facts)))
    assert [(each.code, each.field) for each in asked] == refused


@pytest.mark.parametrize(
    ("is_open", "is_own", "refused"),
    [
        (True, False, []),
        (False, False, ["closed"]),
        (True, True, ["own-password"]),
    ],
)
def test_what_stands_against_giving_one(is_open: bool, is_own: bool, refused: list[str]) -> None:
    facts = GivingFacts(name="Ada", is_open=is_open, is_own=is_own)
    assert [each.code for each in ask(GIVING, facts)] == refused


@pytest.mark.parametrize(
    ("password", "weaknesses"),
    [
        ("elevenchars", 1),
        ("twelve chars", 0),
        ("password1234", 1),
        ("short", 1),
        ("123456", 2),
    ],
)
def test_a_password_is_long_and_uncommon(password: str, weaknesses: int) -> None:
    assert len(passwords.weaknesses(password)) == weaknesses


def test_a_made_up_password_is_strong_readable_and_another_each_time() -> None:
    made = [passwords.made_up() for _ in range(50)]
    assert all(re.fullmatch(r"([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}", each) for each in made)
    assert (len(set(made)), passwords.weaknesses(made[0])) == (50, ())


@pytest.fixture
def admin(db: None) -> User:
    return given_a("system_administrator")


def test_a_temporary_password_ends_the_sessions_and_is_the_only_one(admin: User) -> None:
    worker = given_a("auditor")
    browser = signed_in(worker)
    password = passwords.give_temporary(worker, by=admin)
    assert browser.get("/").status_code == 302
    assert Client().login(username=worker.username, password=PASSWORD) is False
    assert Client().login(username=worker.username, password=password) is True
    assert User.objects.get(pk=worker.pk).must_change_password is True


def test_before_ones_own_is_chosen_a_page_may_ask_how_long_the_session_lasts(admin: User) -> None:
    """Else it would take the session for over, and open itself again as if somebody were there."""
    worker = given_a("auditor")
    browser = Client()
    browser.login(username=worker.username, password=passwords.give_temporary(worker, by=admin))
    assert (browser.get("/").status_code, browser.get("/session/").status_code) == (302, 200)


def test_the_second_temporary_password_holds(admin: User) -> None:
    worker = given_a("auditor")
    first, second = (passwords.give_temporary(worker, by=admin) for _ in range(2))
    worker.refresh_from_db()
    assert (worker.check_password(first), worker.check_password(second)) == (False, True)


def test_giving_one_is_for_administrators_and_open_accounts_of_others(admin: User) -> None:
    worker = given_a("auditor")
    with pytest.raises(Forbidden):
        passwords.give_temporary(admin, by=worker)
    with pytest.raises(Refused):
        passwords.give_temporary(admin, by=admin)
    accounts.close(worker, by=admin)
    with pytest.raises(Refused):
        passwords.give_temporary(worker, by=admin)


def test_ones_own_password_ends_the_other_sessions(admin: User) -> None:
    browser = signed_in(admin)
    passwords.choose(old=PASSWORD, new=NEW, by=admin)
    assert browser.get("/").status_code == 302
    assert Client().login(username=admin.username, password=NEW) is True


def test_choosing_after_a_temporary_one_is_choosing_once(admin: User) -> None:
    worker = given_a("auditor")
    password = passwords.give_temporary(worker, by=admin)
    with pytest.raises(Refused) as refused:
        passwords.choose(old=password, new=password, by=worker)
    assert [each.code for each in refused.value.refusals] == ["same-password"]
    passwords.choose(old=password, new=NEW, by=worker)
    assert User.objects.get(pk=worker.pk).must_change_password is False


def test_all_that_is_wrong_with_a_password_is_said_at_once(admin: User) -> None:
    with pytest.raises(Refused) as refused:
        passwords.choose(old="not this one", new="123456", by=admin)
    assert [each.message for each in refused.value.refusals] == [
        "This is not the password you signed in with. Enter it again.",
        "This password is too short. It must contain at least 12 characters. "
        "This password is too common.",
    ]
    admin.refresh_from_db()
    assert admin.check_password(PASSWORD) is True


def test_both_are_on_the_audit_trail_and_no_password_is(admin: User) -> None:
    worker = given_a("auditor")
    given = passwords.give_temporary(worker, by=admin)
    passwords.choose(old=given, new=NEW, by=worker)
    lines = AuditEvent.objects.order_by("id").values_list("action", "actor", "detail")
    assert list(lines) == [
        ("user.password_given", admin.name, {}),
        ("user.password_chosen", worker.name, {}),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_of_two_choices_at_once_the_second_has_to_know_the_first() -> None:
    worker, chosen = given_a("auditor"), Event()

    def first() -> None:
        with transaction.atomic():
            passwords.choose(old=PASSWORD, new=NEW, by=worker)
            chosen.set()
            until_somebody_waits()

    def second() -> None:
        chosen.wait()
        passwords.choose(old=PASSWORD, new="somebody else's choice", by=worker)

    first_outcome, second_outcome = at_once(first, second)
    assert (first_outcome, [each.code for each in second_outcome.refusals]) == (
        None,
        ["wrong-password"],
    )
    worker.refresh_from_db()
    assert worker.check_password(NEW) is True


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_lock_both_would_be_let_through() -> None:
    """The control: asked and written without the lock, one choice is lost without a word."""
    worker = given_a("auditor")

    def without_lock(new: str, asked) -> bool:
        knows = User.objects.get(pk=worker.pk).check_password(PASSWORD)
        asked()
        User.objects.filter(pk=worker.pk).update(password=make_password(new))
        return knows

    outcomes = at_once(
        lambda meet: without_lock(NEW, meet), lambda meet: without_lock("another choice", meet)
    )
    assert outcomes == [True, True]
