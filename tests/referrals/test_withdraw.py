from decimal import Decimal

import pytest

from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals import agenda, lines
from referrals.withdraw import withdraw
from tests.build.people import given_a
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_submitted_request,
    given_an_endorsed_request,
)

pytestmark = pytest.mark.django_db


def given_one_on_an_agenda():
    request = given_an_endorsed_request(
        lines=[("Mentoring", 1, Decimal("40.00")), ("Advocacy", 1, Decimal("30.00"))]
    )
    agenda.put_on(request, by=given_a("panel_administrator"), on=DAY)
    return request


@pytest.mark.parametrize(
    "given", [given_a_request, given_a_submitted_request, given_an_endorsed_request]
)
def test_an_open_request_is_withdrawn_by_its_requester(given):
    request = given()

    withdraw(request, by=request.requester, on=DAY)

    request.refresh_from_db()
    assert request.state == "withdrawn"


def test_whoever_has_it_to_work_on_is_told():
    submitted, endorsed = given_a_submitted_request(), given_one_on_an_agenda()
    manager, administrator = given_a_manager_of(submitted), given_a("panel_administrator")
    Notice.objects.all().delete()

    withdraw(submitted, by=submitted.requester, on=DAY)
    withdraw(endorsed, by=endorsed.requester, on=DAY)

    assert list(Notice.objects.order_by("id").values_list("to", "subject")) == [
        (manager.pk, f"{submitted.reference} was withdrawn"),
        (administrator.pk, f"{endorsed.reference} was withdrawn"),
    ]


def test_what_the_panel_has_decided_in_part_is_not_withdrawn():
    request = given_one_on_an_agenda()
    lines.decline(request.lines.first(), by=given_a("panel_chair"))

    with pytest.raises(Refused, match="The panel has decided 1 line of this request"):
        withdraw(request, by=request.requester, on=DAY)


def test_what_is_withdrawn_stays_withdrawn():
    request = given_a_request()
    withdraw(request, by=request.requester, on=DAY)

    with pytest.raises(Refused, match="This request is withdrawn, so it stays as it is"):
        withdraw(request, by=request.requester, on=DAY)


def test_only_its_requester_withdraws_a_request():
    request = given_a_submitted_request()

    with pytest.raises(Forbidden):
        withdraw(request, by=given_a_manager_of(request), on=DAY)
