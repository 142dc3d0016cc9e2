"""A browser for each journey: signs people in, presses what they press, keeps pictures."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from PIL import Image
from playwright.sync_api import Page, expect

from mdps.core.models import User
from tests.build.people import PASSWORD

PICTURES = os.environ.get("MDPS_PICTURES")
GUIDE_PICTURES = os.environ.get("MDPS_GUIDE_PICTURES")
COLOURS = 64  # a page has few, and a picture with few is small
MARGIN, TALLEST = 20, 2100  # pixels


class Visit:
    """One browser window in which people of different roles do their part, one after another."""

    def __init__(self, page: Page, address: str):
        self.page = page
        self.main = page.locator("main")
        self.address = address

    def sign_in(self, user: User) -> None:
        """End the last person's session and begin `user`'s, by the sign-in form."""
        self.page.context.clear_cookies()
        self.open("/sign-in/")
        self.page.get_by_label("User name").fill(user.username)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Sign in")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(user.name)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def follow(self, text: str) -> None:
        """Follow the first link with this text."""
        self.page.get_by_role("link", name=text).first.click()

    def press(self, text: str) -> None:
        """Press the button (or the link that looks like one) with this text."""
        button = self.page.get_by_role("button", name=text)
        button.or_(self.page.get_by_role("link", name=text, exact=True)).first.click()

    def fill(self, label: str, text: str) -> None:
        self.main.get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        """Tick a radio or a checkbox."""
        self.main.get_by_label(label, exact=True).first.check()

    def select(self, label: str, option: str) -> None:
        self.main.get_by_label(label).first.select_option(label=option)

    def date(self, legend: str, day: int, month: int, year: int) -> None:
        """Fill the three boxes of a date."""
        group = self.main.get_by_role("group", name=legend)
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(label).fill(str(number))

    def sees(self, *texts: str) -> None:
        """Each of `texts` is on the page."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def picture(self, name: str) -> None:
        """Keep a picture at both widths, where MDPS_PICTURES names a folder."""
        if not PICTURES:
            return
        before = self.page.viewport_size
        for width in (1280, 375):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size(before or {"width": 1280, "height": 900})

    def guide_picture(self, name: str) -> None:
        """Take the picture `name` of a guide, into the folder that `bin/pictures` names.

        The page without its header and footer, in a window in which its text is easy to read; the
        end of a very long page is left out.
        """
        before = self.page.viewport_size
        self.page.set_viewport_size({"width": 1000, "height": 2400})
        self.page.evaluate("scrollTo(0, 0)")
        box = self.main.bounding_box()
        assert box, "The page has no main part."
        size = {"width": box["width"] + 2 * MARGIN, "height": min(box["height"], TALLEST)}
        clip: Any = {"x": box["x"] - MARGIN, "y": box["y"] + 1} | size
        taken = self.page.screenshot(clip=clip, animations="disabled")
        self.page.set_viewport_size(before or {"width": 1280, "height": 900})
        if GUIDE_PICTURES:
            few_colours = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS)
            few_colours.save(Path(GUIDE_PICTURES) / f"{name}.png", optimize=True)


@pytest.fixture
def visit(live_server, page: Page) -> Iterator[Visit]:
    """A window; anything wrong in the browser's own console fails the journey."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda message: wrong.append(message.text) if message.type == "error" else None,
    )
    page.set_default_timeout(15_000)
    yield Visit(page, live_server.url)
    assert wrong == []


@pytest.fixture
def worker(live_server, tmp_path: Path) -> Iterator[None]:
    """A real Celery worker on this test's database, for as long as the journey lasts."""
    address = urlsplit(os.environ["DATABASE_URL"])
    database = address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    log = tmp_path / "worker.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [
                *f"{sys.executable} -m celery -A mdps.celery worker --pool solo".split(),
                *["--queues", "celery,reports", "--loglevel", "INFO"],
            ],
            env=os.environ | {"DATABASE_URL": database},
            stdout=stream,
            stderr=stream,
        )
    yield
    process.terminate()
    process.wait(timeout=30)
    assert "Traceback" not in log.read_text()
