"""`bin/demo --check`: what a first visitor would try, tried over HTTP.

Each role signs in and its home page and assets arrive; the worker makes a report as a PDF; no log
holds a traceback. Ends with a sentence that says what was wrong.
"""

import re
import time
from pathlib import Path
from urllib.parse import urljoin

from bin.local.prepare import say
from bin.local.visitor import Page, Visitor

SECONDS_FOR_A_REPORT = 120
ADDRESSES_IN_CSS = re.compile(r"url\(['\"]?([^'\")]+)['\"]?\)")


def check_demo(address: str, accounts: list[dict[str, str]], logs: Path) -> None:
    """Try everything; raise SystemExit with the first thing that is wrong."""
    fetched: set[str] = set()
    for account in accounts:
        visitor = sign_in(address, account)
        home = expect(visitor.get("/"), "text/html")
        fetch_assets(visitor, home, fetched)
        say(f"  {account['role']}: home page and {len(home.assets)} assets")
    make_a_report(address, accounts)
    look_for_tracebacks(logs)
    say("The check is good.")


def sign_in(address: str, account: dict[str, str]) -> Visitor:
    """A visitor who has signed in by the form."""
    visitor = Visitor(address)
    page = expect(visitor.get("/sign-in/"), "text/html")
    form = next((form for form in page.forms if "password" in form.fields), None)
    if form is None:
        raise SystemExit("The sign-in page has no form that asks for a password.")
    credentials = {key: account[key] for key in ("username", "password")}
    arrived = expect(visitor.send(page, form, **credentials), "text/html")
    if "/sign-in/" in arrived.url:
        raise SystemExit(f"The {account['role']} could not sign in.")
    return visitor


def fetch_assets(visitor: Visitor, page: Page, fetched: set[str]) -> None:
    """Fetch what the page needs, and what its style sheets need."""
    for url in page.assets:
        if url in fetched:
            continue
        asset = expect(visitor.get(url))
        fetched.add(url)
        if asset.content_type == "text/css":
            named = ADDRESSES_IN_CSS.findall(asset.text)
            asset.assets = [urljoin(asset.url, name) for name in named if name[:5] != "data:"]
            fetch_assets(visitor, asset, fetched)


def make_a_report(address: str, accounts: list[dict[str, str]]) -> None:
    """Have the worker make the annual report, and download it."""
    visitor = sign_in(address, holder(accounts, "commissioning manager"))
    page = expect(visitor.get("/reports/new/"), "text/html")
    form = next(form for form in page.forms if "kind" in form.fields or "kind" in form.choices)
    asked = {"kind": form.choices["kind"][0], "correction": "Made again, to try the worker."}
    progress = expect(visitor.send(page, form, **asked), "text/html")
    deadline = time.monotonic() + SECONDS_FOR_A_REPORT
    while time.monotonic() < deadline:
        for link in progress.links:
            if "pdf" in link:
                report = expect(visitor.get(link), "application/pdf")
                if report.body[:5] != b"%PDF-":
                    raise SystemExit("The report that was downloaded is not a PDF.")
                say(f"  The worker made a report: {len(report.body):,} bytes of PDF")
                return
        time.sleep(0.5)
        progress = expect(visitor.get(progress.url), "text/html")
    raise SystemExit(f"No report after {SECONDS_FOR_A_REPORT} seconds: {progress.url}")


def holder(accounts: list[dict[str, str]], role: str) -> dict[str, str]:
    """The account that has this role."""
    for account in accounts:
        if account["role"].lower().replace("_", " ") == role:
            return account
    raise SystemExit(f"There is no demonstration account with the role {role}.")


def look_for_tracebacks(logs: Path) -> None:
    """No process may have written a traceback."""
    for log in sorted(logs.glob("*.log")):
        text = log.read_text(errors="replace")
        if "Traceback" in text:
            raise SystemExit(f"{log.name} holds a traceback:\n{text[text.index('Traceback') :]}")


def expect(page: Page, content_type: str = "") -> Page:
    """The page, when it came and is of this type."""
    if page.status != 200 or content_type not in ("", page.content_type):
        raise SystemExit(f"{page.url} answered {page.status} {page.content_type}.")
    return page
