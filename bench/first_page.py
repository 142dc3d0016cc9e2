"""What somebody waits for who opens the service for the first time, over a slow line: when the
largest part of the page is painted, and how many bytes came.

A real Chromium with nothing in its cache, a real gunicorn; 9 Mbit/s and 165 ms for each request, by
the browser's own emulation. The goal is a time, since the line takes most of it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Browser, sync_playwright

from bench.asked import Asked, in_turns
from bench.data import ready
from bench.outcome import Outcome
from bench.serving import served
from bench.visitor import Visitor
from bin.local.run_tests import CHROMIUM_FLAGS

SIGN_IN = "/sign-in/"
PAGES = {"the page to sign in": SIGN_IN, "the list of requests": "/requests/"}
LEAST = "/health/live/"  # a page of three words: how busy the machine was
SECONDS, BYTES = 1.0, 150_000
ROUNDS = 5
LINE = {
    "offline": False,
    "latency": 165,  # milliseconds
    "downloadThroughput": 9e6 / 8,  # bytes a second
    "uploadThroughput": 9e6 / 8,
}
PAINTED = """() => new Promise(done => new PerformanceObserver(
    list => done(list.getEntries().at(-1).startTime)
).observe({type: "largest-contentful-paint", buffered: true}))"""
KEPT = "max-age=315360000, public, immutable"


@dataclass(frozen=True)
class Look:
    """Seconds until the largest part was painted, bytes that were sent, and the addresses of assets
    that the browser may ask for again."""

    seconds: float
    sent: int
    asked_again: frozenset[str]


def run(asked: Asked) -> Iterator[Outcome]:
    """Both pages that somebody may see first; the median of five."""
    database = ready(asked.smallest)
    cookie = Visitor.of(database, "auditor").session
    with served(database) as up, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=CHROMIUM_FLAGS
        )
        for name, url in PAGES.items():
            here, known_by = f"http://127.0.0.1:{up.port}", "" if url == SIGN_IN else cookie
            least, looks = in_turns(
                ROUNDS,
                partial(first_look, browser, here + LEAST, known_by),
                partial(first_look, browser, here + url, known_by),
            )
            yield Outcome(
                f"seconds until the largest part of {name} is painted, of {SECONDS:.0f}",
                [look.seconds / SECONDS for look in looks],
                1.0,
                floors=tuple(look.seconds for look in least),
            )
            again = sorted(set().union(*(look.asked_again for look in looks)))
            yield Outcome(
                f"{name} and all it brings, {looks[-1].sent // 1000} kB of {BYTES // 1000} kB",
                [look.sent / BYTES for look in looks],
                1.0,
                faults=tuple(f"{asset} may be asked for again." for asset in again),
            )
        browser.close()


def first_look(browser: Browser, address: str, cookie: str) -> Look:
    """Open the page in a new browser; without a cookie as somebody who is not signed in."""
    context = browser.new_context()
    if cookie:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    sizes: list[float] = []
    again: set[str] = set()
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    def came(event: dict) -> None:
        response = event["response"]
        if "/static/" in response["url"] and response["headers"].get("Cache-Control") != KEPT:
            again.add(response["url"])

    line.on("Network.responseReceived", came)
    page.goto(address, wait_until="networkidle")
    seconds = page.evaluate(PAINTED) / 1000
    context.close()
    return Look(seconds, int(sum(sizes)), frozenset(again))
