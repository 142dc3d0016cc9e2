"""The document of the kinds of decision, made from their table."""

from collections.abc import Iterator

from mdps.core import documents
from mdps.core.documents.markdown import table
from panel.kinds import HEADINGS
from panel.kinds import table as rows


@documents.maker
def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    yield (
        "decisions.md",
        "# Decisions, line by line\n\nEvery kind of decision: what it asks for, what becomes of "
        "the line, and who may make it. The form, the rules and the effects read the same table "
        "(`panel/kinds.py`).\n\n" + table(HEADINGS, rows()),
    )
