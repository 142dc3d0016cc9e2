"""What a request says beside its need: the child, the court and the budgets. Nobody is named.

Everything follows from the plan, so that the story stays the same.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from demonstration.plan import RequestPlan
from mdps.core.models import User
from referrals.court import direct, not_directed
from referrals.models import FundingSource, Narrative, SupportRequest

WEEK = dt.timedelta(weeks=1)
COURT = ("s31", "pre")
STATUS = {
    "s17": "in_need",
    "s47": "protected",
    "s20": "accommodated",
    "s31": "interim_order",
    "pre": "protected",
}
SPLITS = {
    "s17": {FundingSource.SECTION_17: 100, FundingSource.CHILDREN_IN_CARE: 0},
    "s47": {FundingSource.SECTION_17: 100, FundingSource.CHILDREN_IN_CARE: 0},
    "s20": {FundingSource.SECTION_17: 0, FundingSource.CHILDREN_IN_CARE: 100},
    "s31": {FundingSource.SECTION_17: 30, FundingSource.CHILDREN_IN_CARE: 70},
    "pre": {FundingSource.SECTION_17: 60, FundingSource.CHILDREN_IN_CARE: 40},
}
QUESTIONS = (
    "What must change for the child to be safe and well, and can it change in time?",
    "Which support would help most, in which order, and for how long?",
    "What does the child need from the adults around them?",
)
TRIED = (
    "The family has had a worker of the in-house service for three months. It helped, and did not "
    "last.",
    "Two referrals and a network meeting. The first referral was declined, the second came to an "
    "end after four sessions.",
    "School, health visitor and the team have each worked with the family this year.",
)
NOT_HERE = (
    "The in-house service does not hold this specialism. CAMHS has a waiting list beyond the "
    "child's timescale.",
    "Asked in the week before: the in-house team has no room before the date it is needed.",
    "An independent view is needed, which neither the team nor CAMHS can give.",
)
WISHES = (
    "Asked on a walk with the allocated worker: wants things at home to be calmer.",
    "Says that talking to somebody who is not family would be good.",
    "Would like to stay with the present carers and to see brothers and sisters more often.",
)
MEASURES = (
    "A review with the family after six weeks and at the end, against the aims of the plan.",
    "The report answers each question; the plan is decided on it.",
    "Attendance, nights at home and the child's own rating, month by month.",
)


def told(plan: RequestPlan, on: dt.date) -> dict[str, Any]:
    """The answers of the plan's request."""
    number = number_of(plan)
    court = plan.legal_basis in COURT
    return {
        "year_of_birth": on.year - 3 - number % 13,
        "legal_status": STATUS[plan.legal_basis],
        "question": pick(QUESTIONS, number),
        "tried": pick(TRIED, number),
        "why_not_in_house": pick(NOT_HERE, number),
        "wishes": pick(WISHES, number) if number % 5 else "",
        "wishes_not_sought": "" if number % 5 else "The child is under two years old.",
        "responsibility": "Mother and local authority" if court else "Mother and father",
        "consent": Narrative.Consent.COURT if court else Narrative.Consent.GIVEN,
        "consent_by": "" if court else "Mother",
        "advocacy": Narrative.Advocacy.ACCEPTED if number % 3 else Narrative.Advocacy.TOO_YOUNG,
        "measure": pick(MEASURES, number),
        "needed_from": on + WEEK,
        "again_reason": "Circumstances have changed since the earlier request was decided.",
    }


def direction(request: SupportRequest, plan: RequestPlan, *, by: User, on: dt.date) -> None:
    """In proceedings the court directed it; of what is open today some is jointly instructed."""
    if plan.legal_basis not in COURT:
        not_directed(request, by=by, on=on)
        return
    number = number_of(plan)
    is_joint = bool(plan.until) and number % 2 == 0
    direct(
        request,
        issued_on=on - (6 + number % 18) * WEEK if plan.legal_basis == "s31" else None,
        ordered_on=on - dt.timedelta(days=number % 6),
        filing_on=max(request.needed_by - dt.timedelta(days=2 + number % 9), on),
        hearing_on=request.needed_by + WEEK,
        is_joint=is_joint,
        share_percent=Decimal("50") if is_joint else None,
        by=by,
        on=on,
    )


def number_of(plan: RequestPlan) -> int:
    """A number of the plan's own."""
    return int("".join(filter(str.isdigit, plan.case_reference)))


def pick(said: tuple[str, ...], number: int) -> str:
    return said[number % len(said)]
