from decimal import Decimal

import pytest

from mdps.core.permissions import Permission, can
from referrals import agenda, lines
from referrals.queries import requests_to_read, requests_visible_to
from referrals.withdraw import withdraw
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    DAY,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
    given_an_endorsed_request,
)
from tests.referrals.test_lines import UNTIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def requests() -> dict[str, int]:
    """One request in each place of the road, by its name."""
    worker = given_a_social_worker("Sam Worker")
    declined, approved, gone = (given_an_endorsed_request(by=worker) for _ in range(3))
    chair = given_a("panel_chair")
    for request in (declined, approved):
        agenda.put_on(request, by=given_a("panel_administrator"), on=DAY)
    lines.decline(declined.lines.get(), by=chair)
    lines.approve(approved.lines.get(), amount=Decimal("50.00"), until=UNTIL, by=chair)
    for request in (declined, approved):
        agenda.decided(request, by=chair, on=DAY)
    withdraw(gone, by=worker, on=DAY)
    elsewhere = given_a("social_worker", name="Ann Other", team=given_a_team("Another team"))
    made = {
        "draft": given_a_request(by=worker),
        "submitted": given_a_submitted_request(by=worker),
        "endorsed": given_an_endorsed_request(by=worker),
        "declined": declined,
        "approved": approved,
        "gone": gone,
        "elsewhere": given_a_submitted_request(by=elsewhere),
    }
    return {name: request.pk for name, request in made.items()}


OF_TEAM = {"draft", "submitted", "endorsed", "declined", "approved", "gone"}
ENDORSED = {"endorsed", "declined", "approved", "gone"}


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (["social_worker"], set()),
        (["team_manager"], OF_TEAM),
        (["panel_member"], {"declined", "approved"}),
        (["panel_chair"], ENDORSED),
        (["panel_administrator"], ENDORSED),
        (["commissioner"], {"approved"}),
        (["commissioning_manager"], {"approved"}),
        (["auditor"], {*OF_TEAM, "elsewhere"}),
        (["finance_officer"], set()),
        (["leadership"], set()),
        (["provider"], set()),
        (["system_administrator"], set()),
        (["social_worker", "commissioner"], {"approved"}),
    ],
)
def test_each_role_sees_its_own_part(requests, roles, expected):
    person = given_a(*roles, name="Somebody else", team=given_a_team())

    seen = set(requests_visible_to(person).values_list("pk", flat=True))

    assert {name for name, pk in requests.items() if pk in seen} == expected


def test_a_social_worker_sees_what_they_raised_and_nothing_else(requests):
    seen = requests_visible_to(given_a_social_worker("Sam Worker"))

    assert set(seen.values_list("pk", flat=True)) == {requests[name] for name in OF_TEAM}


@pytest.mark.parametrize(
    ("roles", "reads"),
    [
        (["team_manager"], True),
        (["panel_member"], True),
        (["panel_administrator"], False),
        (["commissioner"], False),
        (["auditor"], False),
        (["social_worker", "commissioner"], False),
        (["panel_member", "auditor"], True),
    ],
)
def test_the_role_that_reads_must_also_be_the_one_that_reaches(requests, roles, reads):
    person = given_a(*roles, name="Somebody else", team=given_a_team())
    approved = requests_visible_to(given_a("auditor")).get(pk=requests["approved"])

    assert can(person, Permission.NARRATIVE_READ, on=approved) is reads


@pytest.mark.parametrize("role", ["panel_member", "panel_chair"])
def test_the_panel_reads_what_has_come_before_it_and_nothing_else(requests, role):
    person = given_a(role, name="Somebody else")

    read = set(requests_to_read(person).values_list("pk", flat=True))

    assert {name for name, pk in requests.items() if pk in read} == {"declined", "approved"}
