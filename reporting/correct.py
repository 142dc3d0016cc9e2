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
    return figures | {
        "corrects": {
            "version": before.version,
            "as_at": before.figures["as_at"],
            "why": report.correction,
            "changes": changes(before.figures, figures),
        }
    }
