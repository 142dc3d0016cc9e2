"""Planning, opening and closing meetings."""

import datetime as dt

import pytest

from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from panel import meetings
from panel.meeting_rules import OPEN_RULES, OpenFacts, numbers
from panel.models import PanelMeeting
from referrals.withdraw import withdraw
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_an_item,
    given_an_open_item,
    given_it_is_decided,
    given_it_is_open,
)
from tests.build.people import given_a

TOMORROW = TODAY + dt.timedelta(days=1)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def open_codes(**changes: object) -> list[str]:
    facts = {"is_planned": True, "state": "Planned", "held_on": TODAY, "on": TODAY, "items": 1}
    return [refusal.code for refusal in ask(OPEN_RULES, OpenFacts(**facts | changes))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"on": TODAY - dt.timedelta(days=1)}, ["too-early"]),
        ({"on": TOMORROW}, []),
        ({"items": 0}, ["empty-agenda"]),
        ({"is_planned": False}, ["not-planned"]),
        ({"chairs_instead": "The panel chair"}, ["somebody-chairs"]),
    ],
)
def test_a_planned_meeting_with_items_is_opened_from_its_day(changes, expected):
    assert open_codes(**changes) == expected


@pytest.mark.parametrize(
    ("of", "text"),
    [([3], "3"), ([1, 2], "1 and 2"), ([1, 2, 3, 4, 6, 9], "1 to 4, 6 and 9")],
)
def test_long_runs_of_items_are_drawn_together(of, text):
    assert numbers(of) == text


@pytest.mark.django_db
def test_the_panel_sits_once_a_day_and_under_a_chair():
    given_a_meeting()

    with pytest.raises(Refused) as refused:
        meetings.plan(
            held_on=TODAY,
            starts_at=dt.time(14),
            place="Room 1",
            chair=given_a("panel_member"),
            by=given_a("panel_administrator"),
        )

    assert codes(refused) == ["another-that-day", "not-a-chair"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["panel_member", "commissioner", "social_worker"])
def test_a_meeting_is_planned_by_those_who_arrange_them(role):
    with pytest.raises(Forbidden):
        meetings.plan(
            held_on=TODAY,
            starts_at=dt.time(14),
            place="Room 1",
            chair=given_a_chair(),
            by=given_a(role),
        )


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["panel_member", "commissioner", "social_worker"])
def test_only_those_who_lead_open_and_closes(role):
    meeting = given_an_item().meeting

    with pytest.raises(Forbidden):
        meetings.open_meeting(meeting, by=given_a(role), on=TODAY)
    with pytest.raises(Forbidden):
        meetings.close_meeting(meeting, by=given_a(role), on=TODAY)


@pytest.mark.django_db
def test_a_meeting_is_not_closed_over_decisions_that_are_not_released():
    item = given_it_is_decided(given_an_open_item(), close=False)

    with pytest.raises(Refused) as refused:
        meetings.close_meeting(item.meeting, by=given_a_chair(), on=TODAY)

    assert [each.message for each in refused.value.refusals] == [
        "Item 1 has decisions that are not released. Close that item before the meeting."
    ]


@pytest.mark.django_db
def test_what_a_meeting_does_not_reach_waits_for_another_and_its_requester_is_told():
    first, second = given_an_item(), given_an_item()
    given_it_is_open(first.meeting)
    given_it_is_decided(first)
    meeting = PanelMeeting.objects.get(pk=first.meeting_id)
    Notice.objects.all().delete()

    left = meetings.close_meeting(meeting, by=given_a_chair(), on=TODAY)

    second.refresh_from_db()
    second.request.refresh_from_db()
    assert (left, second.state, second.request.state) == ([second], "not_reached", "endorsed")
    assert list(Notice.objects.values_list("to", "subject")) == [
        (
            second.request.requester_id,
            f"The panel meeting of 2 June 2026 did not reach {second.request.reference}. "
            "It waits for another one",
        )
    ]


@pytest.mark.django_db
def test_a_deferral_is_enough_to_close():
    item = given_it_is_decided(given_an_open_item(), "defer")

    meetings.close_meeting(item.meeting, by=given_a_chair(), on=TODAY)

    assert item.meeting.state == "closed"


@pytest.mark.django_db
def test_a_withdrawn_request_does_not_keep_a_meeting_open():
    item = given_an_open_item()
    withdraw(item.request, by=item.request.requester, on=TODAY)

    meetings.close_meeting(item.meeting, by=given_a_chair(), on=TODAY)

    assert item.meeting.state == "closed"


@pytest.mark.django_db
def test_a_meeting_is_opened_and_closed_once():
    item = given_an_open_item()
    with pytest.raises(Refused) as opened:
        meetings.open_meeting(item.meeting, by=given_a_chair(), on=TODAY)

    given_it_is_decided(item, "decline")
    meetings.close_meeting(item.meeting, by=given_a_chair(), on=TODAY)
    with pytest.raises(Refused) as closed:
        meetings.close_meeting(item.meeting, by=given_a_chair(), on=TODAY)

    assert (codes(opened), codes(closed)) == (["not-planned"], ["not-open"])
