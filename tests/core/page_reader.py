"""Reads a page as a browser would: its elements, with their attributes, in order."""

from dataclasses import dataclass
from html.parser import HTMLParser

FOCUSABLE = {"input", "select", "textarea", "button"}


@dataclass(frozen=True)
class Element:
    """One start tag."""

    name: str
    attributes: dict[str, str]

    @property
    def focusable(self) -> bool:
        """Whether it is a control that a person can move to."""
        hidden = self.attributes.get("type") == "hidden" or "disabled" in self.attributes
        return self.name in FOCUSABLE and not hidden


class PageReader(HTMLParser):
    """`elements` in the order of the page, and `by_id`."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def named(self, name: str) -> list[Element]:
        return [element for element in self.elements if element.name == name]

    def classed(self, css_class: str) -> list[Element]:
        return [e for e in self.elements if css_class in e.attributes.get("class", "").split()]

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def by_id(self) -> dict[str, Element]:
        return {e.attributes["id"]: e for e in self.elements if "id" in e.attributes}
