"""A visitor with a cookie jar: opens pages, reads their forms and links, and posts.

Standard library only, so that the check sees what a browser without scripts would get.
"""

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar


@dataclass
class Form:
    """A form on a page: where it goes, and what it sends as it stands."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Page:
    """What came back, with what it links to."""

    url: str
    status: int
    content_type: str
    body: bytes
    forms: list[Form] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


class Visitor:
    """One browser session."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, url: str) -> Page:
        """Open a page, following redirects; an error page is a page too."""
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.address, url)))

    def send(self, page: Page, form: Form, **changed: str) -> Page:
        """Post a form of a page with some of its fields changed."""
        url = urllib.parse.urljoin(page.url, form.action)
        data = urllib.parse.urlencode({**form.fields, **changed}).encode()
        return self._open(urllib.request.Request(url, data, {"Referer": page.url}))

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            response = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            kind = response.headers.get_content_type()
            page = Page(response.url, response.status, kind, response.read())
        if kind == "text/html":
            Reader(page).feed(page.text)
        return page


class Reader(HTMLParser):
    """Fills in the forms, links and assets of a page."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what this element sends or links to."""
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in given:
            self.page.links.append(self._whole(given["href"]))
        elif tag == "link" and given.get("rel") in {
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
        }:
            self.page.assets.append(self._whole(given["href"]))
        elif tag in {"script", "img"} and given.get("src", "data:")[:5] != "data:":
            self.page.assets.append(self._whole(given["src"]))
        elif tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.page.forms.append(self.form)
        elif self.form:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """A form ends."""
        if tag == "form":
            self.form = None

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self.form  # noqa: S101 - asked by the caller
        name = given.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.form.choices.setdefault(self.select, []).append(given.get("value", ""))
            if "selected" in given or self.select not in self.form.fields:
                self.form.fields[self.select] = given.get("value", "")
        elif tag == "input" and name and given.get("type") in {"radio", "checkbox"}:
            self.form.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                self.form.fields[name] = given.get("value", "on")
        elif (tag == "input" and name and given.get("type") != "submit") or tag == "textarea":
            self.form.fields[name] = given.get("value", "")

    def _whole(self, address: str) -> str:
        return urllib.parse.urljoin(self.page.url, address)
