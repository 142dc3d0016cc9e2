"""A version made after a published one says what it puts right, and which figures changed."""

from reporting.changes import changes
from reporting.models import Report
from reporting.versions import published_before


def corrected(report: Report, figures: dict) -> dict:
    """`figures`, and under `corrects` how they differ from the version that was published before;
    just `figures` where none was. Two queries.
    """
    before = published_before(report)
    if before is None or before.figures is None:
        return figures
    return figures | corrections(report, before, before.figures, figures)


def corrections(report: Report, before: Report, old: dict, new: dict) -> dict:
    """Under `corrects` what `report` puts right in the version `before`: how `old`, its figures,
    differ from `new` ones."""
    return {
        "corrects": {
            "version": before.version,
            "as_at": old["as_at"],
            "why": report.correction,
            "changes": changes(old, new),
        }
    }
