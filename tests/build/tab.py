"""A tab of a real browser, and who is signed in there."""

from playwright.sync_api import Page

from mdps.core.models import User
from tests.build.browsing import signed_in
from tests.build.people import PASSWORD

# Names that lead to this machine and are, for a browser, another one's (tests/conftest.py).
OTHER_HOSTS = ".council.test"


def enter(page: Page, at: str, *, by: User) -> None:
    """The tab is signed in as `by` at the service of the address `at`."""
    session = {"name": "sessionid", "value": signed_in(by).cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": at}])


def signs_in(page: Page, person: User) -> None:
    """On the sign-in page, which then leads on."""
    page.get_by_label("User name").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
