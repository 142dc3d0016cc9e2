"""What an address holds does not change what every object of a page is."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

TRIED = "__proto__[tainted]=1&constructor[prototype][tainted]=1&__proto__.tainted=1"


@pytest.mark.parametrize("after", [f"?{TRIED}", f"#{TRIED}", f"?next=/&{TRIED}#__proto__=1"])
def test_no_address_changes_what_every_object_is(live_server, page: Page, after: str) -> None:
    page.goto(f"{live_server.url}/sign-in/{after}")
    page.wait_for_load_state("load")
    assert page.evaluate("({}).tainted === undefined") is True
    # The control: what would be found.
    assert page.evaluate("(Object.prototype.tainted = 1, ({}).tainted)") == 1
