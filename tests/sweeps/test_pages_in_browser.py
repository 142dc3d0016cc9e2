"""Every page in Chromium, as somebody who may open it: readable for all, and on a small phone."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from mdps.core import clock
from tests.sweeps.access import PAGES
from tests.sweeps.drawn import is_page
from tests.sweeps.world import TODAY, World, build

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
OPENED = [each for each in PAGES if each.openers]
SMALLEST, USUAL = 320, 1280
PARTS = 2  # so that several workers can share the work


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with clock.at(TODAY):
        yield build()


@pytest.fixture
def windows(world: World, browser: Browser, live_server) -> Iterator[dict[str, Page]]:
    """A window for each persona, signed in."""
    pages = {}
    for persona in {each.openers[0] for each in OPENED}:
        context = browser.new_context(viewport={"width": USUAL, "height": 900})
        for cookie in world.clients[persona].cookies.values():
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        pages[persona] = context.new_page()
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_can_be_read_by_everybody_and_on_a_small_phone(
    world: World, windows: dict[str, Page], live_server, part: int
) -> None:
    found = {}
    for access in OPENED[part::PARTS]:
        address = world.url(access.name, access.records, access.query)
        if not is_page(world.look(access.openers[0], address)):
            continue
        page = windows[access.openers[0]]
        if wrong := problems(page, lambda page=page, to=address: page.goto(live_server.url + to)):
            found[str(access)] = wrong
    assert found == {}


def test_the_look_itself_notices_what_is_wrong(page: Page) -> None:
    """The control: a page that no one could use."""
    bad = "<title></title><img src='data:,'><p style='width: 500px'>x</p><script>broken(</script>"
    found = problems(page, lambda: page.set_content(bad))
    assert [each.partition(":")[0] for each in found] == [
        "document-title",
        "html-has-lang",
        "image-alt",
        "508 pixels wide on a phone of 320",
        "error",
    ]


def problems(page: Page, show: Callable[[], object]) -> list[str]:
    """What Chromium, axe and a window of 320 pixels have to say about what `show` opens."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.set_viewport_size({"width": USUAL, "height": 900})
    show()
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    found = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in violations]
    page.set_viewport_size({"width": SMALLEST, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > SMALLEST:
        found.append(f"{width} pixels wide on a phone of {SMALLEST}")
    return found + [each for each in dict.fromkeys(said) if each.startswith(("error", "warning"))]
