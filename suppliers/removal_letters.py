"""The letters of a removal: the notice, and what was decided after it (CR 3)."""

from mdps.core import papers
from mdps.core.letters import Letter, facts, heading, paragraph
from mdps.core.models import DecisionRecord, Paper, User
from mdps.core.permissions import Permission
from mdps.core.ui import Row
from mdps.core.words import count, day
from suppliers.models import RemovalNotice

NOTICE, DECISION = "suppliers.removal_notice", "suppliers.removal_decision"


def write_notice(notice: RemovalNotice, *, by: User) -> Paper:
    """Freeze the letter that gives notice."""
    admission = notice.admission
    period = count(notice.statement_days, "working day")
    document = Letter(
        title=f"Notice that you may be removed from {admission.lot.short}",
        date=day(notice.given_on),
        reference=notice.reference,
        to=[admission.supplier.name, admission.supplier.email],
        blocks=[
            paragraph(
                f"We are thinking of removing {admission.supplier.name} from {admission.lot}. "
                "Nothing is decided yet. Before anything is decided we want to hear from you."
            ),
            heading("Our reasons"),
            paragraph(notice.reasons),
            heading("Your statement"),
            paragraph(
                f"You have {period} to answer, until the end of {day(notice.statement_until)}. "
                "Write your statement on the page of your organisation, or send it to us. "
                "We decide after we have read it, or after that day."
            ),
            heading("Until then"),
            paragraph(
                "You stay on the lot. Unless you are suspended, call-offs can be awarded to you."
            ),
        ],
        signed=[by.name, "Commissioning"],
    )
    return _write(NOTICE, notice, document, name=f"notice-{notice.reference}.pdf", by=by)


def write_decision(
    notice: RemovalNotice, decision: DecisionRecord, *, removed: bool, by: User
) -> Paper:
    """Freeze the letter that says whether the supplier is removed or kept, and why."""
    admission = notice.admission
    supplier, lot = admission.supplier, admission.lot
    outcome = f"removed from {lot.short}" if removed else f"kept on {lot.short}"
    heard = (
        f"We read your statement of {day(notice.stated_on)}."
        if notice.statement
        else f"You made no statement by {day(notice.statement_until)}."
    )
    after = (
        f"Nothing more is awarded to you under {lot.short} from {day(decision.decided_on)}. "
        "Call-offs that were awarded before run on. You can apply for the lot again."
        if removed
        else "You stay on the lot as before."
    )
    document = Letter(
        title=f"You are {outcome}",
        date=day(decision.decided_on),
        reference=notice.reference,
        to=[supplier.name, supplier.email],
        blocks=[
            paragraph(
                f"On {day(notice.given_on)} we gave {supplier.name} notice that it may be removed "
                f"from {lot}. {heard} By a decision of {day(decision.decided_on)} it is {outcome}."
            ),
            heading("Reasons"),
            paragraph(decision.reasons),
            heading("The decision"),
            facts(
                [
                    Row("Decision", decision.reference),
                    Row("Authority", f"{decision.authority} of the report to Cabinet"),
                    Row("Decided by", f"{decision.decided_by}, on {day(decision.decided_on)}"),
                    Row("Consulted", f"{decision.consulted}, on {day(decision.consulted_on)}"),
                ]
            ),
            heading("What happens next"),
            paragraph(after),
        ],
        signed=[by.name, "Commissioning"],
    )
    return _write(DECISION, notice, document, name=f"decision-{notice.reference}.pdf", by=by)


def _write(kind: str, notice: RemovalNotice, document: Letter, *, name: str, by: User) -> Paper:
    """All that it says is sealed, under the key of the supplier."""
    key = notice.admission.supplier.case_key_id
    return papers.write(kind, subject=notice, document=document, name=name, by=by, case_key=key)


@papers.readable(NOTICE)
@papers.readable(DECISION)
def reads(user: User, paper: Paper) -> bool:
    """The council's people who see suppliers, and the supplier's own."""
    if Permission.SUPPLIER_READ in user.permissions:
        return True
    own = RemovalNotice.objects.filter(admission__supplier__accounts__user=user)
    return own.filter(pk=paper.subject_id).exists()
