"""Which pages differ: by what stands in what on them, whatever is said there."""

from html.parser import HTMLParser

VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "source", "wbr"}
TELLING = {"class", "type", "role", "hidden", "disabled", "checked"}

Shape = frozenset[tuple[str, ...]]


class Shaping(HTMLParser):
    """Collects each element with the two around it, and whether it says nothing."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.around: list[tuple[str, str]] = []
        self.silent: list[bool] = []
        self.found: set[tuple[str, ...]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = [f"{name}={value}" if name in TELLING else name for name, value in sorted(attrs)]
        kind = " ".join((tag, *own))
        self.found.add((*(each for _, each in self.around[-2:]), kind))
        if tag not in VOID:
            self.around.append((tag, " ".join((tag, dict(attrs).get("class") or ""))))
            self.silent.append(True)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.silent = [False] * len(self.silent)

    def handle_endtag(self, tag: str) -> None:
        while self.around:
            ended, kind = self.around.pop()
            if self.silent.pop():
                self.found.add((kind, "says nothing"))
            if ended == tag:
                break


def shape(html: str) -> Shape:
    """What stands in what on a page."""
    return frozenset(Shaping(html).found)
