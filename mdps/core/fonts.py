"""The fonts of papers: what they can write, and how they are named in a style sheet.

Only these are used, so that a paper has the same bytes on every machine and every glyph is in it.
A file is loaded where the words need it; a character that no font has is shown as �.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont

FOLDER = settings.ROOT / "static" / "fonts"
OWN = "asset:"  # what a style sheet writes before the name of a font
NOT_THERE = "�"


@dataclass(frozen=True)
class Family:
    """A font in one script, in some weights; the first weight says what it can write."""

    name: str
    file: str
    weights: tuple[int, ...] = (400, 700)

    def rule(self, weight: int) -> str:
        """How a style sheet takes it up."""
        return (
            f'@font-face {{ font-family: "{self.name}"; font-weight: {weight}; font-style: normal; '
            f'src: url("{OWN}{self.file}-{weight}-normal.woff2") }}\n'
        )


LATIN = Family("Open Sans", "open-sans-latin", (400, 600, 700))
FAMILIES = (
    LATIN,
    Family("Open Sans Extended", "open-sans-latin-ext", (400, 600, 700)),
    Family("Open Sans Greek", "open-sans-greek"),
    Family("Open Sans Cyrillic", "open-sans-cyrillic"),
    Family("Open Sans Hebrew", "open-sans-hebrew"),
    Family("Noto Sans Arabic", "noto-sans-arabic-arabic"),
)
NAMES = ", ".join(f'"{family.name}"' for family in FAMILIES)


def writable(text: str) -> str:
    """`text` with � for each character that no font has, without marks that are never drawn, such
    as those that turn the direction of what follows."""
    unknown = {char for char in set(text) if not (char.isspace() or _family(char))}
    if not unknown:
        return text
    return text.translate({ord(char): _instead(char) for char in unknown})


def faces(text: str) -> str:
    """The rules of the fonts that `text` needs; the Latin one always."""
    needed = {LATIN, *filter(None, map(_family, set(text)))}
    return "".join(_rules(family for family in FAMILIES if family in needed))


def _rules(families: Iterable[Family]) -> Iterable[str]:
    return (family.rule(weight) for family in families for weight in family.weights)


def _instead(char: str) -> str:
    """Nothing in the place of what is not drawn (a joiner, a direction, the style of an emoji)."""
    is_drawn = unicodedata.category(char) not in {"Cf", "Mn", "Me"}
    return NOT_THERE if is_drawn else ""


def _family(char: str) -> Family | None:
    return next((family for family in FAMILIES if ord(char) in _written_by(family)), None)


@cache
def _written_by(family: Family) -> frozenset[int]:
    """The characters of a font, but not those that every file has as a mere placeholder."""
    with TTFont(FOLDER / f"{family.file}-{family.weights[0]}-normal.woff2") as font:
        return frozenset(font.getBestCmap()) - frozenset(range(0x20))
