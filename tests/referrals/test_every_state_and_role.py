"""Every act on a request, in every state, by everybody: done, or refused by name.

The two tables are written by hand from what each state and role is for; never made from the code.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Forbidden
from mdps.core.roles import ROLES
from mdps.core.rules import Refused
from referrals.decline import decline
from referrals.deputise import deputise
from referrals.draft import edit
from referrals.endorse import endorse
from referrals.models import SupportRequest
from referrals.send_back import send_back
from referrals.submit import submit
from referrals.take_back import take_back
from referrals.withdraw import withdraw
from tests.build.browsing import signed_in
from tests.build.panel import TODAY, given_an_item, given_an_open_item, given_it_is_decided
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    given_a_request,
    given_a_submitted_request,
    given_an_endorsed_request,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("refusals_in_brief")]

DONE = "done"

# What each act comes to for those who may do it, in each state. Several reasons are all given.
OF_REQUESTER = ("edit", "submit", "take back", "withdraw")
OF_MANAGER = ("endorse", "return", "decline")
NOT_WRITTEN, NOT_ASKED = "not-editable", "not-submitted"
NOBODY_HAS_IT, IT_STAYS = "not-with-anybody", "not-open"
STATES: dict[str, tuple[tuple[str, str, str, str], str]] = {
    # state: (edit, submit, take back, withdraw), each of the manager's three
    "draft": ((DONE, DONE, NOBODY_HAS_IT, DONE), NOT_ASKED),
    "submitted": ((NOT_WRITTEN, NOT_WRITTEN, DONE, DONE), DONE),
    "returned": ((DONE, DONE, NOBODY_HAS_IT, DONE), NOT_ASKED),
    "endorsed": ((NOT_WRITTEN, NOT_WRITTEN, DONE, DONE), NOT_ASKED),
    "on a planned agenda": ((NOT_WRITTEN, NOT_WRITTEN, DONE, DONE), NOT_ASKED),
    "being discussed": ((NOT_WRITTEN, NOT_WRITTEN, "meeting-has-begun", DONE), NOT_ASKED),
    "decided": (
        (NOT_WRITTEN, NOT_WRITTEN, "not-with-anybody line-decided", "not-open line-decided"),
        NOT_ASKED,
    ),
    "withdrawn": ((NOT_WRITTEN, NOT_WRITTEN, NOBODY_HAS_IT, IT_STAYS), NOT_ASKED),
    "declined": ((NOT_WRITTEN, NOT_WRITTEN, NOBODY_HAS_IT, IT_STAYS), NOT_ASKED),
}

# What stands against each person, whatever the state: for the requester's acts, the manager's.
MAY, NOT_THEIRS, ROLE, OTHER_TEAM = "", "not theirs", "role", "other team"
OWN = "own-request"  # a manager who raised it: allowed to try, refused by the rule
PEOPLE: dict[str, tuple[str, str]] = {
    "requester": (MAY, OWN),  # who also manages the team
    "colleague": (NOT_THEIRS, ROLE),
    "manager": (NOT_THEIRS, MAY),
    "deputy": (NOT_THEIRS, MAY),
    "manager of another team": (NOT_THEIRS, OTHER_TEAM),
    "panel_member": (ROLE, ROLE),
    "panel_chair": (ROLE, ROLE),
    "panel_administrator": (ROLE, ROLE),
    "head_of_service": (ROLE, ROLE),
    "commissioner": (ROLE, ROLE),
    "commissioning_manager": (ROLE, ROLE),
    "finance_officer": (ROLE, ROLE),
    "leadership": (ROLE, ROLE),
    "auditor": (ROLE, ROLE),
    "provider": (ROLE, ROLE),
    "system_administrator": (ROLE, ROLE),
}
SENTENCES = {
    NOT_THEIRS: "only they can change it.",
    ROLE: "Your role does not allow you to",
    OTHER_TEAM: "only its manager or their deputy can endorse it.",
}

Act = Callable[..., Any]
ACTS: dict[str, tuple[Act, dict[str, str]]] = {
    "edit": (edit, {"need": "Something else."}),
    "submit": (submit, {}),
    "take back": (take_back, {}),
    "withdraw": (withdraw, {}),
    "endorse": (endorse, {}),
    "return": (send_back, {"reason": "Say more."}),
    "decline": (decline, {"reason": "Not now."}),
}
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "edit": ("referrals:outcome", {"outcome": "Calm", "measure": "By the school"}),
    "submit": ("referrals:submit", {}),
    "take back": ("referrals:take-back", {}),
    "withdraw": ("referrals:withdraw", {}),
    "endorse": ("referrals:endorse", {}),
    "return": ("referrals:send-back", {"reason": "Say more."}),
    "decline": ("referrals:decline", {"reason": "Not now."}),
}


def expected(state: str, act: str, who: str) -> str:
    """What the two tables say."""
    of_requester, of_manager = STATES[state]
    to_requester, to_manager = PEOPLE[who]
    if act in OF_REQUESTER:
        return to_requester or of_requester[OF_REQUESTER.index(act)]
    if to_manager == OWN:
        return OWN if of_manager == DONE else f"{of_manager} {OWN}"
    return to_manager or of_manager


def given_people() -> dict[str, User]:
    team, elsewhere = given_a_team(), given_a_team("Elsewhere")
    people = {role: given_a(role) for role in ROLES if role in PEOPLE}
    people |= {
        "requester": given_a("social_worker", "team_manager", name="Asks", team=team),
        "colleague": given_a("social_worker", name="Colleague", team=team),
        "manager": given_a("team_manager", name=f"Manager of {team}", team=team),
        "deputy": given_a("team_manager", name="Stands In", team=given_a_team("A third team")),
        "manager of another team": given_a("team_manager", name="Neighbour", team=elsewhere),
    }
    deputise(
        deputy=people["deputy"], starts_on=TODAY, ends_on=TODAY, by=people["manager"], on=TODAY
    )
    return people


def given_a_request_that_is(state: str, by: User) -> SupportRequest:
    """By the real actions, and found anew, as a page finds it."""
    options: dict[str, Any] = {"by": by, "on": TODAY}
    manager = {"by": given_a("team_manager", name=f"Manager of {by.team}"), "on": TODAY}
    match state:
        case "draft":
            request = given_a_request(**options)
        case "submitted":
            request = given_a_submitted_request(**options)
        case "returned":
            request = given_a_submitted_request(**options)
            send_back(request, reason="Say more.", **manager)
        case "endorsed":
            request = given_an_endorsed_request(**options)
        case "on a planned agenda":
            request = given_an_item(**options).request
        case "being discussed":
            request = given_an_open_item(**options).request
        case "decided":
            request = given_it_is_decided(given_an_open_item(**options)).request
        case "withdrawn":
            request = given_a_submitted_request(**options)
            withdraw(request, by=by, on=TODAY)
        case "declined":
            request = given_a_submitted_request(**options)
            decline(request, reason="Not now.", **manager)
    return SupportRequest.objects.get(pk=request.pk)


def tried(act: str, request: SupportRequest, by: User) -> str:
    """What comes of it; nothing of it stays."""
    function, given = ACTS[act]
    with transaction.atomic():
        try:
            function(request, by=by, on=TODAY, **given)
            return DONE
        except Refused as refused:
            return " ".join(each.code for each in refused.refusals)
        except Forbidden as forbidden:
            return next(
                (why for why, said in SENTENCES.items() if said in str(forbidden)), str(forbidden)
            )
        finally:
            transaction.set_rollback(True)


def posted(act: str, request: SupportRequest, browser: Client) -> tuple[int, str]:
    """The status of the page after its form was sent, and the state then; nothing of it stays."""
    name, given = PAGES[act]
    with transaction.atomic():
        answer = browser.post(reverse(name, args=[request.pk]), given)
        state = SupportRequest.objects.values_list("state", flat=True).get(pk=request.pk)
        transaction.set_rollback(True)
    return answer.status_code, state


def test_the_tables_name_every_state_and_every_role():
    """A social worker, a team manager and a deputy are here by what they are to the request."""
    by_relation = {"social_worker", "team_manager"}
    states = {"on a planned agenda": "on_agenda", "being discussed": "on_agenda"}

    assert {states.get(state, state) for state in STATES} == set(SupportRequest.State.values)
    assert set(ROLES) - by_relation <= set(PEOPLE)


@pytest.mark.parametrize("state", STATES)
def test_every_act_is_done_or_refused_by_name(state):
    with clock.at(TODAY):
        people = given_people()
        request = given_a_request_that_is(state, people["requester"])

        found = {
            (act, who): tried(act, deepcopy(request), by)
            for act in ACTS
            for who, by in people.items()
        }

    assert found == {(act, who): expected(state, act, who) for act in ACTS for who in PEOPLE}


@pytest.mark.parametrize("state", STATES)
def test_a_page_does_what_its_act_does_and_nothing_else(state):
    """Led on where it was done; else the page with its reasons, or none of it."""
    with clock.at(TODAY):
        people = given_people()
        request = given_a_request_that_is(state, people["requester"])
        browsers = {who: signed_in(by) for who, by in people.items()}

        for act in PAGES:
            for who, browser in browsers.items():
                status, then = posted(act, request, browser)
                is_done = expected(state, act, who) == DONE
                assert (status == 302) == is_done, (act, who, status)
                assert (then == request.state) == (not is_done or act == "edit"), (act, who)
