"""What was typed waits in the tab for the person who typed it, and for nobody else."""

import base64
import json
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from mdps.core import clock
from mdps.core.models import User
from mdps.core.signing_in.draft_key import key_of
from panel.models import PanelDecision
from tests.build.panel import TODAY, given_a_chair, given_an_open_item
from tests.build.people import given_a, given_a_team
from tests.build.referrals import given_a_request
from tests.build.tab import OTHER_HOSTS, enter, signs_in

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "LCS-4821937"


@pytest.fixture
def start_page(live_server, page: Page) -> Callable[[User], Page]:
    """The first page of a new request, opened in one and the same tab by whoever is given."""

    def opened(by: User) -> Page:
        enter(page, live_server.url, by=by)
        page.goto(live_server.url + reverse("referrals:start"))
        expect(page.locator("form[data-draft=kept]")).to_be_visible()
        return page

    return opened


def type_in(page: Page) -> Locator:
    """Type a case reference; when this returns, it lies in the tab. The field is returned."""
    field = page.locator("input[name=case_reference]")
    field.press_sequentially(TYPED)
    expect(page.locator("form[data-draft=kept]")).to_be_visible()
    return field


def test_after_a_session_ended_only_its_person_finds_what_was_typed(start_page) -> None:
    team = given_a_team()
    first = given_a("social_worker", name="Priya Nair", team=team)
    second = given_a("social_worker", name="Owen Reed", team=team)
    field = "input[name=case_reference]"

    type_in(start_page(first))
    found = [start_page(person).locator(field).input_value() for person in (second, first)]

    assert found == ["", TYPED]


def test_what_was_typed_comes_back_after_a_lost_page_until_one_starts_again(start_page) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    field = type_in(start_page(person))
    page = start_page(person)

    expect(page.get_by_role("status")).to_contain_text("What you typed here before is back.")
    expect(field).to_have_value(TYPED)

    page.get_by_role("button", name="Start again").click()
    expect(field).to_have_value("")


ALL_THAT_IS_STORED = """async () => JSON.stringify([
    Object.entries(sessionStorage), Object.entries(localStorage), document.cookie,
    await indexedDB.databases(), await caches.keys()])"""

DRAFT = "Object.entries(sessionStorage).find(([name]) => name.startsWith('draft:'))"


def test_nothing_that_was_typed_and_no_key_lies_in_what_the_browser_stores(start_page) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    page = start_page(person)
    type_in(page)
    name, kept = page.evaluate(DRAFT)
    key = base64.b64encode(key_of(person)).decode()

    stored = page.evaluate(ALL_THAT_IS_STORED)

    assert (name in stored, TYPED in stored, key in stored) == (True, False, False)
    assert base64.b64encode(TYPED.encode()).decode().strip("=") not in stored
    assert key not in page.content()
    # The control: with the key it is what was typed.
    nonce, cipher = map(base64.b64decode, json.loads(kept))
    opened = AESGCM(key_of(person)).decrypt(nonce, cipher, name.encode())
    assert TYPED in json.loads(opened)


def test_a_draft_that_was_moved_to_another_form_stays_shut(start_page) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    page = start_page(person)
    type_in(page)
    name, kept = page.evaluate(DRAFT)
    moved = [name.replace("/new/", "/new/?again"), kept]
    page.evaluate("([name, kept]) => sessionStorage.setItem(name, kept)", moved)

    page.goto(page.url + "?again")

    expect(page.locator("form[data-draft=kept]")).to_be_visible()
    assert page.locator("input[name=case_reference]").input_value() == ""


