"""A window that shows pages which were drawn already: no page is made twice, so it is quick.

What somebody got is handed to Chromium with its own headers, so that its policy holds, by a server
that knows the folder `static` and nothing else. A page is looked at on a small phone and with its
text twice as large, with everything open that can be opened; one on which something is new, by axe
too, and by keyboard.
"""

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from playwright.sync_api import Browser, Page

SHOWN = "/shown/"
SMALLEST, USUAL, HEIGHT = 320, 1280, 900
WIDE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2; axe leaves it out unless asked
    "resultTypes": ["violations"],
}
# What a narrow window can make worse. Its only other colours are inks that the wide one has too.
NARROW = {
    "runOnly": ["target-size", "scrollable-region-focusable"],
    "resultTypes": ["violations"],
}
# With everything unfolded, the dialog of the time-out too.
OPEN_ALL = """() => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  document.getElementById("time-out")?.removeAttribute("hidden");
}"""
LOOK = """async (options) => (await axe.run(options)).violations.map(
  (each) => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`)"""
# How wide it is, where that is more than the window, and what makes it so.
WIDTH = """(size) => {
  const root = document.documentElement;
  root.style.fontSize = size;
  const width = root.scrollWidth, most = root.clientWidth;
  const beyond = [...document.body.querySelectorAll("*")].filter(
    (each) => each.getBoundingClientRect().right > most + 1).pop();
  root.style.fontSize = "";
  return width > most ? `${width} pixels wide: ${beyond?.outerHTML.slice(0, 200)}` : "";
}"""
# Every link of the error summary leads to something that takes the focus.
ERRORS = """() => [...document.querySelectorAll(".govuk-error-summary a")].filter((link) => {
  const target = document.getElementById(link.hash.slice(1));
  target?.focus();
  return !target || document.activeElement !== target;
}).map((link) => `the error “${link.textContent}” leads to nothing that takes the focus`)"""
# Every control shows that it has the focus: its outline, its shadow, its border, its ground or its
# colour is another one.
FOCUS = """() => {
  const looks = (each) => [each, each.parentElement, each.nextElementSibling].flatMap((one) =>
    !one ? [] : ["", "::before"].flatMap((part) => {
      const style = getComputedStyle(one, part);
      return [style.outlineStyle + style.outlineWidth + style.outlineColor, style.boxShadow,
              style.backgroundColor, style.borderColor, style.borderWidth, style.color];
    })).join();
  const wrong = [];
  const seen = new Set();
  document.querySelectorAll("a[href], button, input, select, textarea, summary").forEach((each) => {
    const kind = each.tagName + each.className + each.type + each.parentElement.className;
    if (seen.has(kind) || each.disabled || !each.checkVisibility()) return;
    seen.add(kind);
    document.activeElement.blur();
    const before = looks(each);
    each.focus({focusVisible: true});
    if (document.activeElement !== each) return;
    if (looks(each) === before) wrong.push(`no focus to be seen: ${each.outerHTML.slice(0, 200)}`);
  });
  return wrong;
}"""


class Window:
    """One window for all the pages, and what it had to say about the one that is shown."""

    def __init__(self, page: Page, server: "Shown") -> None:
        self.page, self.server = page, server
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def problems(self, answer: Any, *, closely: bool = True) -> list[str]:
        """Everything that is wrong with a page; empty is good."""
        self.server.answer = answer
        self.said.clear()
        self.page.goto(self.server.address)
        return list(dict.fromkeys(self._problems(closely)))

    def _problems(self, closely: bool) -> Iterator[str]:
        page = self.page
        page.evaluate(OPEN_ALL)
        if closely:
            page.evaluate(AXE_SCRIPT)
            yield from page.evaluate(LOOK, WIDE)
            yield from page.evaluate(FOCUS)
        yield from page.evaluate(ERRORS)
        if width := page.evaluate(WIDTH, "200%"):
            yield f"with its text twice as large {width}"
        page.set_viewport_size({"width": SMALLEST, "height": HEIGHT})
        if width := page.evaluate(WIDTH, ""):
            yield f"on a phone of {SMALLEST} pixels {width}"
        if closely:
            yield from (f"{each} ({SMALLEST} pixels)" for each in page.evaluate(LOOK, NARROW))
        page.set_viewport_size({"width": USUAL, "height": HEIGHT})
        yield from (each for each in self.said if each.startswith(("error", "warning")))


class Shown(ThreadingHTTPServer):
    """Answers with the page that is shown, and with the files of the folder `static`."""

    daemon_threads = True
    answer: Any = None

    @property
    def address(self) -> str:
        """With a host of which Chromium thinks as of one reached by HTTPS."""
        return f"http://localhost:{self.server_address[1]}{SHOWN}"


class Handler(BaseHTTPRequestHandler):
    server: Shown
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == SHOWN:
            self.send(self.server.answer.text.encode(), **self.server.answer.headers)
        elif path.startswith(settings.STATIC_URL):
            file = settings.STATICFILES_DIRS[0] / path.removeprefix(settings.STATIC_URL)
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self.send(file.read_bytes(), **{"Content-Type": kind, "Cache-Control": "max-age=9999"})
        else:  # a script asks whether anything is new
            self.send_response(204)
            self.end_headers()

    def send(self, body: bytes, **headers: str) -> None:
        self.send_response(200)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written."""


@contextmanager
def opened(browser: Browser) -> Iterator[Window]:
    """A window of `browser`, for as long as the block runs."""
    context = browser.new_context(viewport={"width": USUAL, "height": HEIGHT})
    with Shown(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Window(context.new_page(), server)
        context.close()
        server.shutdown()
