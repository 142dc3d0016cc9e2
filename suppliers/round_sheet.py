"""The sheet of a round's decision: who was admitted to which lot, as it is published (CR 3)."""

from collections.abc import Sequence

from lots.models import AdmissionRound
from mdps.core import papers
from mdps.core.letters import Letter, facts, heading, paragraph
from mdps.core.models import DecisionRecord, Paper, User
from mdps.core.permissions import Permission
from mdps.core.ui import Row
from mdps.core.words import count, day, moment
from suppliers.models import Application

KIND = "suppliers.round"
State = Application.State


def write_sheet(
    of_round: AdmissionRound,
    decision: DecisionRecord,
    decided: Sequence[Application],
    *,
    by: User,
) -> Paper:
    """Freeze the sheet in the transaction of the decision. Suppliers who were rejected are only
    counted, since the sheet is published."""
    return papers.write(
        KIND,
        subject=of_round,
        document=Letter(
            title=f"Decision on {of_round.title}",
            date=day(decision.decided_on),
            reference=decision.reference,
            blocks=[
                paragraph(
                    f"Applications were made from {moment(of_round.opens_at)} to "
                    f"{moment(of_round.closes_at)}."
                ),
                heading("Admitted, by lot"),
                facts(by_lot(sorted(decided, key=_place))),
                heading("The decision"),
                facts(
                    [
                        Row("Authority", f"{decision.authority} of the report to Cabinet"),
                        Row("Decided by", decision.decided_by.name),
                        Row("Decided on", day(decision.decided_on)),
                        Row("Consulted", f"{decision.consulted}, {day(decision.consulted_on)}"),
                        Row("Reasons", decision.reasons),
                    ]
                ),
            ],
            signed=[decision.decided_by.name, "Commissioning"],
        ),
        name=f"decision-{of_round.reference}-{decision.reference}.pdf",
        by=by,
    )


def by_lot(decided: Sequence[Application]) -> list[Row]:
    """`Lot 1: Wye Therapies, Severn Assessments`, a row a lot; then how many were rejected."""
    lots: dict[str, list[str]] = {}
    for each in decided:
        if each.state == State.ADMITTED:
            lots.setdefault(str(each.lot), []).append(each.supplier.name)
    rejected = sum(each.state == State.REJECTED for each in decided)
    return [
        *(Row(lot, "\n".join(names)) for lot, names in lots.items()),
        *([Row("Not admitted", count(rejected, "application"))] if rejected else []),
    ]


@papers.readable(KIND)
def reads(user: User, paper: Paper) -> bool:
    """Everybody who sees suppliers."""
    return Permission.SUPPLIER_READ in user.permissions


def _place(application: Application) -> tuple[int, str]:
    return application.lot.number, application.supplier.name
