"""A browser that keeps our content security policy gets to the council's sign-on and back."""

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.build.people import given_a
from tests.build.sign_on import started

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sign_in_page(live_server, page: Page, settings) -> Page:
    """The sign-in page of a service with single sign-on at another origin."""
    with started() as service:
        settings.MDPS_SSO_URL, settings.MDPS_SSO_CLIENT = service, "mdps"
        settings.MDPS_SSO_SECRET, settings.MDPS_SSO_NAME = "a secret", "Shire account"
        claims = {"email": given_a("auditor").email}
        requests.put(f"{service}/users/s-1", json=claims, timeout=10).raise_for_status()
        page.goto(f"{live_server.url}/sign-in/?next=/my-account/")
        yield page


def test_one_goes_there_says_who_one_is_and_is_led_on(live_server, sign_in_page: Page) -> None:
    page, person = sign_in_page, given_a("auditor")
    page.get_by_role("button", name="Sign in with your Shire account").click()
    page.wait_for_url("http://127.0.0.1:*/oauth2/authorize*")
    page.locator("input[name=sub]").fill("s-1")
    page.locator("button[type=submit]").first.click()
    expect(page).to_have_url(f"{live_server.url}/my-account/")
    expect(page.locator(".mdps-header__who")).to_contain_text(person.name)


def test_signing_out_leads_to_the_end_of_the_session_there(live_server, sign_in_page: Page) -> None:
    page = sign_in_page
    page.get_by_role("button", name="Sign in with your Shire account").click()
    page.locator("input[name=sub]").fill("s-1")
    page.locator("button[type=submit]").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Shire account").click()
    page.wait_for_url("http://127.0.0.1:*/oauth2/end_session*")


def test_a_form_to_another_origin_is_stopped(live_server, sign_in_page: Page) -> None:
    """The control: why the way there is a page of ours that leads on, and not the form itself."""
    page = sign_in_page
    with page.expect_console_message(lambda said: "form-action" in said.text):
        page.locator("form").first.evaluate(
            "form => { form.action = form.action.replace('localhost', '127.0.0.1'); form.submit() }"
        )
    assert page.url.startswith(live_server.url)
