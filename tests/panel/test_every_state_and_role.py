"""Every act of the panel, wherever an item stands, by everybody: done, or refused by name.

The tables are written by hand from what each state and role is for; never made from the code.
Who asked and who endorsed hold every role of the panel here, and still decide nothing.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Forbidden
from mdps.core.roles import ROLES
from mdps.core.rules import Refused
from panel import agenda, item_steps, meetings, urgent
from panel.answers import Answer, NewCondition
from panel.conditions import tick
from panel.conflicts import declare
from panel.decide import decide
from panel.endorse_decision import endorse, send_back
from panel.extend import extend
from panel.give_view import give_view
from panel.models import AgendaItem, DecisionCondition, PanelDecision, PanelMeeting
from referrals.models import RequestLine, SupportRequest
from referrals.withdraw import withdraw
from tests.build.deciding import (
    given_a_decision_in_principle,
    given_a_head_of_service,
    given_an_urgent_decision,
)
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_a_member,
    given_an_item,
    given_an_open_item,
    given_it_is_closed,
    given_it_is_open,
)
from tests.build.people import given_a, given_a_team
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db

NEXT_WEEK, SUMMER, AUTUMN = TODAY.replace(day=9), TODAY.replace(month=8), TODAY.replace(month=10)
DONE = "done"
BY_CONDITION = {"conditions": (NewCondition(words="A place is found."),)}

# Where an item stands, and what each act there comes to for those who may do it. Of
# several reasons all are given. An act that has nothing to act on there is left out.
PLACES: dict[str, dict[str, str]] = {
    "endorsed, on no agenda": {"put on": DONE, "urgent": DONE},
    "on a planned agenda": {
        "put on": "not-endorsed",
        "take off": DONE,
        "open": "meeting-not-open",
        "close": "meeting-not-open item-not-open undecided-lines",
        "reopen": "meeting-not-open nothing-decided",
        "view": DONE,
        "declare": DONE,
        "approve": "meeting-not-open",
        "ratify": "meeting-not-open",
        "urgent": DONE,
    },
    "to come, while another is discussed": {
        "put on": "not-endorsed",
        "take off": "agenda-fixed",
        "open": DONE,
        "close": "item-not-open undecided-lines",
        "reopen": "nothing-decided",
        "view": DONE,
        "declare": DONE,
        "approve": DONE,
        "ratify": "not-urgent no-decision",
        "urgent": "meeting-now",
    },
    "being discussed": {
        "put on": "not-endorsed",
        "take off": "agenda-fixed",
        "open": "not-waiting",
        "close": "undecided-lines",
        "reopen": "nothing-decided",
        "view": "item-open",
        "declare": DONE,
        "approve": DONE,
        "ratify": "not-urgent no-decision",
        "urgent": "meeting-now",
    },
    "decided, not closed": {
        "put on": "not-endorsed",
        "take off": "agenda-fixed",
        "open": "not-waiting",
        "close": DONE,
        "reopen": DONE,
        "view": "item-open",
        "declare": DONE,
        "approve": "already-decided",
        "ratify": "already-decided not-urgent no-decision",
        "urgent": "meeting-now",
    },
    "approved and closed": {
        "put on": "not-endorsed",
        "take off": "agenda-fixed",
        "open": "not-waiting not-on-agenda",
        "close": "item-not-open not-on-agenda",
        "reopen": DONE,
        "view": "item-open",
        "declare": "item-over",
        "approve": "not-on-agenda",
        "ratify": "not-on-agenda",
        "urgent": "not-endorsed",
        "extend": DONE,
        "tick": DONE,
    },
    "approved, the meeting over": {
        "put on": "not-endorsed",
        "take off": "agenda-fixed",
        "open": "meeting-not-open not-waiting not-on-agenda",
        "close": "meeting-not-open item-not-open not-on-agenda",
        "reopen": "meeting-not-open",
        "view": "item-open",
        "declare": "item-over",
        "approve": "meeting-not-open not-on-agenda",
        "ratify": "meeting-not-open not-on-agenda",
        "urgent": "not-endorsed",
        "extend": DONE,
        "tick": DONE,
    },
    "deferred": {
        "put on": DONE,
        "take off": "agenda-fixed",
        "open": "not-waiting not-on-agenda",
        "close": "item-not-open not-on-agenda",
        "reopen": DONE,
        "view": "item-open",
        "declare": "item-over",
        "approve": "not-on-agenda",
        "ratify": "not-on-agenda",
        "urgent": DONE,
        "extend": "not-approved",
    },
    "not reached": {
        "put on": DONE,
        "take off": "agenda-fixed",
        "open": "meeting-not-open not-waiting not-on-agenda",
        "close": "meeting-not-open item-not-open not-on-agenda undecided-lines",
        "reopen": "meeting-not-open nothing-decided",
        "view": "item-open",
        "declare": "item-over",
        "approve": "meeting-not-open not-on-agenda",
        "ratify": "meeting-not-open not-on-agenda",
        "urgent": DONE,
    },
    "withdrawn while it is discussed": {
        "put on": "not-endorsed",
        "take off": "agenda-fixed",
        "open": "not-waiting not-on-agenda",
        "close": "not-on-agenda undecided-lines",
        "reopen": "nothing-decided",
        "view": "item-open",
        "declare": DONE,
        "approve": "not-on-agenda",
        "ratify": "not-on-agenda",
        "urgent": "not-endorsed",
    },
    "approved urgently": {
        "put on": "not-endorsed",
        "take off": "to-ratify",
        "open": "meeting-not-open",
        "close": "meeting-not-open item-not-open undecided-lines",
        "reopen": "meeting-not-open nothing-decided",
        "view": DONE,
        "declare": DONE,
        "approve": "meeting-not-open",
        "ratify": "meeting-not-open",
        "overturn": "meeting-not-open",
        "urgent": "line-closed",
        "extend": DONE,
    },
    "approved urgently, being discussed": {
        "put on": "not-endorsed",
        "take off": "agenda-fixed to-ratify",
        "open": "not-waiting",
        "close": "undecided-lines",
        "reopen": "nothing-decided",
        "view": "item-open",
        "declare": DONE,
        "approve": "to-ratify no-decision",
        "ratify": DONE,
        "overturn": DONE,
        "urgent": "line-closed meeting-now",
        "extend": DONE,
    },
    "ratified": {
        "take off": "agenda-fixed",
        "open": "not-waiting not-on-agenda",
        "close": "item-not-open not-on-agenda",
        "reopen": DONE,
        "approve": "not-on-agenda",
        "ratify": "not-on-agenda",
        "overturn": "not-on-agenda",
        "urgent": "not-endorsed",
        "extend": DONE,
    },
    "overturned": {
        "take off": "agenda-fixed",
        "open": "not-waiting not-on-agenda",
        "close": "item-not-open not-on-agenda",
        "reopen": DONE,
        "approve": "not-on-agenda",
        "ratify": "not-on-agenda",
        "overturn": "not-on-agenda",
        "urgent": "not-endorsed",
        "extend": "not-approved",
    },
    "agreed in principle": {
        "put on": "not-endorsed",
        "take off": "agenda-fixed",
        "open": "meeting-not-open not-waiting",
        "close": "meeting-not-open item-not-open",
        "reopen": "meeting-not-open",
        "view": "item-open",
        "declare": "item-over",
        "approve": "meeting-not-open",
        "ratify": "meeting-not-open",
        "urgent": "in-principle",
        "endorse": DONE,
        "send back": DONE,
        "extend": "not-approved",
    },
    "endorsed by the chair": {
        "put on": "not-endorsed",
        "reopen": "meeting-not-open",
        "approve": "meeting-not-open not-on-agenda",
        "urgent": "not-endorsed",
        "endorse": "not-in-principle not-on-agenda",
        "send back": "not-in-principle not-on-agenda",
        "extend": DONE,
    },
}

# Who may do what at all, and what stands against the others. Nobody who is left out holds a role
# that allows it.
MAY, ROLE, NO_CHAIR, LEADS, OWN = "", "role", "no chair", "somebody else leads", "own-request"
ARRANGES = {"panel_chair": MAY, "panel_administrator": MAY, "requester": MAY, "endorser": MAY}
LEADING = {
    "panel_chair": MAY,
    "panel_administrator": LEADS,
    "deputy chair": LEADS,
    "requester": LEADS,
    "endorser": LEADS,
    "panel_member": NO_CHAIR,
    "head_of_service": NO_CHAIR,
    "commissioner": NO_CHAIR,
    "commissioning_manager": NO_CHAIR,
    "auditor": NO_CHAIR,
}
MEMBERS = {"panel_member": MAY, "panel_chair": MAY, "deputy chair": MAY}
OF_OTHERS = MEMBERS | {"requester": OWN, "endorser": OWN}
CHAIRS = OF_OTHERS | {"panel_member": NO_CHAIR}
WHO: dict[str, dict[str, str]] = {
    "put on": ARRANGES,
    "take off": ARRANGES,
    "open": LEADING,
    "close": LEADING,
    "reopen": LEADING,
    "view": OF_OTHERS,
    "declare": MEMBERS | {"requester": MAY, "endorser": MAY},
    "approve": OF_OTHERS,
    "ratify": OF_OTHERS,
    "overturn": OF_OTHERS,
    "urgent": {"head_of_service": MAY, "requester": OWN, "endorser": OWN},
    "endorse": CHAIRS,
    "send back": CHAIRS,
    "extend": CHAIRS,
    "tick": {"commissioner": MAY},
}
# Before a meeting has begun, and in one that nobody chairs, all who may ever lead may.
UNLED = ("on a planned agenda", "approved urgently", "agreed in principle", "endorsed by the chair")
# Who leads may decide an item that is to come, which opens it; the others wait until it is open.
NEXT = "to come, while another is discussed"
ONLY_LEADER = {
    (NEXT, act, who): "item-not-open"
    for act in ("approve", "ratify")
    for who in ("panel_member", "deputy chair")
}
PEOPLE = (*ROLES, "deputy chair", "requester", "endorser")
SENTENCES = {
    ROLE: ("Your role does not allow you to", "This condition is ticked as met by a"),
    NO_CHAIR: ("Only a panel chair or a deputy chairs a meeting.",),
    LEADS: ("chairs this meeting. Ask them, or take the chair.",),
}


def expected(place: str, act: str, who: str) -> str:
    """What the tables say."""
    against = WHO[act].get(who, ROLE)
    if against == LEADS and place in UNLED:
        against = MAY
    return against or ONLY_LEADER.get((place, act, who)) or PLACES[place][act]


@dataclass(frozen=True)
class There:
    """Where a request stands: its item if it is on an agenda, its line, what was decided."""

    request: SupportRequest
    line: RequestLine
    other_meeting: PanelMeeting
    item: AgendaItem | None
    in_principle: PanelDecision | None
    condition: DecisionCondition | None


def given_people() -> dict[str, User]:
    """One of each role; requester and endorser also chair, arrange and decide urgently."""
    team = given_a_team()
    panel = ("panel_chair", "panel_administrator", "head_of_service")
    people = {role: given_a(role) for role in ROLES}
    return people | {
        "deputy chair": given_a_member("Deputy Chair", is_deputy=True),
        "requester": given_a("social_worker", *panel, name="Asks", team=team),
        "endorser": given_a("team_manager", *panel, name=f"Manager of {team}", team=team),
    }


def given_it_stands(place: str, by: User) -> SupportRequest:
    """By the real actions."""
    request = given_an_endorsed_request(by=by, on=TODAY)
    line = request.lines.select_related("service", "request").get()
    chair = {"by": given_a_chair(), "on": TODAY}

    def decided(kind: str, *, close: bool = True, **what: Any) -> AgendaItem:
        item = request.agenda_items.first() or given_an_open_item(request)
        given_it_is_open(item.meeting)
        item.refresh_from_db()
        decide(item, line, kind=kind, reasons="So.", **chair, **what)
        return given_it_is_closed(item) if close else item

    match place:
        case "on a planned agenda":
            given_an_item(request)
        case "to come, while another is discussed":
            given_an_open_item()
            given_an_item(request)
        case "being discussed":
            given_an_open_item(request)
        case "decided, not closed":
            decided("approve", close=False)
        case "approved and closed":
            decided("approve_with_conditions", **BY_CONDITION)
        case "approved, the meeting over":
            item = decided("approve_with_conditions", **BY_CONDITION)
            meetings.close_meeting(item.meeting, **chair)
        case "deferred":
            decided("defer")
        case "not reached":
            other = given_an_open_item()
            given_an_item(request)
            meetings.close_meeting(other.meeting, **chair)
        case "withdrawn while it is discussed":
            given_an_open_item(request)
            withdraw(SupportRequest.objects.get(pk=request.pk), by=by, on=TODAY)
        case "approved urgently":
            given_a_meeting(on=TODAY)
            given_an_urgent_decision(request)
        case "approved urgently, being discussed":
            given_it_is_open(given_a_meeting_to_ratify(request))
        case "ratified" | "overturned":
            given_a_meeting_to_ratify(request)
            decided("ratify" if place == "ratified" else "overturn")
        case "agreed in principle":
            given_a_decision_in_principle(request=request)
        case "endorsed by the chair":
            decision = given_a_decision_in_principle(request=request)
            endorse(decision, reasons="So.", **chair)
    return request


def given_a_meeting_to_ratify(request: SupportRequest) -> PanelMeeting:
    meeting = given_a_meeting(on=TODAY)
    given_an_urgent_decision(request, by=given_a_head_of_service())
    return meeting


def found(request: SupportRequest, other_meeting: PanelMeeting) -> There:
    """As a page finds it. Each who tries something has a copy, since acts change what they get."""
    item = request.agenda_items.select_related("meeting", "request").first()
    in_principle = PanelDecision.objects.filter(line__request=request, kind="in_principle")
    condition = DecisionCondition.objects.filter(decision__line__request=request)
    return There(
        request=SupportRequest.objects.get(pk=request.pk),
        line=request.lines.select_related("service", "request").get(),
        other_meeting=PanelMeeting.objects.get(pk=other_meeting.pk),
        item=item,
        in_principle=in_principle.first(),
        condition=condition.first(),
    )


def _decides(kind: str) -> Callable[[There, User], Any]:
    return lambda at, by: decide(at.item, at.line, kind=kind, reasons="So.", by=by, on=TODAY)


def _urgently(at: There, by: User) -> Any:
    answer = Answer(line=at.line, kind="approve", reasons="So.")
    return urgent.decide(answer, urgent_reason="Tonight.", by=by, on=TODAY)


ACTS: dict[str, Callable[[There, User], Any]] = {
    "put on": lambda at, by: agenda.add_item(at.other_meeting, at.request, by=by, on=TODAY),
    "take off": lambda at, by: agenda.take_off(at.item, by=by, on=TODAY),
    "open": lambda at, by: item_steps.open_item(at.item, by=by),
    "close": lambda at, by: item_steps.close_item(at.item, by=by, on=TODAY),
    "reopen": lambda at, by: item_steps.reopen_item(at.item, reason="So.", by=by, on=TODAY),
    "view": lambda at, by: give_view(at.item, opinion="support", by=by, at=clock.now()),
    "declare": lambda at, by: declare(at.item, words="A friend.", by=by, at=clock.now()),
    "approve": _decides("approve"),
    "ratify": _decides("ratify"),
    "overturn": _decides("overturn"),
    "urgent": _urgently,
    "endorse": lambda at, by: endorse(at.in_principle, reasons="So.", by=by, on=TODAY),
    "send back": lambda at, by: send_back(at.in_principle, reasons="So.", by=by, on=TODAY),
    "extend": lambda at, by: extend(at.line, until=AUTUMN, reason="So.", by=by, on=SUMMER),
    "tick": lambda at, by: tick(at.condition, by=by, on=TODAY),
}


def tried(act: str, at: There, by: User) -> str:
    """What comes of it; nothing of it stays."""
    with transaction.atomic():
        try:
            ACTS[act](at, by)
            return DONE
        except Refused as refused:
            codes = [each.code for each in refused.refusals]
            return OWN if OWN in codes else " ".join(codes)
        except Forbidden as forbidden:
            said = str(forbidden)
            known = (why for why, parts in SENTENCES.items() if any(each in said for each in parts))
            return next(known, said)
        finally:
            transaction.set_rollback(True)


def test_the_tables_name_every_act_and_every_state_of_an_item():
    acts = {act for place in PLACES.values() for act in place}
    states = {"waiting", "open", "closed", "not_reached"}

    assert acts == set(WHO) == set(ACTS)
    assert set(AgendaItem.State.values) == states  # a further one wants a place in the table


@pytest.mark.parametrize("place", PLACES)
def test_every_act_is_done_or_refused_by_name(place):
    with clock.at(TODAY):
        people = given_people()
        request = given_it_stands(place, people["requester"])
        there = found(request, given_a_meeting(on=NEXT_WEEK))

        came_of_it = {
            (act, who): tried(act, deepcopy(there), by)
            for act in PLACES[place]
            for who, by in people.items()
        }

    assert came_of_it == {
        (act, who): expected(place, act, who) for act in PLACES[place] for who in PEOPLE
    }
