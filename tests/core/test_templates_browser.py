"""Every kind of page in Chromium: axe finds nothing, nothing scrolls sideways, focus goes right."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from mdps.core.gallery_samples import PAGES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.core.gallery_urls")]

ADDRESSES = ["", "sign-in/", "form/?wrong", "desk/?wrong", *(f"{kind}/" for kind in PAGES)]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.fixture
def visit(live_server, page: Page) -> Callable[..., Page]:
    """Open a page of the gallery at a width."""

    def visit(address: str, *, width: int = 1280) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}/gallery/{address}")
        return page

    return visit


def test_axe_finds_nothing_on_any_kind_of_page(visit: Callable[..., Page]) -> None:
    found = {}
    for address in ADDRESSES:
        for width in (1280, 375):
            results = Axe().run(visit(address, width=width), options={"runOnly": STANDARDS})
            found[address, width] = [each["id"] for each in results.response["violations"]]

    assert found == {(address, width): [] for address in ADDRESSES for width in (1280, 375)}


def test_nothing_scrolls_sideways_at_320_pixels(visit: Callable[..., Page]) -> None:
    widths = {
        address: visit(address, width=320).evaluate("document.documentElement.scrollWidth")
        for address in ADDRESSES
    }

    assert widths == dict.fromkeys(ADDRESSES, 320)


def test_focus_goes_to_the_error_summary_and_then_to_the_field(
    visit: Callable[..., Page],
) -> None:
    page = visit("form/?wrong")
    page.wait_for_function("document.activeElement.matches('.govuk-error-summary')")
    links = page.locator(".govuk-error-summary__list a")
    reached = []
    for link in links.all():
        link.click()
        reached.append(page.evaluate("'#' + document.activeElement.id"))

    assert reached == [link.get_attribute("href") for link in links.all()]


def test_a_filter_changes_the_results_and_the_address_without_a_new_page(
    visit: Callable[..., Page],
) -> None:
    page = visit("list/")
    page.evaluate("document.body.dataset.same = 'yes'")
    page.fill("#id_search", "severn")
    page.click("text=Apply filters")
    page.wait_for_url("**/gallery/list/?search=severn*")

    assert page.evaluate("document.body.dataset.same") == "yes"


def test_the_page_loads_nothing_that_its_policy_refuses(visit: Callable[..., Page]) -> None:
    page = visit("record/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.reload(wait_until="networkidle")

    assert said == []
