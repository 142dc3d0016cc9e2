"""The outcome letter: what was decided about an application, why, and what was found (CR 3)."""

from mdps.core import papers
from mdps.core.letters import Block, Letter, facts, grid, heading, paragraph
from mdps.core.models import DecisionRecord, Paper, User
from mdps.core.permissions import Permission
from mdps.core.ui import Cell, Heading, Row, Table
from mdps.core.words import day
from suppliers.criteria import findings_of
from suppliers.models import Application, Judgement
from suppliers.queries import applications_visible_to

KIND = "suppliers.outcome"


def write_outcome(
    application: Application, decision: DecisionRecord, *, admitted: bool, why: str = "", by: User
) -> Paper:
    """Freeze the letter to the supplier in the transaction of the decision.

    `why` is what is said to this supplier alone, where one decision is about several.
    """
    return papers.write(
        KIND,
        subject=application,
        document=letter(application, decision, admitted=admitted, why=why),
        name=f"outcome-{application.reference}.pdf",
        by=by,
        case_key=application.supplier.case_key_id,
    )


def letter(
    application: Application, decision: DecisionRecord, *, admitted: bool, why: str = ""
) -> Letter:
    """The letter in words; the same for an admission and a rejection, but for the outcome."""
    supplier, lot = application.supplier, application.lot
    outcome = "admitted to" if admitted else "not admitted to"
    return Letter(
        title=f"Your application for {lot}",
        date=day(decision.decided_on),
        reference=application.reference,
        to=[supplier.name, supplier.email],
        blocks=[
            paragraph(
                f"{supplier.name} applied for {lot} on {day(application.submitted_on)}. "
                f"It is {outcome} {lot.short} by a decision of {day(decision.decided_on)}."
            ),
            heading("Reasons"),
            paragraph(decision.reasons),
            *([paragraph(why)] if why else []),
            heading("What was found on each criterion"),
            _found(application),
            heading("The decision"),
            facts(_decision(decision)),
            heading("What happens next"),
            paragraph(_next(application, admitted=admitted)),
        ],
        signed=[decision.decided_by.name, "Commissioning"],
    )


@papers.readable(KIND)
def reads(user: User, paper: Paper) -> bool:
    """The council's people who see suppliers, and the supplier's own."""
    return (
        Permission.SUPPLIER_READ in user.permissions
        or applications_visible_to(user).filter(pk=paper.subject_id).exists()
    )


def finding_words(judgement: Judgement) -> str:
    """`Pass`, or with its score: `Pass, 7 of 10 points (6 needed)`."""
    criterion = judgement.criterion
    if judgement.points is None:
        return judgement.get_outcome_display()
    scale = f"{judgement.points} of {criterion.most_points} points"
    return f"{judgement.get_outcome_display()}, {scale} ({criterion.least_points} needed)"


def _found(application: Application) -> Block:
    return grid(
        Table(
            headings=[Heading("Criterion"), Heading("Finding"), Heading("Feedback")],
            rows=[
                [
                    Cell(each.criterion.text),
                    Cell(finding_words(each)),
                    Cell(each.comment or "None"),
                ]
                for each in findings_of(application)
            ],
            caption=_version(application),
        )
    )


def _version(application: Application) -> str:
    version = application.criteria_version
    if not version:
        return "Selection criteria"
    return f"Selection criteria, version {version.number}, in force from " + day(
        version.effective_from
    )


def _decision(decision: DecisionRecord) -> list[Row]:
    return [
        Row("Decision", decision.reference),
        Row("Authority", f"{decision.authority} of the report to Cabinet of 10 November 2021"),
        Row("Decided by", f"{decision.decided_by.name}, on {day(decision.decided_on)}"),
        Row("Consulted", f"{decision.consulted}, on {day(decision.consulted_on)}"),
    ]


def _next(application: Application, *, admitted: bool) -> str:
    lot = application.lot.short
    if admitted:
        return (
            f"Call-off contracts under {lot} can be awarded to you from now on. Keep your evidence "
            "in date: you see on your page what expires when."
        )
    return (
        f"You can apply for {lot} again. Reply to this letter within 30 days if you think that we "
        "made a mistake, or to talk about what was found."
    )
