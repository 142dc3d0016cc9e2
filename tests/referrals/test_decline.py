"""A manager declines a request, with reasons that are shown and never mailed."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals.decline import decline
from referrals.endorse import endorse
from referrals.models import SupportRequest
from referrals.submit import submit
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_submitted_request,
    given_an_endorsed_request,
)

pytestmark = pytest.mark.django_db

WHY = "The family group conference found another way."


def test_a_declined_request_goes_no_further_and_its_requester_is_told():
    request = given_a_submitted_request()
    manager = given_a_manager_of(request)

    decline(request, reason=WHY, by=manager, on=DAY)

    request.refresh_from_db()
    assert (request.state, request.decline_reason) == ("declined", WHY)
    assert list(Notice.objects.filter(to=request.requester).values_list("subject", flat=True)) == [
        f"{request.reference} was declined by your manager"
    ]
    with pytest.raises(Refused):
        endorse(request, by=manager, on=DAY)


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_takes_a_reason(reason):
    request = given_a_submitted_request()

    with pytest.raises(Refused) as refused:
        decline(request, reason=reason, by=given_a_manager_of(request), on=DAY)

    assert [each.field for each in refused.value.refusals] == ["reason"]


def test_only_what_was_submitted_is_declined_and_never_ones_own():
    request = given_an_endorsed_request()
    with pytest.raises(Refused, match="so it does not wait for a manager"):
        decline(request, reason=WHY, by=given_a_manager_of(request), on=DAY)

    manager = given_a("team_manager", name="Own", team=given_a_team())
    own = given_a_request(by=manager)
    submit(own, by=manager, on=DAY)
    with pytest.raises(Refused, match="You raised this request"):
        decline(own, reason=WHY, by=manager, on=DAY)


def test_a_manager_of_another_team_may_not():
    stranger = given_a("team_manager", name="Elsewhere", team=given_a_team("Another team"))
    with pytest.raises(Forbidden):
        decline(given_a_submitted_request(), reason=WHY, by=stranger, on=DAY)


def test_the_database_holds_no_declined_request_without_its_reasons():
    request = given_a_submitted_request()
    with (
        pytest.raises(IntegrityError, match="declined_request_says_why"),
        transaction.atomic(),
    ):
        SupportRequest.objects.filter(pk=request.pk).update(state="declined")


def test_the_reasons_are_shown_to_those_who_may_read_about_the_child():
    request = given_a_submitted_request()
    manager = given_a_manager_of(request)
    with clock.at(DAY):
        page = reverse("referrals:decline", args=[request.pk])
        led_to = posted(signed_in(manager).post(page, {"reason": WHY}))

    shown = {
        person.name: WHY in words(signed_in(person).get(led_to))
        for person in (request.requester, manager, given_a("auditor"))
    }
    assert shown == {request.requester.name: True, manager.name: True, "The auditor": False}
