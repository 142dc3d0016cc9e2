"""What may be wrong with a page, whatever it is about: read from its HTML, in a sentence each."""

import re
from collections import Counter
from collections.abc import Iterator

from django.http import HttpResponse

from tests.core.page_reader import Element, PageReader

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
UNREADABLE = re.compile(
    r">\s*(None|True|False|\[\]|Decimal\(.*?\))\s*<"
    r"|\{\{|\{%|&amp;(?:amp|lt|#)"
    r"|(?:<|&lt;)[\w .]+ at 0x\w+"
)
LABELLED = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button"}


def is_page(answer: HttpResponse) -> bool:
    """A page to be looked at, and not a file or a sign of life."""
    return not answer.streaming and answer["Content-Type"].startswith("text/html")


def problems(html: str) -> list[str]:
    """Everything that is wrong with the page; empty is good."""
    page = PageReader(html)
    return [*headings(page), *policy(page), *identity(page), *controls(page), *words(html)]


def title(html: str) -> str:
    """The title of the window."""
    return " ".join(TITLE.search(html).group(1).split())  # type: ignore[union-attr]


def headings(page: PageReader) -> Iterator[str]:
    """One h1, and no level left out on the way down."""
    levels = [int(each.name[1]) for each in page.elements if re.fullmatch("h[1-6]", each.name)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} main headings"
    first = levels.index(1) if 1 in levels else 0
    for above, below in zip(levels[first:], levels[first + 1 :], strict=False):
        if below > above + 1:
            yield f"a heading of level {below} under one of level {above}"


def policy(page: PageReader) -> Iterator[str]:
    """Nothing that the content security policy forbids."""
    for element in page.elements:
        if element.name == "style" or "style" in element.attributes:
            yield f"a style at <{element.name}>"
        if element.name == "script" and not element.attributes.get("src", "").startswith(
            "/static/"
        ):
            yield "a script in the page"
        if any(name.startswith("on") for name in element.attributes):
            yield f"a handler at <{element.name}>"


def identity(page: PageReader) -> Iterator[str]:
    """Each id once, and nothing refers to one that is not there."""
    yield from (f"the id {each} twice" for each, count in Counter(page.ids).items() if count > 1)
    known = set(page.ids)
    for element in page.elements:
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for target in element.attributes.get(name, "").split():
                if target not in known:
                    yield f"{name}={target} leads nowhere"
        link = element.attributes.get("href", "")
        if link.startswith("#") and link[1:] not in known:
            yield f"{link} leads nowhere"


def controls(page: PageReader) -> Iterator[str]:
    """Each control has a name for those who do not see it; each form sent by POST has its token."""
    labels = {each.attributes.get("for") for each in page.named("label")}
    for element in page.elements:
        if element.name in LABELLED and not is_named(element, labels):
            yield f"a control without a label: {element.attributes.get('name', element.name)}"
    posts = [e for e in page.named("form") if e.attributes.get("method", "").lower() == "post"]
    tokens = [e for e in page.named("input") if e.attributes.get("name") == "csrfmiddlewaretoken"]
    if len(posts) != len(tokens):
        yield f"{len(posts)} forms sent by POST and {len(tokens)} tokens"


def is_named(element: Element, labels: set[str | None]) -> bool:
    """Whether a control says what it is."""
    given = element.attributes
    return (
        given.get("type") in UNLABELLED_TYPES
        or given.get("id") in labels
        or bool(given.keys() & {"aria-label", "aria-labelledby"})
    )


def words(html: str) -> Iterator[str]:
    """A title, and nothing that only a programmer reads."""
    if not re.fullmatch(r"\S.* – MDPS", title(html)):
        yield f"the title {title(html)!r}"
    yield from (f"the words {found.group()!r}" for found in UNREADABLE.finditer(html))
