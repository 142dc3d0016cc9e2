"""Where a request stands, in the words of whoever looks, and whom it waits for."""

import datetime as dt
from collections.abc import Iterable

from mdps.core.cells import COLOURS
from mdps.core.models import User
from mdps.core.roles import RoleKey
from mdps.core.ui import Tag
from mdps.core.words import day
from referrals.models import RequestLine, SupportRequest

State = SupportRequest.State
DONE_WITH = (State.WITHDRAWN, State.DECLINED)

TO_ITS_REQUESTER = {
    State.SUBMITTED: "With your manager",
    State.RETURNED: "Returned to you",
    State.DECLINED: "Declined by your manager",
    State.ENDORSED: "Waiting for the panel",
    State.ON_AGENDA: "With the panel",
}
TO_ITS_MANAGER = {
    State.SUBMITTED: "To endorse",
    State.DECLINED: "Declined",
    State.ENDORSED: "Waiting for the panel",
    State.ON_AGENDA: "With the panel",
}


def state_tag(request: SupportRequest, user: User, *, meets_on: dt.date | None = None) -> Tag:
    """The state in the words of the requester, of their manager, or of the panel and the rest.

    `meets_on` is the day of the panel meeting it is on: "With the panel on 3 March 2026".
    """
    words: dict[SupportRequest.State, str] = {}
    if request.requester_id == user.pk:
        words = TO_ITS_REQUESTER
    elif user.holds(RoleKey.TEAM_MANAGER) and request.team_id == user.team_id:
        words = TO_ITS_MANAGER
    state = State(request.state)
    text = words.get(state, state.label)
    if words and meets_on and state == State.ON_AGENDA:
        text = f"{text} on {day(meets_on)}"
    return Tag(text, COLOURS[state])


def is_open(request: SupportRequest, *, to_buy: bool) -> bool:
    """Whether somebody still has to do something by its deadline.

    `to_buy`: whether something of it is approved and not bought yet.
    """
    return to_buy if request.state == State.DECIDED else request.state not in DONE_WITH


def is_to_buy(lines: Iterable[RequestLine]) -> bool:
    """Whether something of these is approved and not bought yet."""
    return any(line.state in line.OPEN for line in lines)


def waits_for(request: SupportRequest, *, meets: bool = True) -> str:
    """Who has it now and what for, after "Waits for"; nothing when it is done with.

    `meets`: whether a panel meeting still has it before it. What is with the panel after its
    meeting was agreed in principle.
    """
    match request.state:
        case State.DRAFT:
            return f"{request.requester.name} to finish and submit it"
        case State.RETURNED:
            return f"{request.requester.name} to change it and submit it again"
        case State.SUBMITTED:
            return f"the manager of {request.team.name} to endorse it"
        case State.ENDORSED:
            return "the panel administrator to put it on an agenda"
        case State.ON_AGENDA:
            return "the panel to decide it" if meets else "the chair to endorse it"
        case State.DECIDED if is_to_buy(request.lines.all()):
            return "a commissioner to buy what was approved"
    return ""


def holder(request: SupportRequest, *, meets: bool = True) -> str:
    """`waits_for` as a sentence, for the identity bar."""
    words = waits_for(request, meets=meets)
    return f"Waits for {words}" if words else ""
