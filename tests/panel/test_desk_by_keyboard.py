"""The desk in a browser, without touching the mouse."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from mdps.core import clock
from panel.models import PanelDecision
from tests.build.panel import TODAY, given_a_chair, given_an_item, given_an_open_item

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(live_server: Any, page: Any) -> Any:
    """The chair's browser, on the desk of the item that it is called with."""
    client = Client()
    client.force_login(given_a_chair())
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )

    def open_at(item: Any) -> Any:
        page.goto(live_server.url + item.get_absolute_url())
        return page

    return open_at


def test_two_items_are_decided_one_after_the_other(desk):
    with clock.at(TODAY):
        first, second = given_an_item(), given_an_open_item()
        page = desk(first)

        _decide(page, down=0, reasons="The court needs it.")
        page.wait_for_url(f"**{second.get_absolute_url()}*")
        _decide(page, down=3, reasons="More is to be known first.")
        page.wait_for_url(f"**{first.meeting.get_absolute_url()}*")

    assert list(PanelDecision.objects.order_by("pk").values_list("kind", "reasons")) == [
        ("approve", "The court needs it."),
        ("defer", "More is to be known first."),
    ]


def _decide(page: Any, *, down: int, reasons: str) -> None:
    """By the link to the decision, the arrows of the radios, Tab, and Ctrl with Enter."""
    page.get_by_role("link", name="Go to the decision").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    for _ in range(down):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(reasons)
    page.keyboard.press("Control+Enter")
