"""Questions about a mini-competition, and answers that every invited supplier reads.

Who asked is told to nobody but the officers. An officer may put the question in other words for the
others, where its own would tell who asked.
"""

import datetime as dt

from django.db import transaction

from contracts.competition.locks import lock
from contracts.competition.quote_rules import ANSWER, ASK, Asked
from contracts.models import (
    Competition,
    CompetitionAnswer,
    CompetitionInvitation,
    CompetitionQuestion,
)
from mdps.core import audit, clock, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.queries import people_of


@transaction.atomic
def put_question(
    invitation: CompetitionInvitation, *, question: str, by: User, on: dt.date
) -> CompetitionQuestion:
    """Ask the council about a competition, for the supplier that is invited. Locks it.

    Raises Forbidden, or Refused after the last day for questions.
    """
    require(by, Permission.QUOTE_GIVE, on=invitation)
    competition = invitation.competition
    lock(competition)
    enforce(ASK, asking(competition, question, on=on))
    asked = CompetitionQuestion.objects.create(
        invitation=invitation, question=question.strip(), asked_by=by, asked_at=clock.now()
    )
    audit.record("competition.asked", competition, by=by)
    notices.tell(
        [competition.drafted_by],
        f"A supplier has a question about {competition.reference}",
        url=competition.get_absolute_url(),
    )
    return asked


@transaction.atomic
def answer(
    asked: CompetitionQuestion, *, question: str, text: str, by: User, on: dt.date
) -> CompetitionAnswer:
    """Answer a question; all invited suppliers read `question` and the answer `text`.

    Locks the competition. Raises Forbidden or Refused.
    """
    competition = asked.invitation.competition
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    lock(competition)
    is_answered = CompetitionAnswer.objects.filter(asked=asked).exists()
    enforce(ANSWER, asking(competition, f"{question} {text}", on=on, is_answered=is_answered))
    found = CompetitionAnswer.objects.create(
        asked=asked,
        question=question.strip(),
        answer=text.strip(),
        answered_by=by,
        answered_at=clock.now(),
    )
    audit.record("competition.answered", competition, by=by)
    for invitation in competition.invitations.select_related("supplier"):
        notices.tell(
            people_of(invitation.supplier),
            f"A question about {competition.reference} is answered",
            url=invitation.get_absolute_url(),
        )
    return found


def refusals_against_asking(competition: Competition, *, on: dt.date) -> list[Refusal]:
    """Why nothing can be asked about it now."""
    return ask(ASK, asking(competition, "", on=on))


def asking(competition: Competition, text: str, *, on: dt.date, is_answered: bool = False) -> Asked:
    """What the rules of questions and answers ask. No query where the line's request is read."""
    request = competition.line.request
    return Asked(
        reference=competition.reference,
        state=competition.get_state_display(),
        is_open=competition.state == Competition.State.OPEN,
        text=text,
        on=on,
        questions_until=competition.questions_until,
        now=clock.now(),
        closes_at=competition.closes_at,
        is_answered=is_answered,
        case_reference=request.case_reference,
        year_of_birth=request.year_of_birth,
    )
