import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals.models import SupportRequest
from referrals.submit import submit
from tests.build.people import given_a, given_a_team
from tests.build.referrals import DAY, given_a_manager_of, given_a_request, given_a_social_worker

pytestmark = pytest.mark.django_db


def told(person) -> list[str]:
    return list(Notice.objects.filter(to=person).values_list("subject", flat=True))


def test_a_submitted_request_is_with_the_manager_of_its_team_who_is_told():
    request = given_a_request()
    manager = given_a_manager_of(request)
    elsewhere = given_a("team_manager", name="Elsewhere", team=given_a_team("Another team"))

    submit(request, by=request.requester, on=DAY)

    request.refresh_from_db()
    assert (request.state, request.submitted_on, request.state_since) == ("submitted", DAY, DAY)
    assert told(manager) == [f"{request.reference} waits for you to endorse it"]
    assert told(elsewhere) == []


def test_everything_that_is_missing_is_said_at_once():
    request = given_a_request(legal_basis="", need="", outcome="", lines=[])

    with pytest.raises(Refused) as refused:
        submit(request, by=request.requester, on=DAY + dt.timedelta(days=60))

    codes = [refusal.code for refusal in refused.value.refusals]
    assert codes == ["needed-in-past", "no-legal-basis", "no-need", "no-outcome", "no-lines"]
    request.refresh_from_db()
    assert request.state == "draft"


def test_only_its_requester_submits_a_request():
    with pytest.raises(Forbidden):
        submit(given_a_request(), by=given_a_social_worker("A colleague"), on=DAY)


def test_a_request_is_submitted_once():
    request = given_a_request()
    submit(request, by=request.requester, on=DAY)

    with pytest.raises(Refused):
        submit(request, by=request.requester, on=DAY)


def test_the_database_holds_no_submitted_request_that_is_incomplete():
    without_words = given_a_request(need="")
    without_basis = given_a_request(legal_basis="")

    for request, constraint in (
        (without_words, "says neither what is needed nor what for"),
        (without_basis, "submitted_request_has_its_basis"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            SupportRequest.objects.filter(pk=request.pk).update(state="submitted", submitted_on=DAY)
