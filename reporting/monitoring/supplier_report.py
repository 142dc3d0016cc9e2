"""The monitoring report of one supplier for one half year: frozen when it is rated.

It goes to the supplier too: call-offs by their reference, nothing about a child, and the marks of
social workers only where there are enough of them.
"""

from django.db.models import Count

from mdps.core import papers, words
from mdps.core.letters import Block, Letter, facts, grid, heading, paragraph
from mdps.core.models import Paper, User
from mdps.core.ui import Cell, Heading, Row, Table
from reporting.models import MonitoringAction, MonitoringReturn, SupplierRating
from reporting.monitoring.asked import in_words, parts_of
from reporting.monitoring.equality import HEADING as EQUALITY
from reporting.monitoring.known import packages, sums
from reporting.monitoring.marks import FEWEST, Marks, marks_for
from reporting.monitoring.queries import returns_visible_to
from reporting.monitoring.rate_package import MARKS, QUESTIONS

KIND = "reporting.supplier_monitoring"


def write_report(rated: SupplierRating, *, by: User) -> Paper:
    """Freeze the report in the transaction of the rating. A later rating writes another one."""
    record = rated.of_return
    number = record.ratings.aggregate(n=Count("id"))["n"]
    last_day = record.round.period.last_day
    return papers.write(
        KIND,
        subject=record,
        document=letter(rated),
        name=f"monitoring-{record.supplier.reference}-{last_day}-{number}.pdf",
        by=by,
        case_key=record.case_key_id,
    )


def letter(rated: SupplierRating) -> Letter:
    """All of it in words."""
    record = rated.of_return
    return Letter(
        title=f"Monitoring report of {record.supplier}, {record.round.period.words}",
        date=words.day(rated.rated_on),
        reference=record.reference,
        blocks=[
            heading("How the council rates the half year"),
            facts([Row("Rating", rated.get_grade_display()), Row("Reasons", rated.reasons)]),
            heading("What the service knows"),
            paragraph(
                f"As at {words.day(record.round.opened_on)}, when the round was opened. Prices are "
                "in pounds sterling and exclude VAT."
            ),
            facts(sums(record.figures)),
            grid(packages(record.figures)),
            *_said(record),
            heading("What social workers say of ended packages"),
            *_marks(marks_for(record)),
            heading("Actions"),
            *_actions(record),
        ],
    )


def _said(record: MonitoringReturn) -> list[Block]:
    """What the supplier says; its equality numbers stand in the report of the whole scheme."""
    if record.submitted_on is None:
        return [heading("What the supplier says"), paragraph("It has not returned anything.")]
    found: list[Block] = []
    for part in parts_of(record.figures):
        answers = record.answers.get(part.slug, {})
        rows = [
            Row(each.text, said) for each in part.questions if (said := in_words(each, answers))
        ]
        if part.heading != EQUALITY and rows:
            found += [heading(part.title), facts(rows)]
    return found


def _marks(marks: Marks) -> list[Block]:
    if marks.rated < FEWEST:
        return [paragraph(f"Fewer than {FEWEST} packages are rated, so no marks are shown.")]
    return [grid(marks_table(marks))]


def marks_table(marks: Marks) -> Table:
    """How often each mark was given, question by question."""
    return Table(
        caption=f"Marks of {words.count(marks.rated, 'package')} of {marks.ended} that ended",
        headings=[Heading("Question"), *(Heading(word, numeric=True) for _, word in MARKS)],
        rows=[
            [
                Cell(text),
                *(Cell(str(marks.given[key][mark]), numeric=True) for mark, _ in MARKS),
            ]
            for key, text in QUESTIONS
        ],
    )


def _actions(record: MonitoringReturn) -> list[Block]:
    found = list(record.actions.select_related("owner").order_by("due_on", "id"))
    if not found:
        return [paragraph("No action is set.")]
    return [grid(actions_table(found))]


def actions_table(actions: list[MonitoringAction]) -> Table:
    """Each action with its owner, its day and whether it is done."""
    return Table(
        caption="Actions after the return",
        headings=[Heading("Action"), Heading("Owner"), Heading("Due"), Heading("Done")],
        rows=[
            [
                Cell(each.text, hint=each.reference),
                Cell(each.owner.name),
                Cell(words.day(each.due_on)),
                Cell(words.day(each.done_on) or "Not yet", hint=each.outcome),
            ]
            for each in actions
        ],
    )


@papers.readable(KIND)
def reads(user: User, paper: Paper) -> bool:
    """Whoever may see the return."""
    return returns_visible_to(user).filter(pk=paper.subject_id).exists()
