"""Signing in and out, and the demonstration's one click."""

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from mdps.core import accounts
from mdps.core.demonstration import username_for
from mdps.core.models import User
from mdps.core.roles import ROLES
from tests.build.people import PASSWORD, given_a
from tests.sweeps.drawn import problems, title

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
WRONG = ["Enter a user name and password that belong together"]


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_the_right_password_leads_home_and_is_remembered_as_the_last_time(client: Client) -> None:
    worker = given_a("social_worker")
    answer = sign_in(client, worker.username)
    worker.refresh_from_db()
    assert (answer.status_code, answer.url, worker.last_login is None) == (302, "/", False)


def test_one_is_led_on_to_the_page_one_wanted(client: Client) -> None:
    worker = given_a("social_worker")
    asked = client.get("/notices/?sort=created_at")
    assert asked.url == "/sign-in/?next=/notices/%3Fsort%3Dcreated_at"
    answer = sign_in(client, worker.username, next="/notices/")
    assert answer.url == "/notices/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:x()"])
def test_nobody_is_led_to_another_place(client: Client, elsewhere: str) -> None:
    assert sign_in(client, given_a("social_worker").username, next=elsewhere).url == "/"


def test_a_wrong_password_an_unknown_name_and_a_closed_account_read_the_same(
    client: Client,
) -> None:
    worker, closed = given_a("social_worker"), given_a("auditor")
    accounts.close(closed, by=given_a("system_administrator"))
    tries = [
        sign_in(client, worker.username, "not this one"),
        sign_in(client, "nobody"),
        sign_in(client, closed.username),
        sign_in(client, closed.username, "not this one"),
    ]
    assert [answer.context["form"].non_field_errors() for answer in tries] == [WRONG] * 4


def test_what_is_missing_is_said_at_its_field_and_above(client: Client) -> None:
    page = sign_in(client, "", "")
    assert page.context["form"].errors == {
        "username": ["Enter your user name"],
        "password": ["Enter your password"],
    }
    assert (problems(page.text), title(page.text)) == ([], "Error: Sign in – MDPS")


def test_a_typed_password_is_never_sent_back(client: Client) -> None:
    assert "a secret" not in sign_in(client, "nobody", "a secret").text


def test_the_session_is_a_new_one_after_signing_in(client: Client) -> None:
    client.get(SIGN_IN)
    client.session.save()
    before = client.session.session_key
    sign_in(client, given_a("social_worker").username)
    assert client.session.session_key != before


def test_signing_out_takes_a_button_and_ends_the_session(client: Client) -> None:
    client.force_login(given_a("social_worker"))
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.get(reverse("home")).status_code == 200
    assert client.post(reverse("sign-out")).url == SIGN_IN
    assert client.get(reverse("home")).status_code == 302


@pytest.fixture
def demonstration(db: None) -> list[User]:
    return [
        User.objects.create_user(username_for(role), name=f"Demo {role}", roles=[role])
        for role in ROLES
    ]


@override_settings(MDPS_DEMO=True)
@pytest.mark.parametrize("role", ROLES)
def test_in_a_demonstration_one_click_signs_in_as_any_role(
    client: Client, demonstration: list[User], role: str
) -> None:
    answer = client.post(reverse("sign-in-demo", args=[username_for(role)]))
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").context["user"].roles == [role]


@override_settings(MDPS_DEMO=True)
def test_the_sign_in_page_of_a_demonstration_lists_its_accounts_in_the_order_of_the_roles(
    client: Client, demonstration: list[User]
) -> None:
    page = client.get(SIGN_IN)
    listed = [account.username for account in page.context["demo_accounts"]]
    assert (listed, problems(page.text)) == ([username_for(role) for role in ROLES], [])


def test_anywhere_else_there_is_no_such_way_in(client: Client, demonstration: list[User]) -> None:
    url = reverse("sign-in-demo", args=[username_for("auditor")])
    assert client.post(url).status_code == 404
    assert client.get(SIGN_IN).context["demo_accounts"] == []


@override_settings(MDPS_DEMO=True)
def test_one_click_is_for_demonstration_accounts_that_are_open(
    client: Client, demonstration: list[User]
) -> None:
    real = given_a("auditor", name="A Real Person")
    closed = username_for("leadership")
    User.objects.filter(username=closed).update(is_active=False)
    for username in (real.username, closed, "nobody"):
        assert client.post(reverse("sign-in-demo", args=[username])).status_code == 404
