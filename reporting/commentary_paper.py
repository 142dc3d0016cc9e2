"""The commentary on a report as a PDF of its own; the file of the figures stays as it is."""

from mdps.core import clock, papers, words
from mdps.core.letters import Letter, facts, heading, paragraph
from mdps.core.models import Paper, User
from mdps.core.ui import Row
from reporting.models import Commentary, Report
from reporting.queries import reports_visible_to

KIND = "reporting.commentary"


def write_commentary(report: Report, said: Commentary, *, by: User) -> Paper:
    """Freeze what was said in the transaction in which `by` signs off the report."""
    return papers.write(
        KIND,
        subject=report,
        document=letter(report, said, by=by),
        name=f"commentary-{report.reference}-v{report.version}.pdf",
        by=by,
    )


def letter(report: Report, said: Commentary, *, by: User) -> Letter:
    """The commentary in words, with the figures it is about named by their hash."""
    return Letter(
        title=f"Commentary: {report.title}",
        date=words.day(said.written_at.astimezone(clock.LONDON).date()),
        reference=f"{report.reference}, version {report.version}",
        blocks=[
            paragraph(said.text),
            heading("What it is about"),
            facts(
                [
                    Row("Figures as at", words.moment(report.as_at)),
                    Row("SHA-256 of the figures", report.figures_sha256),
                    Row("Written by", f"{said.written_by.name}, {words.moment(said.written_at)}"),
                    Row("Reviewed by", report.reviewed_by.name if report.reviewed_by else ""),
                    Row("Signed off by", by.name),
                ]
            ),
        ],
    )


@papers.readable(KIND)
def reads(user: User, paper: Paper) -> bool:
    """Whoever may read the report."""
    return reports_visible_to(user).filter(pk=paper.subject_id).exists()
