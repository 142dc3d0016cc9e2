"""Adding and changing accounts: what the rules demand, and what the actions do."""

from threading import Event

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from mdps.core import accounts
from mdps.core.account_details import Details
from mdps.core.account_details_rules import DETAILS, DetailsFacts
from mdps.core.add_account import add, refusals_against
from mdps.core.add_account_rules import USER_NAME, UserNameFacts
from mdps.core.change_account import change
from mdps.core.change_account_rules import ROLES_CHANGE, RolesFacts
from mdps.core.models import AuditEvent, Notice, OutboxMessage, User
from mdps.core.permissions import Forbidden, Permission, can
from mdps.core.rules import Refused, ask
from tests.build.people import given_a, given_a_team
from tests.core.racing import at_once, until_somebody_waits

AUDITOR = Details(name="Ada Example", email="ada@example.org", roles=("auditor",))
DETAILS_FACTS = {
    "name": "Ada",
    "email": "ada@example.org",
    "roles": ("auditor",),
    "needing_a_team": (),
    "has_team": False,
}
ROLES_FACTS = {
    "name": "Ada",
    "is_own": False,
    "was": frozenset({"system_administrator"}),
    "will_be": frozenset({"auditor"}),
    "loses_accounts": True,
    "other_administrators": 1,
}


def codes(refused: Refused) -> list[str]:
    return [each.code for each in refused.refusals]


@pytest.mark.parametrize(
    ("username", "refused"),
    [
        ("ada", []),
        ("Ada.Example_2-b", []),
        ("7", []),
        ("a" * 150, []),
        ("a" * 151, ["user-name-long"]),
        ("", ["user-name-form"]),
        (".ada", ["user-name-form"]),
        ("ada example", ["user-name-form"]),
        ("ada@example.org", ["user-name-form"]),
        ("ada/", ["user-name-form"]),
        ("ada\n", ["user-name-form"]),
        ("zoë", ["user-name-form"]),
    ],
)
def test_what_a_user_name_is(username: str, refused: list[str]) -> None:
    facts = UserNameFacts(username=username, taken="")
    assert [each.code for each in ask(USER_NAME, facts)] == refused


def test_a_user_name_that_is_taken_is_named_as_it_is_written() -> None:
    refusals = ask(USER_NAME, UserNameFacts(username="ADA", taken="Ada"))
    assert [(each.code, each.field) for each in refusals] == [("user-name-taken", "username")]
    assert "with the user name Ada." in refusals[0].message


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({}, []),
        ({"name": "  "}, ["no-name"]),
        ({"name": "a" * 150}, []),
        ({"name": "a" * 151}, ["long-name"]),
        ({"email": ""}, []),
        ({"email": "ada"}, ["no-address"]),
        ({"email": f"{'a' * 243}@example.org"}, ["no-address"]),
        ({"roles": ()}, ["no-role"]),
        ({"roles": ("auditor", "emperor")}, ["unknown-role"]),
        ({"roles": ("provider",)}, []),
        ({"roles": ("provider", "auditor")}, ["provider-and-council"]),
        ({"needing_a_team": ("Social worker",)}, ["no-team"]),
        ({"needing_a_team": ("Social worker",), "has_team": True}, []),
        ({"has_team": True}, []),
    ],
)
def test_what_the_details_of_an_account_are(facts: dict[str, object], refused: list[str]) -> None:
    asked = DetailsFacts(**(DETAILS_FACTS | facts))
    assert [each.code for each in ask(DETAILS, asked)] == refused


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({}, []),
        ({"other_administrators": 0}, ["last-administrator"]),
        ({"other_administrators": 0, "loses_accounts": False}, []),
        ({"is_own": True}, ["own-roles"]),
        ({"is_own": True, "will_be": frozenset({"system_administrator"})}, []),
        ({"is_own": True, "other_administrators": 0}, ["own-roles", "last-administrator"]),
    ],
)
def test_what_stands_against_other_roles(facts: dict[str, object], refused: list[str]) -> None:
    asked = RolesFacts(**(ROLES_FACTS | facts))
    assert [each.code for each in ask(ROLES_CHANGE, asked)] == refused


@pytest.mark.parametrize("role", ["social_worker", "team_manager"])
def test_who_raises_or_endorses_needs_a_team(role: str) -> None:
    facts = Details(name="Ada", roles=(role, "auditor")).facts
    assert [each.code for each in ask(DETAILS, facts)] == ["no-team"]


@pytest.fixture
def admin(db: None) -> User:
    return given_a("system_administrator")


def test_a_new_account_has_what_was_entered_and_a_password_to_be_changed(admin: User) -> None:
    team = given_a_team()
    details = Details(name=" Sam Worker ", email="", roles=("social_worker",), team=team)
    account, password = add("Sam.Worker", details, by=admin)
    account = User.objects.get(pk=account.pk)
    assert (account.username, account.name, account.roles, account.team) == (
        "Sam.Worker",
        "Sam Worker",
        ["social_worker"],
        team,
    )
    assert (account.must_change_password, account.check_password(password)) == (True, True)


def test_adding_is_on_the_audit_trail_without_the_password(admin: User) -> None:
    account, password = add("ada", AUDITOR, by=admin)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.subject_id) == ("user.added", admin.name, account.pk)
    assert event.detail == {
        "user_name": "ada",
        "name": "Ada Example",
        "email": "ada@example.org",
        "roles": "Auditor",
        "team": "",
    }
    kept = str([*AuditEvent.objects.values(), *User.objects.values(), *Notice.objects.values()])
    assert (password in kept, OutboxMessage.objects.count(), mail.outbox) == (False, 0, [])


