"""Meetings, agendas and the decision sheet, as each role sees them."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.urls import reverse

from mdps.core import clock
from panel import meetings
from panel.decide import decide
from panel.models import PanelMeeting
from tests.build.browsing import cost, signed_in, words
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_meeting,
    given_a_quorum,
    given_an_item,
    given_an_open_item,
    given_it_is_closed,
    given_it_is_decided,
)
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db

PLAN = {
    "held_on_0": "9",
    "held_on_1": "6",
    "held_on_2": "2026",
    "starts_at": "9.30am",
    "place": "Committee room 2",
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def of(meeting: PanelMeeting, name: str) -> str:
    return reverse(f"panel:{name}", args=[meeting.pk])


# Written by hand: who may open what. 200 seen, 403 not allowed, 404 not visible.
ACCESS = {
    "panel_chair": {"list": 200, "plan": 200, "detail": 200, "build": 200, "open": 200},
    "panel_administrator": {"list": 200, "plan": 200, "detail": 200, "build": 200, "open": 200},
    "panel_member": {"list": 200, "plan": 403, "detail": 200, "build": 403, "open": 403},
    "commissioner": {"list": 200, "plan": 403, "detail": 200, "build": 403, "open": 403},
    "auditor": {"list": 200, "plan": 403, "detail": 200, "build": 403, "open": 403},
    "social_worker": {"list": 403, "plan": 403, "detail": 404, "build": 404, "open": 404},
    "provider": {"list": 403, "plan": 403, "detail": 404, "build": 404, "open": 404},
    "system_administrator": {"list": 403, "plan": 403, "detail": 404, "build": 404, "open": 404},
}


@pytest.mark.parametrize("role", ACCESS)
def test_who_may_open_the_pages_of_a_meeting(role):
    meeting = given_an_item().meeting
    client = signed_in(given_a(role))
    urls = {name: of(meeting, name) for name in ("detail", "build", "open")}
    urls |= {name: reverse(f"panel:{name}") for name in ("list", "plan")}

    assert {name: client.get(url).status_code for name, url in urls.items()} == ACCESS[role]


def test_a_meeting_is_planned_on_its_form():
    client = signed_in(given_a("panel_administrator"))

    client.post(reverse("panel:plan"), PLAN | {"chair": given_a_chair().pk})

    meeting = PanelMeeting.objects.get()
    assert (str(meeting), f"{meeting.starts_at:%H:%M}") == ("Panel meeting of 9 June 2026", "09:30")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on_0": "1"}, "1 June 2026 is over. Enter 2 June 2026 or a later day."),
        ({"starts_at": "soon"}, "Enter a time, like 9:30am or 14:30"),
        ({"place": ""}, "Enter where the meeting is held"),
        ({"chair": ""}, "Choose who chairs the meeting"),
        ({"held_on_0": "2"}, "A panel meeting is already planned for 2 June 2026."),
    ],
)
def test_bad_input_is_refused_and_kept(changes, sentence):
    given_a_meeting()
    client = signed_in(given_a("panel_administrator"))

    given = PLAN | {"chair": given_a_chair().pk} | changes
    response = client.post(reverse("panel:plan"), given)

    assert sentence in words(response)
    assert f'value="{given["starts_at"]}"' in response.content.decode()
    assert PanelMeeting.objects.count() == 1


def test_several_requests_are_put_on_at_once_the_earliest_needed_first():
    late = given_an_endorsed_request(needed_in=40)
    early = given_an_endorsed_request(needed_in=10)
    meeting = given_a_meeting()
    client = signed_in(given_a("panel_administrator"))

    client.post(of(meeting, "build"), {"requests": [late.pk, early.pk]})

    assert [item.request for item in meeting.items.order_by("position")] == [early, late]


def test_the_buttons_of_the_agenda_work_once_a_key():
    meeting = given_a_meeting()
    items = [given_an_item() for _ in range(3)]
    client = signed_in(given_a("panel_administrator"))
    press = {"one_time_key": uuid4(), "down": items[0].pk}

    for _ in range(2):
        client.post(of(meeting, "arrange"), press)

    order = list(meeting.items.order_by("position").values_list("pk", flat=True))
    assert order == [items[1].pk, items[0].pk, items[2].pk]


def test_an_item_of_another_meeting_is_not_found():
    item = given_an_item()
    client = signed_in(given_a("panel_administrator"))

    other = given_a_meeting(on=TODAY.replace(day=16))

    assert client.post(of(other, "arrange"), {"take_off": item.pk}).status_code == 404


def test_the_chair_opens_and_closes_and_is_told_what_stands_in_the_way():
    item = given_an_item()
    meeting, chair = item.meeting, signed_in(given_a_chair())

    chair.post(of(meeting, "open"))
    given_a_quorum(meeting)
    given_it_is_decided(item, close=False)
    refused = words(chair.post(of(meeting, "close")))

    meeting.refresh_from_db()
    assert meeting.state == "open"
    assert "Item 1 has decisions that are not released." in refused


def test_a_closed_meeting_has_a_decision_sheet_without_narrative():
    item = given_an_open_item()
    meeting, line = item.meeting, item.request.lines.get()
    auditor = signed_in(given_a("auditor"))
    before = auditor.get(of(meeting, "sheet")).status_code
    decide(item, line, kind="approve", reasons="Evidence is good.", by=given_a_chair(), on=TODAY)
    given_it_is_closed(item)
    meetings.close_meeting(meeting, by=given_a_chair(), on=TODAY)

    sheet = words(auditor.get(of(meeting, "sheet")))

    assert before == 404
    assert (
        "Psychological assessment 1 assessment Approved £100.00 £100.00 Evidence is good" in sheet
    )
    assert item.request.narrative.need not in sheet


def test_a_list_and_a_meeting_cost_the_same_for_one_and_three():
    chair = signed_in(given_a_chair())
    first = given_an_item().meeting
    urls = [reverse("panel:list"), first.get_absolute_url(), of(first, "build"), of(first, "close")]
    given_an_endorsed_request()
    costs = [cost(chair, url) for url in urls]

    for day in (9, 16):
        given_an_item(on=TODAY.replace(day=day))
        given_an_item(lines=[("Play therapy", 2), ("Mentoring", 3)])
        given_an_endorsed_request()

    assert [cost(chair, url) for url in urls] == costs
