"""The little Markdown that generated documents need."""

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are kept to one line."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def first_line(documented: object) -> str:
    """The first line of a docstring."""
    return (documented.__doc__ or "").strip().partition("\n")[0]


def further_lines(documented: object) -> str:
    """What a docstring says after its first line, in one line."""
    return " ".join((documented.__doc__ or "").strip().partition("\n")[2].split())


def capital(text: object) -> str:
    """`text` with a capital letter first."""
    return str(text)[:1].upper() + str(text)[1:]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
