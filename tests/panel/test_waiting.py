"""What of the panel waits for whom."""

import datetime as dt
from collections.abc import Iterator

import pytest

from mdps.core import clock, slots, worklist
from mdps.core.models import User
from panel.endorse_decision import endorse
from panel.give_view import give_view
from tests.build.browsing import signed_in, words
from tests.build.deciding import given_a_decision_in_principle
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_a_member,
    given_an_approved_line,
    given_an_item,
    given_an_open_item,
    given_it_is_decided,
    given_it_is_open,
)
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def waiting_for(user: User) -> dict[str, list[str]]:
    groups = worklist.waiting_for(user)
    return {group.title: [task.title for task in group.tasks] for group in groups}


def test_members_read_the_next_meeting_until_they_have_opened_each_item():
    first, second = given_an_item(), given_an_item()
    member = given_a("panel_member")

    signed_in(member).get(first.get_absolute_url())

    assert waiting_for(member) == {
        "To read before the panel meeting": [f"Item 2: {second.request.reference}"],
        "Views to give before the panel meeting": [f"Item 1: {first.request.reference}"],
    }


def test_in_a_meeting_the_undecided_items_wait():
    decided, undecided = given_an_item(), given_an_item()
    given_it_is_open(decided.meeting)
    given_it_is_decided(decided)

    assert waiting_for(given_a("panel_member")) == {
        "To decide now": [f"Item 2: {undecided.request.reference}"]
    }


def test_ones_own_request_waits_for_the_others():
    item = given_an_open_item()
    requester = item.request.requester
    requester.roles = ["panel_member"]
    requester.save()

    assert waiting_for(User.objects.get(pk=requester.pk)) == {}


def test_the_chair_opens_the_meeting_of_today_and_closes_it_when_all_is_decided():
    item, chair = given_an_item(), given_a_chair()
    before = waiting_for(chair)["Panel meetings"]

    given_it_is_open(item.meeting)
    during = waiting_for(chair).get("Panel meetings")
    given_it_is_decided(item)

    assert (before, during, waiting_for(chair)["Panel meetings"]) == (
        ["Open the panel meeting of 2 June 2026"],
        None,
        ["Close the panel meeting of 2 June 2026"],
    )


def test_the_administrator_builds_agendas():
    waiting = given_an_endorsed_request()
    given_a_meeting(on=TODAY + dt.timedelta(days=7))

    assert waiting_for(given_a("panel_administrator")) == {
        "Panel meetings": ["Build the agenda of the panel meeting of 9 June 2026"],
        "Waiting for a panel meeting": [f"Put {waiting.reference} on an agenda"],
    }


def test_nothing_of_the_panel_waits_for_others():
    given_an_item()
    given_an_endorsed_request()

    assert [waiting_for(given_a(role)) for role in ("auditor", "commissioner")] == [{}, {}]


def test_home_shows_the_next_meeting_to_those_who_hold_it():
    given_a_meeting()

    shown = {
        role: "Next panel meeting" in [part.title for part in slots.fill("home", given_a(role))]
        for role in ("panel_chair", "panel_administrator", "auditor", "social_worker")
    }

    assert shown == {
        "panel_chair": True,
        "panel_administrator": True,
        "auditor": False,
        "social_worker": False,
    }


def test_the_request_shows_its_requester_what_was_decided():
    request = given_an_approved_line().request

    page = words(signed_in(request.requester).get(request.get_absolute_url()))

    assert "Approved 2 June 2026 £1,200.00 of £1,200.00 Meets the need." in page


def test_a_member_who_has_read_an_item_is_asked_for_a_view():
    first, second = given_an_item(), given_an_item()
    member = given_a("panel_member")
    client = signed_in(member)
    for item in (first, second):
        client.get(item.get_absolute_url())
    give_view(first, opinion="support", by=member, at=clock.now())

    assert waiting_for(member) == {
        "Views to give before the panel meeting": [f"Item 2: {second.request.reference}"]
    }


def test_the_administrator_marks_attendance_until_there_is_a_quorum():
    item = given_an_item()
    administrator = given_a("panel_administrator")
    before = waiting_for(administrator)

    given_it_is_open(item.meeting)

    assert (sorted(before["Panel meetings"]), waiting_for(administrator)) == (
        [
            "Finish the agenda of the panel meeting of 2 June 2026",
            "Mark who is at the panel meeting of 2 June 2026",
        ],
        {},
    )


def test_the_administrator_is_told_that_papers_are_due_soon():
    meeting = given_an_item(on=TODAY + dt.timedelta(days=7)).meeting
    meeting.papers_due_at = clock.noon(TODAY + dt.timedelta(days=3))
    meeting.save(update_fields=["papers_due_at"])

    assert waiting_for(given_a("panel_administrator")) == {
        "Panel meetings": ["Finish the agenda of the panel meeting of 9 June 2026"]
    }


def test_the_chair_and_a_deputy_endorse_what_was_agreed_in_principle():
    """Not whoever raised or endorsed it, and nobody else; until one of them has endorsed it."""
    decision = given_a_decision_in_principle()
    request = decision.line.request
    own = request.endorser
    User.objects.filter(pk=own.pk).update(roles=[*own.roles, "panel_chair"])
    deputy = given_a_member("Deputy Chair", is_deputy=True)
    people = {
        "chair": given_a_chair(),
        "deputy": deputy,
        "endorser": User.objects.get(pk=own.pk),
        "member": given_a_member("Member for health"),
        "administrator": given_a("panel_administrator"),
    }

    def to_endorse() -> dict[str, list[str]]:
        return {who: waiting_for(each).get("To endorse", []) for who, each in people.items()}

    waits = [f"Endorse {request.reference}: Psychological assessment"]
    assert to_endorse() == {
        "chair": waits,
        "deputy": waits,
        "endorser": [],
        "member": [],
        "administrator": [],
    }
    page = words(signed_in(people["chair"]).get("/"))
    assert f"{waits[0]} £100.00 agreed in principle on 2 June 2026" in page

    endorse(decision, reasons="So.", by=deputy, on=TODAY)

    assert to_endorse() == {who: [] for who in people}


def test_what_was_agreed_in_principle_waits_for_the_chair_and_not_for_the_panel():
    request = given_a_decision_in_principle().line.request
    browser = signed_in(request.requester)

    home, record = words(browser.get("/")), words(browser.get(request.get_absolute_url()))

    assert "The chair to endorse it Since 2 June 2026" in home
    assert "Waits for the chair to endorse it" in record
