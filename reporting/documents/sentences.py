"""Words that sentences of reports share. A number may be withheld (reporting.figures.small)."""

from mdps.core import words


def count(number: int | str, thing: str, things: str = "") -> str:
    """`1 line`, `3 lines`, `a withheld number of lines`."""
    if isinstance(number, str):
        return f"a withheld number of {things or thing + 's'}"
    return words.count(number, thing, things)


def contracts(number: int | str) -> str:
    """`no contract`, `1 contract`, `231 contracts`."""
    return count(number, "contract") if number else "no contract"


def were(number: int | str) -> str:
    """The verb after a number of things."""
    return "were" if isinstance(number, str) or number > 1 else "was"


def number(of: int | str) -> str:
    """`1,234` by itself, or that it is withheld."""
    return "a withheld number" if isinstance(of, str) else f"{of:,}"


def capitalised(sentence: str) -> str:
    """With a capital at its start, and nothing else changed."""
    return sentence[:1].upper() + sentence[1:]
