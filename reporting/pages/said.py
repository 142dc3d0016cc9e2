"""What people say about a report, apart from its figures: commentary, steps and corrections."""

from mdps.core import papers
from mdps.core.models import User
from mdps.core.ui import Row, Section
from mdps.core.words import moment
from reporting.comment import commentary_on
from reporting.models import Report


def said(report: Report, user: User) -> list[Section]:
    """The sections before the figures: why it came back, the commentary, who answers for it."""
    found = [_sent_back(report), _commentary(report), _answers(report)]
    paper = papers.section_of(report, user, title="Commentary as PDF")
    return [section for section in (*found, paper) if section]


def _sent_back(report: Report) -> Section | None:
    if not report.sent_back_why:
        return None
    return Section("What is to be changed", "components/inset.html", {"text": report.sent_back_why})


def _commentary(report: Report) -> Section | None:
    written = commentary_on(report)
    if written is None:
        return None
    return Section("Commentary", "reporting/commentary.html", {"commentary": written})


def _answers(report: Report) -> Section | None:
    steps = (
        ("Reviewed", report.reviewed_by, report.reviewed_at),
        ("Signed off", report.signed_off_by, report.signed_off_at),
        ("Published", report.published_by, report.published_at),
    )
    rows = [Row(what, f"{who.name}, {moment(at)}") for what, who, at in steps if who]
    if not rows:
        return None
    return Section("Who answers for it", "components/summary_list.html", {"rows": rows})
