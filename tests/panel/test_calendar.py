"""The meetings by month, as a file, and under a private address that can be ended."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from mdps.core import clock
from mdps.core.models import User
from panel import feed
from panel.cancel import cancel
from panel.models import PanelMeeting
from panel.timetable import ends_at, slots
from tests.build.browsing import cost, signed_in, words
from tests.build.panel import TODAY, given_a_meeting, given_an_item
from tests.build.people import given_a

pytestmark = pytest.mark.django_db


def events(content: bytes) -> list:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def address_of(person: User) -> str:
    return reverse("panel:feed", args=[feed.token_of(feed.renew(by=person))])


def test_items_follow_one_another_around_the_break():
    meeting = given_a_meeting()
    items = [given_an_item() for _ in range(4)]
    meeting.break_at, meeting.break_minutes = dt.time(9, 45), 15

    planned = slots(meeting, meeting.items.order_by("position"))

    assert [planned[item.pk] for item in items] == [
        "9:30am to 9:40am",
        "9:40am to 9:50am",
        "10:05am to 10:15am",
        "10:15am to 10:25am",
    ]
    assert ends_at(meeting) == dt.time(10, 30)  # never shorter than an hour


def test_a_month_shows_its_meetings_and_leads_to_its_neighbours():
    given_a_meeting()
    with clock.at(TODAY):
        page = words(signed_in(given_a("panel_member")).get(reverse("panel:calendar")))

    assert "Panel meetings in June 2026" in page
    assert "9:30am, Committee room 2" in page
    assert ("May 2026" in page, "July 2026" in page) == (True, True)


@pytest.mark.parametrize(
    "month", ["", "soon", "2026-13", "2026-02-30", "99999-01", "0001-01", "9999-12"]
)
def test_a_month_that_is_none_is_this_month(month):
    with clock.at(TODAY):
        client = signed_in(given_a("panel_member"))
        page = words(client.get(reverse("panel:calendar"), {"month": month}))

    assert "Panel meetings in June 2026" in page


def test_a_meeting_is_a_file_with_its_time_in_london_and_nothing_of_its_agenda():
    item = given_an_item()
    client = signed_in(given_a("panel_member"))

    answer = client.get(reverse("panel:meeting-file", args=[item.meeting.pk]))

    (event,) = events(answer.content)
    assert event["dtstart"].dt == dt.datetime(2026, 6, 2, 9, 30, tzinfo=clock.LONDON)
    assert str(event["location"]) == "Committee room 2"
    text = answer.content.decode()
    assert [
        each for each in (item.request.reference, item.request.case_reference) if each in text
    ] == []


@pytest.mark.parametrize(
    ("day", "hour_in_utc"), [(dt.date(2026, 3, 27), 9), (dt.date(2026, 3, 30), 8)]
)
def test_the_time_stays_half_past_nine_on_both_sides_of_the_clock_change(day, hour_in_utc):
    (event,) = events(feed.calendar_of([given_a_meeting(on=day)]))

    assert event["dtstart"].dt.astimezone(dt.UTC).hour == hour_in_utc


def test_a_subscription_needs_no_sign_in_and_shows_a_cancelled_meeting_as_cancelled():
    kept, gone = given_a_meeting(), given_a_meeting(on=TODAY + dt.timedelta(days=7))
    cancel(gone, by=given_a("panel_administrator"), on=TODAY)
    with clock.at(TODAY):
        answer = Client().get(address_of(given_a("panel_member")))

    found = {str(event["uid"]): str(event["status"]) for event in events(answer.content)}
    assert found == {f"{kept.reference}@mdps": "CONFIRMED", f"{gone.reference}@mdps": "CANCELLED"}


def test_an_address_ends_with_the_next_one_when_switched_off_and_with_the_role():
    member = given_a("panel_member")
    first = address_of(member)
    second = address_of(member)
    after_the_next = [Client().get(url).status_code for url in (first, second)]
    feed.end(by=member)
    switched_off = Client().get(second).status_code
    third = address_of(member)
    User.objects.filter(pk=member.pk).update(roles=["social_worker"])

    assert (after_the_next, switched_off, Client().get(third).status_code) == ([404, 200], 404, 404)


def test_an_address_of_a_closed_account_and_a_forged_one_are_not_there():
    member = given_a("panel_member")
    url = address_of(member)
    User.objects.filter(pk=member.pk).update(is_active=False)

    assert [Client().get(each).status_code for each in (url, url.replace(".ics", "x.ics"))] == [
        404,
        404,
    ]


def test_the_page_makes_an_address_and_switches_it_off():
    member = given_a("panel_member")
    client, url = signed_in(member), reverse("panel:subscription")

    client.post(url)
    made = words(client.get(url))
    client.post(url, {"end": "1"})

    assert ".ics" in made
    assert ".ics" not in words(client.get(url))


def test_a_month_costs_the_same_for_one_meeting_and_three():
    given_a_meeting()
    client, url = signed_in(given_a("panel_member")), reverse("panel:calendar") + "?month=2026-06"
    client.get(url)
    before = cost(client, url)
    for number in (9, 16):
        given_a_meeting(on=TODAY.replace(day=number))

    assert (cost(client, url), PanelMeeting.objects.count()) == (before, 3)
