"""When a session ends, the tabs that showed something to its person show it no longer."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from mdps.core import clock
from tests.build.people import given_a, given_a_team
from tests.build.referrals import given_an_endorsed_request
from tests.build.tab import enter, signs_in

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "LCS-4821937"
NINE = dt.datetime(2026, 6, 2, 9, tzinfo=clock.LONDON)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def limits(settings) -> None:
    settings.MDPS_IDLE_MINUTES, settings.MDPS_SESSION_HOURS = 30, 10


def test_two_minutes_before_a_session_ends_one_may_stay_and_keeps_what_was_typed(
    live_server, page: Page
) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    field, notice = page.locator("input[name=case_reference]"), page.locator("#time-out")
    page.clock.install(time=NINE)
    with clock.at(NINE):
        enter(page, live_server.url, by=person)
        page.goto(live_server.url + reverse("referrals:start"))
        expect(page.locator("form[data-draft=kept]")).to_be_visible()
    field.press_sequentially(TYPED)

    with clock.at(NINE + 27 * MINUTE):
        page.clock.run_for("27:00")
        expect(notice).to_be_hidden()
    with clock.at(NINE + 28 * MINUTE):
        page.clock.run_for("01:00")
        expect(notice).to_contain_text("You will be signed out in 2 minutes")
        expect(notice).to_contain_text("What you have typed on this page is kept in this tab")
        expect(notice).to_be_focused()
        page.get_by_role("button", name="Stay signed in").click()
        expect(notice).to_be_hidden()
    with clock.at(NINE + 57 * MINUTE):
        assert page.context.request.get(live_server.url + reverse("session")).json() == {
            "seconds": 60,
            "longer": True,
        }
    with clock.at(NINE + 58 * MINUTE):
        page.reload()
        expect(page).to_have_url(live_server.url + "/sign-in/?next=" + reverse("referrals:start"))
        signs_in(page, person)
        expect(field).to_have_value(TYPED)


WORDS = "A hard year at school."  # what is said about a child


@pytest.fixture
def childs_page(live_server, page: Page) -> Page:
    """A record about a child, opened at nine; the browser's clock stands at nine too."""
    request = given_an_endorsed_request(need=WORDS)
    page.clock.install(time=NINE)
    with clock.at(NINE):
        enter(page, live_server.url, by=request.requester)
        page.goto(live_server.url + request.get_absolute_url())
    expect(page.locator("main")).to_contain_text(WORDS)
    return page


def test_a_childs_page_is_left_when_nothing_was_done_for_half_an_hour(childs_page: Page) -> None:
    with clock.at(NINE + 28 * MINUTE):
        childs_page.clock.run_for("28:00")
        expect(childs_page.locator("#time-out")).to_be_visible()
    assert WORDS in childs_page.content()

    with clock.at(NINE + 30 * MINUTE):
        childs_page.clock.run_for("02:00")
        expect(childs_page.get_by_role("heading", level=1)).to_have_text("Sign in")
        expect(childs_page.locator("main")).to_contain_text(
            "because you did nothing for 30 minutes"
        )
    assert WORDS not in childs_page.content()


def test_it_is_left_after_ten_hours_whoever_works_in_another_tab(childs_page: Page) -> None:
    tab = childs_page
    for minutes in range(20, 600, 20):
        with clock.at(NINE + minutes * MINUTE):
            tab.context.request.get(tab.url)
            tab.clock.run_for("20:00")
            expect(tab.locator("#time-out")).to_be_hidden()
    with clock.at(NINE + 598 * MINUTE):
        tab.context.request.get(tab.url)
        tab.clock.run_for("18:00")
        expect(tab.locator("#time-out [data-last]")).to_be_visible()
        expect(tab.get_by_role("button", name="Stay signed in")).to_be_hidden()
    with clock.at(NINE + 600 * MINUTE):
        tab.clock.run_for("02:00")
        expect(tab.locator("main")).to_contain_text("because 10 hours had gone by")
    assert WORDS not in tab.content()


def test_it_is_left_too_where_the_service_cannot_be_reached(childs_page: Page) -> None:
    childs_page.context.set_offline(True)
    childs_page.clock.run_for("29:00")
    assert WORDS in childs_page.content()
    childs_page.clock.run_for("02:00")
    expect(childs_page.locator("main")).to_have_count(0)
    assert WORDS not in childs_page.content()


def test_it_stays_while_the_service_has_a_fault_and_the_session_goes_on(childs_page: Page) -> None:
    childs_page.route("**/session/", lambda route: route.fulfill(status=503, body=""))
    childs_page.clock.run_for("29:00")
    expect(childs_page.locator("main")).to_contain_text(WORDS)


def test_a_sign_out_that_failed_takes_nothing_from_the_other_tabs(childs_page: Page) -> None:
    with clock.at(NINE):
        other = childs_page.context.new_page()
        other.goto(childs_page.url)
        other.route("**/sign-out/", lambda route: route.fulfill(status=503, body="Later."))
        other.get_by_role("button", name="Sign out").click()
        expect(other.locator("body")).to_have_text("Later.")
        other.goto(childs_page.url)
        expect(other.locator("main")).to_contain_text(WORDS)
    assert WORDS in childs_page.content()


def test_whoever_signs_out_in_one_tab_leaves_the_others(childs_page: Page) -> None:
    with clock.at(NINE):
        other = childs_page.context.new_page()
        other.goto(childs_page.url)
        other.get_by_role("button", name="Sign out").click()
        expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")
        expect(childs_page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert WORDS not in childs_page.content()


def test_a_machine_that_slept_past_the_end_shows_nothing_when_it_wakes(childs_page: Page) -> None:
    """Its timers stood still; what the tab does is what it does when it is looked at again."""
    Session.objects.all().delete()
    childs_page.clock.set_system_time(NINE + 60 * MINUTE)
    childs_page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(childs_page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert WORDS not in childs_page.content()
