"""Changing and cancelling a planned meeting: rules, who is told, and the pages."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from mdps.core import clock, worklist
from mdps.core.audit import trail
from mdps.core.models import Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from panel import agenda, meetings
from panel.cancel import cancel
from panel.change import change
from panel.change_rules import CHANGE_RULES, ChangeFacts
from panel.models import PanelMeeting
from referrals.models import SupportRequest
from referrals.withdraw import withdraw
from tests.build.browsing import posted, signed_in, words
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_an_item,
    given_an_open_item,
)
from tests.build.people import given_a

DAY = dt.timedelta(days=1)
LATER = TODAY + 7 * DAY


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def facts(**changes: Any) -> ChangeFacts:
    usual = {"is_planned": True, "state": "Planned", "was_on": TODAY, "held_on": LATER}
    usual |= {"on": TODAY, "another_that_day": False, "chair": "A", "chair_may_chair": True}
    return ChangeFacts(**usual | changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"held_on": TODAY}, []),
        ({"held_on": TODAY - DAY}, ["day-is-over"]),
        ({"was_on": TODAY - DAY, "held_on": TODAY - DAY}, []),
        ({"is_planned": False, "state": "In progress"}, ["not-planned"]),
        ({"another_that_day": True}, ["another-that-day"]),
        ({"chair_may_chair": False}, ["not-a-chair"]),
    ],
)
def test_what_a_planned_meeting_may_become(changes, expected):
    assert [refusal.code for refusal in ask(CHANGE_RULES, facts(**changes))] == expected


def moved(meeting: PanelMeeting, by: User | None = None, **changes: Any) -> bool:
    given = {
        "held_on": meeting.held_on,
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "chair": meeting.chair,
    }
    return change(meeting, **given | changes, by=by or given_a("panel_administrator"), on=TODAY)


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(to=person).order_by("id").values_list("subject", flat=True))


@pytest.mark.django_db
def test_a_new_day_is_told_to_the_requesters_by_reference_and_link_only():
    item = given_an_item()
    request = item.request

    moved(item.meeting, held_on=LATER)

    notice = Notice.objects.filter(to=request.requester).latest("id")
    assert (notice.subject, notice.url) == (
        f"{request.reference} comes to the panel meeting of 9 June 2026 now",
        request.get_absolute_url(),
    )


@pytest.mark.django_db
def test_a_new_place_is_told_to_nobody():
    item = given_an_item()
    before = Notice.objects.count()

    moved(item.meeting, place="Online", starts_at=dt.time(14))

    assert (item.meeting.place, Notice.objects.count()) == ("Online", before)


@pytest.mark.django_db
def test_a_new_chair_is_told_to_both():
    meeting, other = given_a_meeting(), given_a("panel_chair", name="Another Chair")

    moved(meeting, chair=other)

    said = ["Another Chair chairs the panel meeting of 2 June 2026 now"]
    assert (told(given_a_chair()), told(other)) == (said, said)


@pytest.mark.django_db
def test_the_trail_keeps_what_was_and_is():
    meeting = given_a_meeting()

    moved(meeting, held_on=LATER, place="Online")

    last = list(trail(meeting))[-1]
    assert (last.action, last.detail) == (
        "panelmeeting.changed",
        {
            "changed": "date and place",
            "date_was": "2 June 2026",
            "date_is": "9 June 2026",
            "place_was": "Committee room 2",
            "place_is": "Online",
        },
    )


@pytest.mark.django_db
def test_nothing_changed_writes_nothing():
    meeting = given_a_meeting()

    assert (moved(meeting), len(list(trail(meeting)))) == (False, 1)


@pytest.mark.django_db
def test_a_meeting_is_not_moved_to_the_day_of_another():
    given_a_meeting(on=LATER)

    with pytest.raises(Refused) as refused:
        moved(given_a_meeting(), held_on=LATER)

    assert [each.code for each in refused.value.refusals] == ["another-that-day"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["panel_member", "commissioner", "social_worker"])
def test_only_those_who_arrange_meetings_change_and_cancel_them(role):
    meeting = given_a_meeting()

    with pytest.raises(Forbidden):
        moved(meeting, by=given_a(role), place="Online")
    with pytest.raises(Forbidden):
        cancel(meeting, by=given_a(role), on=TODAY)


@pytest.mark.django_db
def test_a_meeting_that_has_begun_is_neither_changed_nor_cancelled():
    meeting = given_an_open_item().meeting

    with pytest.raises(Refused) as changing:
        moved(meeting, place="Online")
    with pytest.raises(Refused) as cancelling:
        cancel(meeting, by=given_a_chair(), on=TODAY)

    said = "The meeting is in progress. Only a planned meeting can be changed or cancelled."
    assert [str(changing.value), str(cancelling.value)] == [said, said]


@pytest.mark.django_db
def test_what_was_on_a_cancelled_meeting_comes_to_another_one():
    item, administrator = given_an_item(), given_a("panel_administrator")
    request, meeting = item.request, item.meeting

    waiting = cancel(meeting, by=administrator, on=TODAY)
    request.refresh_from_db()
    was = request.state
    agenda.add_item(given_a_meeting(on=LATER), request, by=administrator, on=TODAY)

    assert (waiting, was, meeting.state, meeting.items.count()) == (1, "endorsed", "cancelled", 0)
    assert told(request.requester)[-1] == (
        f"The panel meeting of 2 June 2026 is cancelled. {request.reference} waits for another one"
    )
    assert told(meeting.chair) == ["The panel meeting of 2 June 2026 is cancelled"]


@pytest.mark.django_db
def test_what_was_withdrawn_stays_so_when_its_meeting_is_cancelled():
    item = given_an_item()
    withdraw(item.request, by=item.request.requester, on=TODAY)

    waiting = cancel(item.meeting, by=given_a_chair(), on=TODAY)

    assert (waiting, SupportRequest.objects.get().state) == (0, "withdrawn")


@pytest.mark.django_db
def test_a_cancelled_meeting_leaves_its_day_free_and_takes_nothing():
    meeting, administrator = given_a_meeting(), given_a("panel_administrator")
    cancel(meeting, by=administrator, on=TODAY)
    item = given_an_item()

    with pytest.raises(Refused) as again:
        cancel(meeting, by=administrator, on=TODAY)
    with pytest.raises(Refused) as adding:
        agenda.add_item(meeting, item.request, by=administrator, on=TODAY)
    with pytest.raises(Refused) as opening:
        meetings.open_meeting(meeting, by=given_a_chair(), on=TODAY)

    refused = [each.value.refusals[0].code for each in (again, adding, opening)]
    assert refused == ["not-planned", "meeting-over", "not-planned"]
    assert item.meeting != meeting


@pytest.mark.django_db
def test_the_form_changes_a_meeting_and_keeps_what_was_typed_wrongly():
    meeting, client = given_a_meeting(), signed_in(given_a("panel_administrator"))
    url = reverse("panel:change", args=[meeting.pk])
    typed = {"held_on_0": "1", "held_on_1": "6", "held_on_2": "2026", "starts_at": "2pm"}
    typed |= {"place": "Online", "chair": meeting.chair.pk}

    refused = client.post(url, typed)
    went_to = posted(client.post(url, typed | {"held_on_0": "9"}))

    meeting.refresh_from_db()
    assert "1 June 2026 is over. Enter 2 June 2026 or a later day." in words(refused)
    assert 'value="Online"' in refused.content.decode()
    assert went_to == meeting.get_absolute_url()
    assert (meeting.held_on, meeting.starts_at, meeting.place) == (LATER, dt.time(14), "Online")


@pytest.mark.django_db
def test_cancelling_is_confirmed_with_figures_and_done_once():
    meeting, client = given_an_item().meeting, signed_in(given_a("panel_administrator"))
    url = reverse("panel:cancel", args=[meeting.pk])
    press = {"one_time_key": "b2b2a0a5-24a5-4a55-9d9e-1e1f9a3b6c11"}

    shown = words(client.get(url))
    went_to = [posted(client.post(url, press)) for _ in range(2)]

    assert "Agenda 1 item Requested £100.00 What happens then" in shown
    assert went_to == [meeting.get_absolute_url()] * 2
    assert "1 request waits for another one." in words(client.get(went_to[0]))
    assert told(meeting.chair) == ["The panel meeting of 2 June 2026 is cancelled"]


@pytest.mark.django_db
def test_a_meeting_whose_day_has_passed_waits_to_be_moved_or_cancelled():
    meeting, chair = given_an_item().meeting, given_a_chair()
    people = [chair, given_a("panel_administrator")]

    with clock.at(TODAY + DAY):
        before = [tasks_of(person) for person in people]
        cancel(meeting, by=chair, on=TODAY + DAY)
        after = [tasks_of(person) for person in people]

    task = (
        "Move or cancel the panel meeting of 2 June 2026",
        "It was not held and has 1 item: move or cancel it",
    )
    assert (before, after) == ([[task], [task]], [[], []])


def tasks_of(person: User) -> list[tuple[str, str]]:
    groups = {group.title: group.tasks for group in worklist.waiting_for(person)}
    return [(task.title, task.why) for task in groups.get("Panel meetings", ())]
