"""A submitted request is taken back: a draft again, off the agenda, endorsed by nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from mdps.core import audit, clock
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel.models import AgendaItem
from referrals import reopening
from referrals.draft import edit
from referrals.models import SupportRequest
from referrals.queries import requests_visible_to
from referrals.submit import submit
from referrals.take_back import take_back
from tests.build.browsing import posted, signed_in, words
from tests.build.panel import (
    TODAY,
    given_a_meeting,
    given_an_approved_line,
    given_an_item,
    given_it_is_open,
)
from tests.build.people import given_a
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
    given_an_endorsed_request,
)

pytestmark = pytest.mark.django_db


def taken_back(request: SupportRequest) -> SupportRequest:
    take_back(request, by=request.requester, on=TODAY)
    request.refresh_from_db()
    return request


@pytest.mark.parametrize("given", [given_a_submitted_request, given_an_endorsed_request])
def test_it_is_a_draft_again_and_endorsed_by_nobody(given):
    request = taken_back(given())

    assert (request.state, request.endorser, request.endorsed_on) == ("draft", None, None)


def test_it_leaves_the_agenda_and_the_others_move_up():
    first, second = given_an_item(), given_an_item()

    request = taken_back(first.request)

    second.refresh_from_db()
    assert (request.state, second.position) == ("draft", 1)
    assert AgendaItem.objects.filter(request=request).count() == 0
    assert "agenda.taken_off" in [event.action for event in audit.trail(first.meeting)]


def test_the_panel_does_not_read_what_is_written_anew_until_it_comes_back():
    item = given_an_item()
    member = given_a("panel_member")
    assert requests_visible_to(member).count() == 1

    request = taken_back(item.request)

    assert requests_visible_to(member).count() == 0
    edit(request, need="Something else.", by=request.requester, on=TODAY)
    submit(request, by=request.requester, on=TODAY)
    request.refresh_from_db()
    assert request.state == "submitted"


def test_whoever_had_it_is_told_and_nobody_else():
    request = given_a_submitted_request()
    manager = given_a_manager_of(request)
    Notice.objects.all().delete()

    taken_back(request)

    assert list(Notice.objects.values_list("to", "subject")) == [
        (manager.pk, f"{request.reference} was taken back to be changed")
    ]


def test_every_floor_above_does_its_part_in_the_same_transaction(monkeypatch):
    told = []
    monkeypatch.setattr(reopening, "_followers", [lambda *what: told.append(what)])
    request = given_an_endorsed_request()

    taken_back(request)

    assert told == [(request, request.requester, TODAY)]


def test_once_the_meeting_has_begun_it_stays():
    item = given_an_item()
    given_it_is_open(item.meeting)

    with pytest.raises(Refused, match="The panel meeting of 2 June 2026 has begun"):
        take_back(item.request, by=item.request.requester, on=TODAY)
    assert item.meeting.items.count() == 1


def test_what_the_panel_has_decided_stays():
    request = given_an_approved_line().request

    with pytest.raises(Refused):
        take_back(request, by=request.requester, on=TODAY)


@pytest.mark.parametrize("state", ["draft", "returned", "withdrawn", "declined", "decided"])
def test_there_is_nothing_to_take_back_of_what_nobody_has(state):
    request = given_a_request()
    request.state = state

    with pytest.raises(Refused, match="so there is nothing to take back"):
        take_back(request, by=request.requester, on=TODAY)


def test_only_its_requester_takes_it_back():
    with pytest.raises(Forbidden):
        take_back(given_a_submitted_request(), by=given_a_social_worker("A colleague"), on=DAY)


def test_the_page_says_what_follows_and_leads_to_the_tasks():
    request = given_a_submitted_request(on=TODAY)
    browser: Client = signed_in(request.requester)
    page = reverse("referrals:take-back", args=[request.pk])

    with clock.at(TODAY):
        assert "The manager's endorsement ends" in words(browser.get(page))
        tasks = posted(browser.post(page, {}))
        assert "Your support request" in words(browser.get(tasks))
    assert given_a_meeting().items.count() == 0
