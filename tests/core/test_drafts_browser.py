"""What was typed waits in the tab for the person who typed it, and for nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from mdps.core.models import User
from tests.build.people import PASSWORD, given_a, given_a_team
from tests.build.referrals import given_a_request

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "LCS-4821937"


@pytest.fixture
def start_page(live_server, page: Page) -> Callable[[User], Page]:
    """The first page of a new request, opened in one and the same tab by whoever is given."""

    def opened(by: User) -> Page:
        client = Client()
        client.force_login(by)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([{**session, "url": live_server.url}])
        page.goto(live_server.url + reverse("referrals:start"))
        return page

    return opened


def test_after_a_session_ended_only_its_person_finds_what_was_typed(start_page) -> None:
    team = given_a_team()
    first = given_a("social_worker", name="Priya Nair", team=team)
    second = given_a("social_worker", name="Owen Reed", team=team)
    field = "input[name=case_reference]"

    start_page(first).locator(field).press_sequentially(TYPED)
    found = [start_page(person).locator(field).input_value() for person in (second, first)]

    assert found == ["", TYPED]


def test_a_session_that_ends_before_saving_keeps_what_was_typed(start_page, live_server) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    page = start_page(person)
    page.locator("input[name=case_reference]").press_sequentially(TYPED)
    page.get_by_label("A parent, in the child's case").check()

    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("User name").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(live_server.url + reverse("referrals:start"))
    expect(page.get_by_role("status")).to_contain_text("What you typed here before is back.")
    expect(page.locator("input[name=case_reference]")).to_have_value(TYPED)
    expect(page.get_by_label("A parent, in the child's case")).to_be_checked()


def test_what_was_saved_is_not_brought_back(start_page) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    request = given_a_request(by=person)
    page = start_page(person)
    tried = page.url.replace("/new/", f"/{request.pk}/tried/")

    page.goto(tried)
    page.get_by_label("What was tried before?").fill("Ten sessions.")
    page.get_by_role("button", name="Save and continue").click()
    page.goto(tried)

    expect(page.get_by_label("What was tried before?")).to_have_value("Ten sessions.")
    expect(page.locator(".mdps-restored")).to_have_count(0)
