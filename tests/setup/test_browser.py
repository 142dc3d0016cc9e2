"""The browser that the journeys use starts, and reaches the pages of this process."""

import pytest
from playwright.sync_api import Page


@pytest.mark.django_db(transaction=True)
def test_a_browser_reads_the_health_page(live_server, page: Page) -> None:
    page.goto(f"{live_server.url}/health/live/")
    assert page.inner_text("body").strip() == "All is well."
