"""The pages of one account, and one's own account page."""

import pytest
from django.test import Client
from django.urls import reverse

from mdps.core import accounts, passwords
from mdps.core.models import AuditEvent, OneTimeKey, User
from tests.build.browsing import cost, posted, signed_in, text_of, words
from tests.build.people import PASSWORD, given_a, given_a_team
from tests.sweeps.drawn import problems

pytestmark = pytest.mark.django_db
NEW = "lantern orchard pebble"
CHOICE = {"old_password": PASSWORD, "new_password": NEW, "new_again": NEW}
KEY = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def admin() -> User:
    return given_a("system_administrator")


@pytest.fixture
def browser(admin: User) -> Client:
    return signed_in(admin)


def entered(**more: object) -> dict[str, object]:
    return {
        "username": "sam.worker",
        "name": "Sam Worker",
        "email": "sam@example.org",
        "roles": ["social_worker"],
        "team": given_a_team().pk,
    } | more


def shown_password(page) -> str:
    """The temporary password on the page that was answered."""
    return next(row.value for row in page.context["figures"] if row.key == "Temporary password")


def test_every_role_is_offered_with_what_it_is_for(browser: Client) -> None:
    page = browser.get(reverse("add-account"))
    assert "Raises support requests for the children they work with." in words(page)
    assert problems(text_of(page)) == []


def test_adding_shows_the_password_once_and_it_lets_the_person_in(browser: Client) -> None:
    page = browser.post(reverse("add-account"), entered())
    password = shown_password(page)
    assert (page.status_code, page["Cache-Control"], problems(page.text)) == (
        200,
        "private, no-store",
        [],
    )
    assert text_of(page).count(password) == 1
    assert Client().login(username="sam.worker", password=password) is True


def test_the_form_posted_again_adds_nobody_and_shows_no_password(browser: Client) -> None:
    form = entered(one_time_key=KEY)
    password = shown_password(browser.post(reverse("add-account"), form))
    account = User.objects.get(username="sam.worker")
    again = browser.post(reverse("add-account"), form, follow=True)
    assert again.redirect_chain == [(f"/accounts/{account.pk}/", 302)]
    assert (password in text_of(again), User.objects.count()) == (False, 2)


def test_the_password_is_kept_nowhere_and_in_no_log(browser: Client, caplog) -> None:
    page = browser.post(reverse("add-account"), entered(one_time_key=KEY))
    password = shown_password(page)
    kept = [
        *AuditEvent.objects.values(),
        *OneTimeKey.objects.values(),
        *User.objects.values(),
        dict(browser.session),
        *(cookie.value for cookie in browser.cookies.values()),
        caplog.text,
    ]
    assert password not in str(kept)
    assert password not in text_of(browser.get(reverse("accounts")))


def test_what_was_entered_stays_when_it_is_refused(browser: Client) -> None:
    given_a("auditor", name="Sam Worker")
    page = browser.post(reverse("add-account"), entered(username="SAM.WORKER", team=""))
    assert {field: len(errors) for field, errors in page.context["form"].errors.items()} == {
        "username": 1,
        "team": 1,
    }
    assert 'value="SAM.WORKER"' in text_of(page)
    assert (problems(page.text), User.objects.count()) == ([], 2)


def test_the_page_of_an_account_says_what_can_be_done_and_what_was(
    browser: Client, admin: User
) -> None:
    worker = given_a("auditor")
    passwords.give_temporary(worker, by=admin)
    page = browser.get(worker.get_absolute_url())
    assert [(each.text, each.possible) for each in page.context["actions"]] == [
        ("Change account", True),
        ("Give a temporary password", True),
        ("Sign out everywhere", True),
        ("Close account", True),
    ]
    assert "Temporary password given to The auditor" in words(page)


def test_on_ones_own_account_what_is_not_possible_says_why(browser: Client, admin: User) -> None:
    page = browser.get(admin.get_absolute_url())
    assert {
        each.text: [refusal.code for refusal in each.refusals] for each in page.context["actions"]
    } == {
        "Change account": [],
        "Give a temporary password": ["own-password"],
        "Close account": ["own-account", "last-administrator"],
    }


def test_a_closed_account_can_be_opened_from_its_page(browser: Client, admin: User) -> None:
    worker = given_a("auditor")
    accounts.close(worker, by=admin)
    page = browser.get(worker.get_absolute_url())
    assert [each.text for each in page.context["actions"] if each.possible] == [
        "Change account",
        "Open account",
    ]


def test_changing_begins_with_what_is_and_leads_to_the_account(browser: Client) -> None:
    worker = given_a("auditor")
    url = reverse("change-account", args=[worker.pk])
    form = browser.get(url).context["form"]
    assert (form.initial["name"], form.initial["roles"]) == ("The auditor", ["auditor"])
    assert posted(browser.post(url, entered(one_time_key=KEY))) == worker.get_absolute_url()
    browser.post(url, entered(one_time_key=KEY, name="Somebody Else"))
    worker.refresh_from_db()
    assert (worker.name, worker.username, worker.role_names) == (
        "Sam Worker",
        "the.auditor",
        "Social worker",
    )


def test_ones_own_roles_are_not_asked_and_stay(browser: Client, admin: User) -> None:
    url = reverse("change-account", args=[admin.pk])
    page = browser.get(url)
    assert ("roles" in page.context["form"].fields, problems(page.text)) == (False, [])
    posted(browser.post(url, {"name": "New Name", "roles": ["auditor"]}))
    admin.refresh_from_db()
    assert (admin.name, admin.roles) == ("New Name", ["system_administrator"])


