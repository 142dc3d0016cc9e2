"""Urgent decisions in a browser: on Friday night, and what the meeting of Tuesday makes of them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.models import CallOffContract
from mdps.core import clock
from panel.models import PanelMeeting
from referrals.models import SupportRequest
from tests.build.budgets import given_budgets
from tests.build.contracts import given_an_admitted_supplier, given_an_officer
from tests.build.deciding import given_a_head_of_service, given_an_urgent_decision
from tests.build.panel import (
    given_a_chair,
    given_a_meeting,
    given_a_member,
    given_a_quorum,
)
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

FRIDAY, TUESDAY = dt.date(2026, 5, 29), dt.date(2026, 6, 2)
FRIDAY_NIGHT = dt.datetime(2026, 5, 29, 21, 40, tzinfo=clock.LONDON)
TUESDAY_MORNING = dt.datetime(2026, 6, 2, 9, 30, tzinfo=clock.LONDON)
ONE_LINE = [("Psychological assessment", 1, Decimal("1200.00"))]
TO_RATIFY = "Urgent decisions to be ratified"


def test_friday_night_is_ratified_on_tuesday(visit: Visit) -> None:
    given_a_member("Member for safeguarding")
    given_budgets(on=FRIDAY)
    with clock.at(FRIDAY_NIGHT):
        request = given_an_endorsed_request(on=FRIDAY, lines=ONE_LINE)
        meeting = given_a_meeting(on=TUESDAY)
        is_approved_at_night(visit, request)
        visit.sign_in(given_a_chair())
        visit.sees(TO_RATIFY, "approved urgently by The head of service")
        visit.open(meeting.get_absolute_url())
        visit.sees(request.reference)

        visit.sign_in(given_a("panel_administrator"))
        visit.open(reverse("panel:arrange", args=[meeting.pk]))
        visit.picture("u-arrange")
        visit.press("Take off")
        visit.sees("so it stays on the agenda until the panel ratifies or overturns that")

    with clock.at(TUESDAY_MORNING):
        is_settled(visit, meeting, "Ratify")
        for person in (given_a_head_of_service(), given_a_member("Member for safeguarding")):
            visit.sign_in(person)
            assert TO_RATIFY not in visit.main.inner_text()
        visit.sign_in(request.requester)
        visit.open(request.get_absolute_url())
        visit.sees("Ratified", "Approved urgently")
        visit.picture("u-ratified")

    request.refresh_from_db()
    assert request.state == SupportRequest.State.DECIDED
    assert request.lines.get().approved_amount == Decimal("1200.00")


def test_what_was_awarded_is_listed_for_action_when_tuesday_overturns_it(visit: Visit) -> None:
    given_an_admitted_supplier(price="700.00")
    given_budgets(on=FRIDAY)
    with clock.at(FRIDAY_NIGHT):
        request = given_an_endorsed_request(on=FRIDAY, lines=ONE_LINE)
        meeting = given_a_meeting(on=TUESDAY)
        is_approved_at_night(visit, request)
        visit.sign_in(given_an_officer())
        visit.follow("Award Psychological assessment")
        visit.press("Check the award")
        visit.press("Award £700.00 to Severn Assessments")
        visit.sees("Awarded to Severn Assessments")
        not_reached = given_an_urgent_decision(on=FRIDAY).line.request

    with clock.at(TUESDAY_MORNING):
        is_settled(visit, meeting, "Overturn")
        contract = CallOffContract.objects.get()
        visit.sign_in(given_an_officer())
        visit.sees(
            "Awarded and overturned",
            f"Decide what becomes of {contract.reference}, Severn Assessments",
        )
        visit.picture("u-home-overturned")
        visit.follow(f"Decide what becomes of {contract.reference}")
        visit.sees(
            "Overturned", "On 2 June 2026. Un-award it, end it early, or agree with the chair"
        )
        visit.picture("u-overturned-call-off")

        the_meeting_ends(visit, meeting)
        for person in (given_a_chair(), given_an_officer(), given_a_head_of_service()):
            visit.sign_in(person)
            visit.sees(TO_RATIFY, not_reached.reference)
        visit.picture("u-home-not-ratified")


def is_approved_at_night(visit: Visit, request: SupportRequest) -> None:
    """By the head of service, from the page of the request."""
    visit.sign_in(given_a_head_of_service())
    visit.open(request.get_absolute_url())
    visit.press("Approve Psychological assessment urgently")
    visit.picture("u-urgent")
    visit.press("Approve urgently")
    visit.sees("cannot wait for the next panel meeting")
    visit.fill("Why it cannot wait", "The placement breaks down tonight.")
    visit.page.get_by_label("Approve £").first.check()
    visit.fill("Reasons", "Needed before Monday.")
    visit.press("Approve urgently")
    visit.sees("approved, to be ratified")
    visit.picture("u-approved")


def is_settled(visit: Visit, meeting: PanelMeeting, kind: str) -> None:
    """By the chair, at the desk of the meeting's first item."""
    visit.sign_in(given_a_chair())
    visit.open(meeting.get_absolute_url())
    visit.press("Open the meeting")
    visit.press("Open the meeting")
    given_a_quorum(meeting)
    visit.open(reverse("panel:desk", args=[meeting.pk]))
    visit.sees("approved urgently")
    assert "Approve as requested" not in visit.main.inner_text()  # it is ratified or overturned
    visit.choose(kind)
    visit.fill("Reasons", "The panel looked at it again.")
    visit.picture(f"u-desk-{kind.lower()}")
    visit.press("Save and close the item")
    visit.sees("is decided and closed")


def the_meeting_ends(visit: Visit, meeting: PanelMeeting) -> None:
    visit.sign_in(given_a_chair())
    visit.open(meeting.get_absolute_url())
    visit.press("Close the meeting")
    visit.press("Close the meeting")
