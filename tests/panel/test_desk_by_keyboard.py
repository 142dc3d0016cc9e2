"""The desk in a browser, without touching the mouse."""

from typing import Any

import pytest

from mdps.core import clock
from panel.models import AgendaItem, PanelDecision
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_an_item,
    given_an_open_item,
    given_it_is_open,
)
from tests.build.tab import enter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(live_server: Any, page: Any) -> Any:
    """The chair's browser, on the desk of the item that it is called with."""
    enter(page, live_server.url, by=given_a_chair())

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

    assert [(each.kind, each.reasons) for each in PanelDecision.objects.order_by("pk")] == [
        ("approve", "The court needs it."),
        ("defer", "More is to be known first."),
    ]


def test_a_meeting_of_25_items_is_decided_by_keyboard_alone(desk):
    """Twenty as requested and five deferred, in few keystrokes, to the end of the meeting."""
    with clock.at(TODAY):
        items = [given_an_item() for _ in range(25)]
        given_it_is_open(items[0].meeting)
        page, pressed = desk(items[0]), Pressed()

        for number, item in enumerate(items):
            page.wait_for_url(f"**{item.get_absolute_url()}*")
            page.wait_for_selector(".mdps-keys:not([hidden])")
            if number % 5 == 4:
                pressed.one(page, "d")
                pressed.until_chosen(page, "defer")
                pressed.until_in(page, "reasons-")
                page.keyboard.type("More is to be known first.")
            else:
                pressed.one(page, "a")
            pressed.one(page, "Control+Enter")
        page.wait_for_url(f"**{items[0].meeting.get_absolute_url()}*")

    kinds = list(PanelDecision.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["defer" if number % 5 == 4 else "approve" for number in range(25)]
    assert set(AgendaItem.objects.values_list("state", flat=True)) == {"closed"}
    assert pressed.count <= 20 * 2 + 5 * 12, pressed.count


class Pressed:
    """Keys, counted; words that are typed are not."""

    count = 0

    def one(self, page: Any, key: str, times: int = 1) -> None:
        for _ in range(times):
            page.keyboard.press(key)
            self.count += 1

    def until_chosen(self, page: Any, kind: str) -> None:
        """Down the radios until the one of `kind` is chosen."""
        self.one(page, "Space")
        for _ in range(12):
            if page.evaluate("document.activeElement.value") == kind:
                return
            self.one(page, "ArrowDown")
        raise AssertionError(f"No decision “{kind}” among the radios")

    def until_in(self, page: Any, name: str) -> None:
        """By Tab into the field whose name begins so."""
        for _ in range(12):
            if str(page.evaluate("document.activeElement.name || ''")).startswith(name):
                return
            self.one(page, "Tab")
        raise AssertionError(f"No field {name} after the decision")


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
