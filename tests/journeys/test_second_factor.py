"""A second step in a browser: a passkey, an app, and a session that ends everywhere."""

import pytest
from playwright.sync_api import expect

from mdps.core.signing_in import factors
from tests.build.people import PASSWORD, given_a
from tests.build.signing_in import code_of
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_password_to_a_passkey_and_an_app(visit: Visit, settings) -> None:
    settings.MDPS_SECOND_FACTOR = True
    worker = given_a("social_worker", name="Sam Worker")
    visit.address = visit.address.replace("127.0.0.1", "localhost")
    a_phone_is_there(visit)
    the_first_step(visit)
    visit.sees("Set up a second step")
    visit.picture("second-step-set-up")
    a_passkey_is_made(visit)
    the_recovery_codes_are_kept(visit)
    an_app_is_added(visit)
    visit.page.get_by_role("button", name="Sign out").click()
    the_first_step(visit)
    visit.sees("Second step of signing in")
    visit.picture("second-step")
    visit.press("Use your passkey")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Hello, Sam Worker")
    names = [factors.name_of(each) for each in factors.of(worker)]
    assert names == ["passkey “My phone”", "authenticator app"]


def a_phone_is_there(visit: Visit) -> None:
    """Chromium's own virtual authenticator, which answers as a phone with a finger on it."""
    devices = visit.page.context.new_cdp_session(visit.page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def the_first_step(visit: Visit) -> None:
    visit.open("/sign-in/")
    visit.page.get_by_label("User name").fill("sam.worker")
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.press("Sign in")


def a_passkey_is_made(visit: Visit) -> None:
    visit.press("Use a passkey")
    visit.picture("add-passkey")
    visit.fill("Name of the passkey", "My phone")
    visit.press("Make the passkey")


def the_recovery_codes_are_kept(visit: Visit) -> None:
    visit.sees("Keep your recovery codes")
    visit.picture("recovery-codes")
    with visit.page.expect_download() as download:
        visit.follow("Download them as a text file")
    assert download.value.suggested_filename == "recovery-codes.txt"
    visit.press("I have kept them")
    visit.sees("Your second step is set up.")


def an_app_is_added(visit: Visit) -> None:
    visit.open("/my-account/second-step/")
    visit.sees("Passkey “My phone”", "10 codes left")
    visit.picture("second-step-mine")
    visit.press("Use an authenticator app")
    visit.picture("add-app")
    secret = visit.main.locator(".mdps-key-to-type").inner_text().replace(" ", "")
    visit.fill("Code that the app shows", code_of(secret))
    visit.press("Add the app")
    visit.sees("It is added.")
