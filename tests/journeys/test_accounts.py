"""A new account in a browser: added, signed in to with the temporary password, made one's own."""

import pytest
from playwright.sync_api import expect

from mdps.core.models import User
from tests.build.people import given_a, given_a_team
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)
OWN = "lantern orchard pebble"


def test_from_a_new_account_to_ones_own_password(visit: Visit) -> None:
    given_a_team()
    admin = given_a("system_administrator")
    visit.sign_in(admin)
    temporary = an_account_is_added(visit)
    the_person_chooses_a_password(visit, temporary)
    visit.sign_in(admin)
    the_account_is_changed(visit)


def an_account_is_added(visit: Visit) -> str:
    """Returns the temporary password."""
    visit.follow("Accounts")
    visit.picture("accounts")
    visit.press("Add an account")
    visit.picture("add-account")
    visit.press("Add account")
    visit.sees("Enter a user name", "Select at least one role")
    visit.picture("add-account-refused")
    visit.fill("User name", "sam.worker")
    visit.main.get_by_label("Name", exact=True).fill("Sam Worker")
    visit.choose("Social worker")
    visit.main.get_by_label("Team", exact=False).last.select_option(label="Children in Need North")
    visit.press("Add account")
    visit.sees("The account of Sam Worker is added", "Temporary password")
    visit.picture("account-added")
    return visit.main.locator("dd").nth(1).inner_text().strip()


def the_person_chooses_a_password(visit: Visit, temporary: str) -> None:
    visit.page.get_by_role("button", name="Sign out").click()
    visit.page.get_by_label("User name").fill("Sam.Worker")
    visit.page.get_by_label("Password").fill(temporary)
    visit.press("Sign in")
    visit.sees("Choose your own password")
    visit.picture("choose-password")
    visit.open("/requests/")
    visit.sees("Choose your own password")
    visit.fill("Password you have now", temporary)
    visit.main.get_by_label("New password", exact=True).fill("short")
    visit.fill("New password again", "short")
    visit.press("Save password")
    visit.sees("This password is too short.")
    visit.picture("choose-password-refused")
    kept = visit.page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    assert temporary not in kept
    visit.fill("Password you have now", temporary)
    visit.main.get_by_label("New password", exact=True).fill(OWN)
    visit.fill("New password again", OWN)
    visit.press("Save password")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Hello, Sam Worker")
    visit.sees("Your password is changed.")
    visit.follow("Sam Worker")
    visit.sees("My account", "Children in Need North", "Change your password")
    visit.picture("my-account")


def the_account_is_changed(visit: Visit) -> None:
    visit.follow("Accounts")
    visit.follow("Sam Worker")
    visit.sees("Account of Sam Worker added", "New password chosen by Sam Worker")
    visit.picture("account")
    visit.press("Change account")
    visit.picture("change-account")
    visit.choose("Team manager")
    visit.press("Save changes")
    visit.sees("The account of Sam Worker is changed.", "Social worker, Team manager")
    visit.press("Give a temporary password")
    visit.picture("give-password")
    visit.press("Give temporary password")
    visit.sees("Sam Worker has a temporary password")
    assert User.objects.get(username="sam.worker").must_change_password is True
