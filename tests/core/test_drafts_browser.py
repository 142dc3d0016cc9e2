"""What was typed waits in the tab for the person who typed it, and for nobody else."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from mdps.core import clock
from mdps.core.models import User
from panel.models import PanelDecision
from tests.build.panel import TODAY, given_a_chair, given_an_open_item
from tests.build.people import PASSWORD, given_a, given_a_team
from tests.build.referrals import given_a_request

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "LCS-4821937"


def enter(live_server, page: Page, by: User) -> None:
    """The tab is signed in as `by`."""
    client = Client()
    client.force_login(by)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": live_server.url}])


@pytest.fixture
def start_page(live_server, page: Page) -> Callable[[User], Page]:
    """The first page of a new request, opened in one and the same tab by whoever is given."""

    def opened(by: User) -> Page:
        enter(live_server, page, by)
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


@pytest.fixture
def desk_page(live_server, page: Page) -> Iterator[Page]:
    """The chair's tab, on the desk of an item that is being discussed."""
    with clock.at(TODAY):
        item = given_an_open_item()
        enter(live_server, page, given_a_chair())
        page.goto(live_server.url + item.get_absolute_url())
        yield page


def signs_in_again(page: Page, person: User) -> None:
    page.get_by_label("User name").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_long_answer_outlives_a_session_that_ended_on_the_server(start_page) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    request = given_a_request(by=person)
    page = start_page(person)
    page.goto(page.url.replace("/new/", f"/{request.pk}/need/"))
    said = {"What is needed, and why?": "A hard year.\n" * 40, "What question": "What would help?"}
    for label, words in said.items():
        page.get_by_label(label).fill(words)

    Session.objects.all().delete()
    page.get_by_role("button", name="Save and continue").click()
    signs_in_again(page, person)

    for label, words in said.items():
        expect(page.get_by_label(label)).to_have_value(words)
    page.get_by_role("button", name="Save and continue").click()
    request.narrative.refresh_from_db()
    assert request.narrative.question == "What would help?"


def test_a_decision_that_is_being_entered_outlives_a_session_that_ended(desk_page) -> None:
    page, chair = desk_page, given_a_chair()
    page.get_by_label("Approve in part").check()
    page.get_by_label("Amount, if not what was requested").fill("60.00")
    page.get_by_label("Reasons", exact=True).fill("Half of it until the review.")

    Session.objects.all().delete()
    page.get_by_role("button", name="Save and close the item").click()
    signs_in_again(page, chair)

    expect(page.get_by_label("Approve in part")).to_be_checked()
    expect(page.get_by_label("Amount, if not what was requested")).to_have_value("60.00")
    expect(page.get_by_label("Reasons", exact=True)).to_have_value("Half of it until the review.")
    page.get_by_role("button", name="Save and close the item").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert PanelDecision.objects.values_list("kind", "amount").get() == (
        "approve_in_part",
        Decimal("60.00"),
    )


def test_two_minutes_before_a_session_ends_one_may_stay_and_keeps_what_was_typed(
    live_server, page: Page, settings
) -> None:
    settings.MDPS_IDLE_MINUTES, settings.MDPS_SESSION_HOURS = 30, 10
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    nine = dt.datetime(2026, 6, 2, 9, tzinfo=clock.LONDON)
    minute = dt.timedelta(minutes=1)
    field, notice = page.locator("input[name=case_reference]"), page.locator("#time-out")
    page.clock.install(time=nine)
    with clock.at(nine):
        enter(live_server, page, person)
        page.goto(live_server.url + reverse("referrals:start"))
    field.press_sequentially(TYPED)

    with clock.at(nine + 27 * minute):
        page.clock.run_for("27:00")
        expect(notice).to_be_hidden()
    with clock.at(nine + 28 * minute):
        page.clock.run_for("01:00")
        expect(notice).to_contain_text("You will be signed out in 2 minutes")
        expect(notice).to_be_focused()
        page.get_by_role("button", name="Stay signed in").click()
        expect(notice).to_be_hidden()
    with clock.at(nine + 57 * minute):
        assert page.context.request.get(live_server.url + reverse("session")).json() == {
            "seconds": 60,
            "longer": True,
        }
    with clock.at(nine + 58 * minute):
        page.reload()
        expect(page).to_have_url(live_server.url + "/sign-in/?next=" + reverse("referrals:start"))
        page.get_by_label("User name").fill(person.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(field).to_have_value(TYPED)
