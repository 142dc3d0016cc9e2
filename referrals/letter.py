"""The draft letter of instruction, by the headings of Practice Direction 25C, paragraph 4.1.

It names no child: the case goes by its reference. What the council pays is its share of the
amounts asked for, GBP ex VAT.
"""

import datetime as dt
from collections.abc import Iterator

from mdps.core import letters
from mdps.core.letters import Block
from mdps.core.money import ZERO, gbp
from mdps.core.ui import Row
from mdps.core.words import day
from referrals.court_words import court_of, share
from referrals.models import Instruction, SupportRequest

CONFIDENTIAL = "Confidential: draft, about a child in proceedings"
DUTY = (
    "Your overriding duty is to the court. It takes precedence over any obligation to those who "
    "instruct or pay you (FPR 25.3, Practice Direction 25B)."
)
PEOPLE = (
    "You may talk to the people named below, provided that an accurate record is made of what is "
    "said."
)
STATEMENT = (
    "End the report with the statement of truth, the statement of compliance and the statement of "
    "conflicts that Practice Direction 25B asks for."
)
NONE = "None is known."


def letter_of(request: SupportRequest, said: Instruction, *, on: dt.date) -> letters.Letter:
    """The letter as it stands on the day `on`."""
    court = court_of(request)
    expert = court.expert if court else ""
    return letters.Letter(
        title="Draft letter of instruction to an expert",
        date=day(on),
        reference=request.reference,
        to=[expert] if expert else ["The expert"],
        blocks=[*_proceedings(request), *_instructions(said), *_fees(request, said), *_report()],
        signed=[f"For the council: {request.team.name}"],
        confidential=CONFIDENTIAL,
    )


def _proceedings(request: SupportRequest) -> Iterator[Block]:
    yield letters.paragraph("Draft. The parties and the court may still change it.")
    rows = [
        Row("Case reference", request.case_reference),
        Row("Year of birth of the child", str(request.year_of_birth or "")),
        Row("Subject of the instruction", request.get_subject_display()),
    ]
    if court := court_of(request):
        rows += [
            Row("Order of the court", day(court.ordered_on)),
            Row("Report to be filed by", day(court.filing_on)),
            Row("Next hearing", day(court.hearing_on) or "Not listed"),
            Row("Joint instruction", "Yes" if court.is_joint else "No"),
        ]
    yield letters.facts(rows)


def _instructions(said: Instruction) -> Iterator[Block]:
    yield letters.heading("1. The context in which your opinion is sought")
    yield letters.paragraph(said.context)
    yield letters.heading("2. The questions approved by the court")
    yield letters.points(*lines_of(said.questions))
    yield letters.heading("3. Documents provided")
    yield letters.points(*lines_of(said.documents))
    yield letters.heading("4. Material that was not produced or is not available")
    yield letters.paragraph(said.not_available or NONE)
    yield letters.heading("5. People you may talk to")
    yield letters.paragraph(PEOPLE)
    yield letters.points(*(lines_of(said.people) or ["The allocated social worker"]))
    yield letters.heading("6. Other experts instructed in the proceedings")
    yield letters.paragraph(said.other_experts or NONE)


def _fees(request: SupportRequest, said: Instruction) -> Iterator[Block]:
    yield letters.heading("7. Contract, fees and payment")
    lines = list(request.lines.select_related("service"))
    amount = sum((line.requested_amount for line in lines), ZERO)
    if not lines:
        yield letters.paragraph("Services and fees are to be agreed.")
        return
    rows = [Row("Services", ", ".join(line.service.name for line in lines))]
    court = court_of(request)
    if court and court.is_joint:
        rows.append(Row("Share of the council", share(court)))
    rows.append(Row("Most that the council pays, without VAT", gbp(amount)))
    yield letters.facts(rows)
    yield letters.paragraph(
        said.terms or "You are paid by the council after the report is filed, on an invoice."
    )


def _report() -> Iterator[Block]:
    yield letters.heading("8. Your duties and the report")
    yield letters.points(DUTY, STATEMENT)


def lines_of(text: str) -> list[str]:
    """The lines of `text` that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