def test_giving_a_password_shows_it_once(browser: Client) -> None:
    worker = given_a("auditor")
    url = reverse("give-password", args=[worker.pk])
    first = browser.post(url, {"one_time_key": KEY})
    again = browser.post(url, {"one_time_key": KEY})
    worker.refresh_from_db()
    assert worker.check_password(shown_password(first)) is True
    assert (again.status_code, again.url) == (302, worker.get_absolute_url())


def test_a_refused_password_is_said_where_it_was_tried(browser: Client, admin: User) -> None:
    page = browser.post(reverse("give-password", args=[admin.pk]))
    assert [each.code for each in page.context["refusals"]] == ["own-password"]


def test_the_list_leads_to_each_account_and_to_a_new_one(browser: Client, admin: User) -> None:
    page = browser.get(reverse("accounts"))
    assert page.context["primary"].url == "/accounts/new/"
    assert [row[0].url for row in page.context["table"].rows] == [f"/accounts/{admin.pk}/"]


def test_the_page_of_an_account_costs_the_same_whatever_was_done(
    browser: Client, admin: User
) -> None:
    worker = given_a("auditor")
    passwords.give_temporary(worker, by=admin)
    browser.get(worker.get_absolute_url())
    once = cost(browser, worker.get_absolute_url())
    for _ in range(2):
        passwords.give_temporary(worker, by=admin)
    assert cost(browser, worker.get_absolute_url()) == once


def test_the_name_in_the_header_leads_to_ones_own_account() -> None:
    browser = signed_in(given_a("auditor"))
    assert 'href="/my-account/">The auditor<' in text_of(browser.get("/"))
    assert "Password you have now" in words(browser.get("/my-account/"))


def test_ones_own_password_is_changed_and_only_this_session_stays() -> None:
    worker = given_a("auditor")
    here, elsewhere = signed_in(worker), signed_in(worker)
    page = here.post(reverse("my-account"), CHOICE, follow=True)
    assert page.redirect_chain == [("/my-account/", 302)]
    assert "Your password is changed. You are signed out everywhere else." in words(page)
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


@pytest.mark.parametrize(
    ("more", "field", "message"),
    [
        (
            {"old_password": "not this one"},
            "old_password",
            "This is not the password you signed in with. Enter it again.",
        ),
        (
            {"new_again": "something else"},
            "new_again",
            "Enter the same new password in both boxes",
        ),
        (
            {"new_password": "tooshort", "new_again": "tooshort"},
            "new_password",
            "This password is too short. It must contain at least 12 characters.",
        ),
        (
            {"new_password": PASSWORD, "new_again": PASSWORD},
            "new_password",
            "This is the password you have now. Choose another one.",
        ),
        ({"old_password": ""}, "old_password", "Enter the password you have now"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_sent_back(
    more: dict[str, str], field: str, message: str
) -> None:
    worker = given_a("auditor")
    page = signed_in(worker).post(reverse("my-account"), CHOICE | more)
    assert page.context["form"].errors == {field: [message]}
    assert (NEW in text_of(page), PASSWORD in text_of(page)) == (False, False)
    worker.refresh_from_db()
    assert worker.check_password(PASSWORD) is True


@pytest.fixture
def newcomer(admin: User) -> tuple[Client, str]:
    """Somebody who signed in with a temporary password, and that password."""
    worker = given_a("auditor")
    password = passwords.give_temporary(worker, by=admin)
    browser = Client()
    browser.post("/sign-in/", {"username": worker.username, "password": password})
    return browser, password


@pytest.mark.parametrize("path", ["/", "/audit/", "/notices/", "/accounts/", "/sign-in/"])
def test_with_a_temporary_password_everything_leads_to_choosing_ones_own(
    newcomer: tuple[Client, str], path: str
) -> None:
    browser, _ = newcomer
    for answer in (browser.get(path), browser.post(path)):
        assert (answer.status_code, answer.url) == (302, "/my-account/")


def test_then_the_page_offers_nothing_else_but_signing_out(newcomer: tuple[Client, str]) -> None:
    browser, _ = newcomer
    page = browser.get("/my-account/")
    assert (page.context["title"], page.context["navigation"], problems(page.text)) == (
        "Choose your own password",
        [],
        [],
    )
    assert browser.post("/sign-out/").url == "/sign-in/"


def test_with_ones_own_password_everything_is_open(newcomer: tuple[Client, str]) -> None:
    browser, password = newcomer
    refused = browser.post("/my-account/", CHOICE | {"old_password": password, "new_again": "x"})
    assert (refused.status_code, browser.get("/").status_code) == (200, 302)
    assert posted(browser.post("/my-account/", CHOICE | {"old_password": password})) == "/"
    assert browser.get("/audit/").status_code == 200


def test_a_page_of_one_account_is_not_there_for_an_account_that_is_not(browser: Client) -> None:
    for name in ("account", "change-account", "give-password"):
        assert browser.get(reverse(name, args=[10**9])).status_code == 404


def test_the_user_name_is_asked_in_any_case_at_the_door() -> None:
    given_a("auditor", name="Ada.Example")
    answer = Client().post("/sign-in/", {"username": "ADA.Example", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