def test_without_https_nothing_is_kept_and_the_notice_says_so(
    live_server, page: Page, settings
) -> None:
    """A browser encrypts only where nobody can have changed the page on its way."""
    host = f"mdps{OTHER_HOSTS}"
    settings.ALLOWED_HOSTS = [host]
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    address = live_server.url.replace("localhost", host)
    enter(page, address, by=person)

    page.goto(address + reverse("referrals:start"))
    expect(page.locator("form[data-draft=not-kept]")).to_be_visible()
    page.locator("input[name=case_reference]").press_sequentially(TYPED)

    assert (page.evaluate("isSecureContext"), page.evaluate(DRAFT)) == (False, None)
    page.evaluate("document.getElementById('time-out').hidden = false")
    expect(page.locator("#time-out")).to_contain_text(
        "What you have typed on this page is not kept."
    )
    expect(page.locator("#time-out [data-kept]")).to_be_hidden()
    Session.objects.all().delete()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.locator("main [data-waits]")).to_be_hidden()


def test_a_session_that_ends_before_saving_keeps_what_was_typed(start_page, live_server) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    page = start_page(person)
    type_in(page)
    page.get_by_label("A parent, in the child's case").check()
    expect(page.locator("form[data-draft=kept]")).to_be_visible()

    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save and continue").click()
    signs_in(page, person)

    expect(page).to_have_url(live_server.url + reverse("referrals:start"))
    expect(page.get_by_role("status")).to_contain_text("What you typed here before is back.")
    expect(page.locator("input[name=case_reference]")).to_have_value(TYPED)
    expect(page.get_by_label("A parent, in the child's case")).to_be_checked()


def test_a_form_that_was_refused_as_not_ours_keeps_what_was_typed(start_page, live_server) -> None:
    """As after signing in again in another tab; whether one goes back or opens it anew."""
    page = start_page(given_a("social_worker", name="Priya Nair", team=given_a_team()))
    field, start = type_in(page), page.url
    token = "form[data-draft] input[name=csrfmiddlewaretoken]"
    page.locator(token).evaluate("input => { input.value = 'x'.repeat(64); }")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("main")).to_contain_text("Nothing was saved")

    page.go_back()
    expect(field).to_have_value(TYPED)
    page.goto(live_server.url)
    page.goto(start)
    expect(field).to_have_value(TYPED)


def test_a_form_that_was_lost_on_its_way_keeps_what_was_typed(start_page, live_server) -> None:
    page = start_page(given_a("social_worker", name="Priya Nair", team=given_a_team()))
    field, start = type_in(page), page.url

    def lose(route: Route) -> None:
        route.abort() if route.request.method == "POST" else route.continue_()

    page.route(start, lose)
    page.get_by_role("button", name="Save and continue").click()
    expect(field).to_have_count(0)  # the browser's own page says that there is no connection

    page.goto(live_server.url)
    page.goto(start)
    expect(field).to_have_value(TYPED)


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
        enter(page, live_server.url, by=given_a_chair())
        page.goto(live_server.url + item.get_absolute_url())
        yield page


def test_a_long_answer_outlives_a_session_that_ended_on_the_server(start_page) -> None:
    person = given_a("social_worker", name="Priya Nair", team=given_a_team())
    request = given_a_request(by=person)
    page = start_page(person)
    page.goto(page.url.replace("/new/", f"/{request.pk}/need/"))
    expect(page.locator("form[data-draft=kept]")).to_be_visible()
    said = {"What is needed, and why?": "A hard year.\n" * 40, "What question": "What would help?"}
    for label, words in said.items():
        page.get_by_label(label).fill(words)

    Session.objects.all().delete()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("main [data-waits]")).to_be_visible()
    signs_in(page, person)

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
    signs_in(page, chair)

    expect(page.get_by_label("Approve in part")).to_be_checked()
    expect(page.get_by_label("Amount, if not what was requested")).to_have_value("60.00")
    expect(page.get_by_label("Reasons", exact=True)).to_have_value("Half of it until the review.")
    page.get_by_role("button", name="Save and close the item").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert PanelDecision.objects.values_list("kind", "amount").get() == (
        "approve_in_part",
        Decimal("60.00"),
    )