def test_a_user_name_is_unique_however_it_is_capitalised(admin: User) -> None:
    add("Ada", AUDITOR, by=admin)
    with pytest.raises(Refused) as refused:
        add("aDA", AUDITOR, by=admin)
    assert codes(refused.value) == ["user-name-taken"]
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ADA", name="Past the rules")


def test_an_underscore_in_a_user_name_stands_for_itself(admin: User) -> None:
    add("a-b", AUDITOR, by=admin)
    assert refusals_against("a_b", AUDITOR) == []


def test_all_that_is_wrong_is_said_at_once(admin: User) -> None:
    with pytest.raises(Refused) as refused:
        add("a b", Details(name="", email="x", roles=("social_worker",)), by=admin)
    assert codes(refused.value) == ["user-name-form", "no-name", "no-address", "no-team"]
    assert [each.field for each in refused.value.refusals] == ["username", "name", "email", "team"]


def test_only_a_system_administrator_adds_and_changes_accounts(admin: User) -> None:
    manager = given_a("commissioning_manager")
    for act in (
        lambda: add("ada", AUDITOR, by=manager),
        lambda: change(admin, AUDITOR, by=manager),
    ):
        with pytest.raises(Forbidden):
            act()
    assert User.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_of_two_who_add_the_same_name_at_once_one_is_refused() -> None:
    admin, added = given_a("system_administrator"), Event()

    def first() -> None:
        with transaction.atomic():
            add("ada", AUDITOR, by=admin)
            added.set()
            until_somebody_waits()

    def second() -> None:
        added.wait()
        add("Ada", AUDITOR, by=admin)

    first_outcome, second_outcome = at_once(first, second)
    assert (first_outcome, codes(second_outcome)) == (None, ["user-name-taken"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_the_rule_alone_would_let_both_through() -> None:
    """The control: both ask before either writes; only the database then refuses one."""

    def ask_then_write(username: str, asked) -> int:
        against = refusals_against(username, AUDITOR)
        asked()
        User.objects.create_user(username, name="Ada")
        return len(against)

    outcomes = at_once(
        lambda meet: ask_then_write("ada", meet), lambda meet: ask_then_write("Ada", meet)
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["IntegrityError", "int"]
    assert [each for each in outcomes if each == 0] == [0]


def test_a_change_is_on_the_audit_trail_with_what_was_and_what_is(admin: User) -> None:
    account = given_a("auditor", name="Ada Old")
    changed = Details(name="Ada New", email=account.email, roles=("leadership", "auditor"))
    assert change(account, changed, by=admin) is True
    event = AuditEvent.objects.get()
    assert (event.action, event.detail) == (
        "user.changed",
        {
            "changed": "name and roles",
            "name_was": "Ada Old",
            "roles_was": "Auditor",
            "name_is": "Ada New",
            "roles_is": "Leadership, Auditor",
        },
    )


def test_what_is_as_it_was_leaves_no_trace(admin: User) -> None:
    account, _ = add("ada", AUDITOR, by=admin)
    assert change(account, AUDITOR, by=admin) is False
    assert [event.action for event in AuditEvent.objects.all()] == ["user.added"]


def test_a_change_leaves_user_name_password_and_state(admin: User) -> None:
    account = given_a("auditor", name="Ada Old")
    accounts.close(account, by=admin)
    before = User.objects.values("username", "password", "is_active").get(pk=account.pk)
    change(account, AUDITOR, by=admin)
    assert User.objects.values("username", "password", "is_active").get(pk=account.pk) == before


def test_other_roles_end_the_sessions_and_are_in_force_at_once(client, admin: User) -> None:
    account = given_a("system_administrator", name="Second Admin")
    client.force_login(account)
    assert client.get("/accounts/").status_code == 200
    change(account, AUDITOR, by=admin)
    assert client.get("/accounts/").url.startswith("/sign-in/")
    client.force_login(User.objects.get(pk=account.pk))
    assert (client.get("/accounts/").status_code, client.get("/audit/").status_code) == (403, 200)
    assert can(User.objects.get(pk=account.pk), Permission.ACCOUNTS_MANAGE) is False


def test_nobody_changes_their_own_roles_but_their_name(admin: User) -> None:
    given_a("system_administrator", name="Second Admin")
    with pytest.raises(Refused) as refused:
        change(admin, AUDITOR, by=admin)
    assert codes(refused.value) == ["own-roles"]
    own = Details(name="New Name", email="", roles=("system_administrator",))
    assert change(admin, own, by=admin) is True


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_administrators_cannot_take_the_role_from_each_other() -> None:
    one = given_a("system_administrator", name="One Admin")
    two = given_a("system_administrator", name="Two Admin")
    changed = Event()

    def first() -> None:
        with transaction.atomic():
            change(two, AUDITOR, by=one)
            changed.set()
            until_somebody_waits()

    def second() -> None:
        changed.wait()
        change(one, AUDITOR, by=two)

    first_outcome, second_outcome = at_once(first, second)
    assert (first_outcome, codes(second_outcome)) == (None, ["last-administrator"])
    assert User.objects.holding("system_administrator").get() == one


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_lock_they_would_take_it() -> None:
    """The control: asked and written without the lock, nobody manages accounts any more."""
    one = given_a("system_administrator", name="One Admin")
    two = given_a("system_administrator", name="Two Admin")

    def without_lock(account: User, by: User, asked) -> None:
        others = accounts.facts_of(account, by=by).other_administrators
        facts = RolesFacts(**(ROLES_FACTS | {"other_administrators": others}))
        against = ask(ROLES_CHANGE, facts)
        asked()
        if not against:
            User.objects.filter(pk=account.pk).update(roles=["auditor"])

    at_once(lambda meet: without_lock(two, one, meet), lambda meet: without_lock(one, two, meet))
    assert User.objects.holding("system_administrator").count() == 0
