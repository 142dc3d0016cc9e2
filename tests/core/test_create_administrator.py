"""`manage.py create_administrator`: the first account of a new installation."""

import io
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from mdps.core.models import AuditEvent, User
from tests.build.people import given_a

pytestmark = pytest.mark.django_db
STRONG = "lantern orchard pebble"


class Prompt(io.StringIO):
    """Standard input that somebody sits at."""

    def isatty(self) -> bool:
        return True


def create(
    monkeypatch: pytest.MonkeyPatch, typed: str, username: str = "first.admin", **more: str
) -> str:
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    said = StringIO()
    call_command("create_administrator", username, **({"name": "First Admin"} | more), stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nmore\n"])
def test_the_password_is_the_first_line_of_standard_input(monkeypatch, end: str) -> None:
    said = create(monkeypatch, f"{STRONG}{end}", email="first@example.org")
    account = User.objects.get()
    assert said == "First Admin can sign in as first.admin and add accounts.\n"
    assert (account.roles, account.email, account.must_change_password) == (
        ["system_administrator"],
        "first@example.org",
        False,
    )
    browser = Client()
    assert browser.login(username="first.admin", password=STRONG) is True
    assert browser.get("/accounts/new/").status_code == 200


def test_at_the_prompt_it_is_asked_twice(monkeypatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: STRONG)
    monkeypatch.setattr("sys.stdin", Prompt())
    call_command("create_administrator", "first.admin", name="First Admin", stdout=StringIO())
    assert User.objects.get().check_password(STRONG) is True


def test_two_that_differ_add_nobody(monkeypatch) -> None:
    typed = iter([STRONG, f"{STRONG}s"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    monkeypatch.setattr("sys.stdin", Prompt())
    with pytest.raises(CommandError, match="The two passwords differ"):
        call_command("create_administrator", "first.admin", name="First Admin")
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", ["", "short", "password1234"])
def test_a_weak_password_is_refused(monkeypatch, password: str) -> None:
    with pytest.raises(CommandError, match="This password is too"):
        create(monkeypatch, password)
    assert User.objects.count() == 0


def test_a_user_name_that_there_is_is_refused_before_the_password_is_asked(monkeypatch) -> None:
    given_a("auditor", name="first.admin")
    with pytest.raises(CommandError, match=r"already an account with the user name first\.admin"):
        create(monkeypatch, "", username="First.Admin")
    assert User.objects.count() == 1


def test_everything_that_is_wrong_is_said(monkeypatch) -> None:
    with pytest.raises(CommandError) as refused:
        create(monkeypatch, STRONG, username="first admin", name=" ", email="nowhere")
    assert len(str(refused.value).splitlines()) == 3


def test_it_is_on_the_audit_trail_as_the_systems(monkeypatch) -> None:
    create(monkeypatch, STRONG)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, STRONG in str(event.detail)) == (
        "user.added",
        "The system",
        False,
    )
