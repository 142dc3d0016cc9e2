"""Opening and closing accounts, on the pages of the system administrator."""

from threading import Event

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from mdps.core import accounts, notices
from mdps.core.accounts_rules import CLOSING, OPENING, AccountFacts
from mdps.core.models import AuditEvent, Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from tests.build.people import PASSWORD, given_a
from tests.core.racing import at_once, until_somebody_waits

FACTS = {
    "name": "Ada",
    "is_open": True,
    "is_own": False,
    "is_administrator": False,
    "other_administrators": 1,
}


def codes(rules, **changes: object) -> list[str]:
    return [refusal.code for refusal in ask(rules, AccountFacts(**(FACTS | changes)))]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"other_administrators": 0}, []),
        ({"is_administrator": True}, []),
        ({"is_administrator": True, "other_administrators": 0}, ["last-administrator"]),
        ({"is_own": True}, ["own-account"]),
        ({"is_open": False}, ["already-closed"]),
    ],
)
def test_what_stands_against_closing(changes: dict[str, object], refused: list[str]) -> None:
    assert codes(CLOSING, **changes) == refused


def test_only_a_closed_account_can_be_opened() -> None:
    assert (codes(OPENING), codes(OPENING, is_open=False)) == (["already-open"], [])


@pytest.fixture
def admin(db: None) -> User:
    return given_a("system_administrator")


@pytest.mark.django_db
def test_a_closed_account_is_signed_out_at_once_and_cannot_sign_in(
    client: Client, admin: User
) -> None:
    worker = given_a("social_worker")
    client.force_login(worker)
    assert client.get(reverse("home")).status_code == 200

    accounts.close(worker, by=admin)

    assert client.get(reverse("home")).status_code == 302
    assert client.login(username=worker.username, password=PASSWORD) is False


@pytest.mark.django_db
def test_an_account_opened_again_has_the_password_it_had(client: Client, admin: User) -> None:
    worker = given_a("social_worker")
    accounts.close(worker, by=admin)
    accounts.reopen(worker, by=admin)
    assert client.login(username=worker.username, password=PASSWORD) is True


@pytest.mark.django_db
def test_both_acts_are_on_the_audit_trail(admin: User) -> None:
    worker = given_a("social_worker")
    accounts.close(worker, by=admin)
    accounts.reopen(worker, by=admin)
    lines = AuditEvent.objects.order_by("id").values_list("action", "actor", "subject_id")
    assert list(lines) == [
        ("user.closed", admin.name, worker.pk),
        ("user.opened", admin.name, worker.pk),
    ]


@pytest.mark.django_db
def test_nobody_is_told_anything_on_a_closed_account(admin: User) -> None:
    worker = given_a("social_worker")
    accounts.close(worker, by=admin)
    worker.refresh_from_db()
    notices.tell([worker], "SR-000001 was returned", url="/")
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_only_a_system_administrator_may(admin: User) -> None:
    worker, manager = given_a("social_worker"), given_a("commissioning_manager")
    with pytest.raises(Forbidden) as refused:
        accounts.close(worker, by=manager)
    assert str(refused.value) == "Your role does not allow you to manage accounts."


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_administrators_cannot_close_each_other() -> None:
    one = given_a("system_administrator", name="One Admin")
    two = given_a("system_administrator", name="Two Admin")

    closed = Event()

    def first() -> None:
        with transaction.atomic():
            accounts.close(two, by=one)
            closed.set()
            until_somebody_waits()

    def second() -> None:
        closed.wait()
        accounts.close(one, by=two)

    outcomes = at_once(first, second)

    refused = [each for each in outcomes if isinstance(each, Refused)]
    assert (outcomes[0], [each.refusals[0].code for each in refused]) == (
        None,
        ["last-administrator"],
    )
    assert User.objects.holding("system_administrator").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_lock_they_would() -> None:
    """The control: asked and written without the lock, both are closed and nobody is left."""
    one = given_a("system_administrator", name="One Admin")
    two = given_a("system_administrator", name="Two Admin")

    def close_without_lock(account: User, by: User, asked) -> None:
        against = ask(CLOSING, accounts.facts_of(account, by=by))
        asked()
        if not against:
            User.objects.filter(pk=account.pk).update(is_active=False)

    at_once(
        lambda meet: close_without_lock(two, one, meet),
        lambda meet: close_without_lock(one, two, meet),
    )

    assert User.objects.holding("system_administrator").count() == 0


@pytest.mark.django_db
def test_the_list_shows_everybody_and_no_way_to_close_oneself(client: Client, admin: User) -> None:
    worker = given_a("social_worker")
    client.force_login(admin)
    page = client.get(reverse("accounts"))
    changes = [row[-1] for row in page.context["table"].rows]
    assert [(cell.text, cell.url) for cell in changes] == [
        ("Close account", reverse("close-account", args=[worker.pk])),
        ("Your own account", ""),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ann Auditor", "Sam Worker", "The system administrator"]),
        ("name=work", ["Sam Worker"]),
        ("role=auditor", ["Ann Auditor"]),
        ("state=False", ["Sam Worker"]),
        ("state=True&role=auditor", ["Ann Auditor"]),
        ("role=nonsense", ["Ann Auditor", "Sam Worker", "The system administrator"]),
    ],
)
def test_the_list_is_narrowed(client: Client, admin: User, query: str, names: list[str]) -> None:
    given_a("auditor", name="Ann Auditor")
    accounts.close(given_a("social_worker", name="Sam Worker"), by=admin)
    client.force_login(admin)
    page = client.get(f"{reverse('accounts')}?{query}")
    assert [row[0].text for row in page.context["table"].rows] == names


@pytest.mark.django_db
def test_the_list_costs_the_same_for_one_and_for_three(
    client: Client, admin: User, django_assert_num_queries
) -> None:
    client.force_login(admin)
    client.get(reverse("accounts"))
    with django_assert_num_queries(4):
        client.get(reverse("accounts"))
    for role in ("auditor", "social_worker"):
        given_a(role)
    with django_assert_num_queries(4):
        client.get(reverse("accounts"))


@pytest.mark.django_db
def test_closing_is_confirmed_and_then_done_once(client: Client, admin: User) -> None:
    worker = given_a("social_worker")
    client.force_login(admin)
    url = reverse("close-account", args=[worker.pk])
    key = client.get(url).context["form"]["one_time_key"].value()

    answers = [client.post(url, {"one_time_key": key}) for _ in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/accounts/")] * 2
    assert AuditEvent.objects.filter(action="user.closed").count() == 1


@pytest.mark.django_db
def test_a_refusal_is_shown_where_it_was_tried(client: Client, admin: User) -> None:
    client.force_login(admin)
    page = client.post(reverse("close-account", args=[admin.pk]))
    assert [refusal.code for refusal in page.context["refusals"]] == [
        "own-account",
        "last-administrator",
    ]


@pytest.mark.django_db
def test_an_account_that_is_not_there_is_not_found(client: Client, admin: User) -> None:
    client.force_login(admin)
    assert client.get(reverse("close-account", args=[admin.pk + 1])).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_what_names_a_person_need_not_wait_while_their_account_is_closed(admin: User) -> None:
    worker = given_a("social_worker")

    def tell() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        notices.tell([worker], "SR-000123 was endorsed", url="/")

    with transaction.atomic():
        accounts.close(worker, by=admin)
        outcomes = at_once(tell)

    assert (outcomes, Notice.objects.filter(to=worker).count()) == ([None], 1)
