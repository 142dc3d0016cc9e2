"""A browser for each journey: signs people in, presses what they press, keeps pictures.

A journey marked `by_keyboard` is made without touching the mouse, one marked `without_scripts` in
a browser that runs none.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from bench import databases
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

    def click(self, target: Locator) -> None:
        """Press what leads on to a page."""
        target.click()

    def tick(self, choice: Locator) -> None:
        """Choose a radio or a checkbox."""
        choice.check()

    def type(self, field: Locator, text: str) -> None:
        """Put `text` in the place of what a field holds."""
        field.fill(text)

    def pick(self, field: Locator, option: str) -> None:
        """Choose the option with this label."""
        field.select_option(label=option)

    def follow(self, text: str) -> None:
        """Follow the first link with this text."""
        self.click(self.page.get_by_role("link", name=text).first)

    def press(self, text: str) -> None:
        """Press the button (or the link that looks like one) with this text."""
        button = self.page.get_by_role("button", name=text)
        self.click(button.or_(self.page.get_by_role("link", name=text, exact=True)).first)

    def fill(self, label: str, text: str) -> None:
        self.type(self.main.get_by_label(label).first, text)

    def choose(self, label: str) -> None:
        """Tick a radio or a checkbox."""
        self.tick(self.main.get_by_label(label, exact=True).first)

    def select(self, label: str, option: str) -> None:
        self.pick(self.main.get_by_label(label).first, option)

    def date(self, legend: str, day: int, month: int, year: int) -> None:
        """Fill the three boxes of a date."""
        group = self.main.get_by_role("group", name=legend)
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            self.type(group.get_by_label(label), str(number))

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


class ByKeyboard(Visit):
    """The same by Tab, the arrows, Space and Enter alone, once somebody is signed in."""

    MOST = 300  # presses of Tab; no page has as many stops, so something is not reached

    def reach(self, control: Locator) -> None:
        """Tab until the control has the focus."""
        control.wait_for()
        for _ in range(self.MOST):
            if control.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{control} is not reached by Tab")

    def click(self, target: Locator) -> None:
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, choice: Locator) -> None:
        if choice.is_checked():
            return
        if choice.get_attribute("type") == "checkbox":
            self.reach(choice)
            self.page.keyboard.press("Space")
        else:
            self.reach_in_group(choice)
        assert choice.is_checked()

    def reach_in_group(self, choice: Locator) -> None:
        """Tab to the radios of a group, then choose one by the arrows."""
        name = choice.get_attribute("name")
        for _ in range(self.MOST):
            if self.page.evaluate("document.activeElement.name") == name:
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(self.MOST):
            if choice.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def type(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def pick(self, field: Locator, option: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(self.MOST):
            if field.evaluate("each => each.selectedOptions[0].label") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"No option {option}")


@pytest.fixture
def visit(live_server, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window; anything wrong in the browser's own console fails the journey."""
    marks = {mark.name for mark in request.node.iter_markers()}
    context = browser.new_context(
        java_script_enabled="without_scripts" not in marks, accept_downloads=True
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda message: wrong.append(message.text) if message.type == "error" else None,
    )
    page.set_default_timeout(15_000)
    yield (ByKeyboard if "by_keyboard" in marks else Visit)(page, live_server.url)
    context.close()
    assert wrong == []


@pytest.fixture
def worker(live_server, tmp_path: Path) -> Iterator[None]:
    """A real Celery worker on this test's database, for as long as the journey lasts."""
    log = tmp_path / "worker.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [
                *f"{sys.executable} -m celery -A mdps.celery worker --pool solo".split(),
                *["--queues", "celery,reports", "--loglevel", "INFO"],
            ],
            env=databases.environment(),
            stdout=stream,
            stderr=stream,
        )
    yield
    process.terminate()
    process.wait(timeout=30)
    assert "Traceback" not in log.read_text()
