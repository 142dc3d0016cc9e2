"""Words that sentences of reports share."""

from mdps.core.words import count


def contracts(number: int) -> str:
    """`no contract`, `1 contract`, `231 contracts`."""
    return count(number, "contract") if number else "no contract"


def were(number: int) -> str:
    """The verb after a number of things."""
    return "were" if number > 1 else "was"


def capitalised(sentence: str) -> str:
    """With a capital at its start, and nothing else changed."""
    return sentence[:1].upper() + sentence[1:]
