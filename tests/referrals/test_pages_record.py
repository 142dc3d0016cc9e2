"""The page of a request: who sees it, what of it, and what they can do."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from lots.models import Service
from mdps.core import audit, clock
from referrals.send_back import send_back
from referrals.submit import submit
from tests.build.browsing import cost, signed_in, words
from tests.build.panel import given_an_approved_line, given_an_item
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
    given_an_endorsed_request,
)
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

NEED, OUTCOME = "Sessions after a hard year.", "Settled at school."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(DAY):
        yield


# Written by hand: whether a role sees a request of another's team, once endorsed, and its story.
SEEN = {
    "social_worker": (404, False),
    "team_manager": (404, False),
    "panel_member": (404, False),  # until it is on an agenda
    "panel_chair": (200, False),
    "panel_administrator": (200, False),
    "commissioner": (404, False),
    "commissioning_manager": (404, False),
    "finance_officer": (404, False),
    "leadership": (404, False),
    "auditor": (200, False),
    "provider": (404, False),
    "system_administrator": (404, False),
}


@pytest.mark.parametrize("role", SEEN)
def test_who_sees_an_endorsed_request_and_what_it_says(role):
    request = given_an_endorsed_request()
    person = given_a(role, name="Somebody else", team=given_a_team("Another team"))

    response = signed_in(person).get(request.get_absolute_url())

    page = words(response)
    assert (response.status_code, NEED in page and OUTCOME in page) == SEEN[role]
    assert (NEED in page) == (OUTCOME in page)


@pytest.mark.parametrize("role", ["panel_member", "panel_chair"])
def test_the_panel_reads_the_story_once_it_is_on_an_agenda(role):
    request = given_an_item().request

    page = words(signed_in(given_a(role)).get(request.get_absolute_url()))

    assert (NEED in page, OUTCOME in page) == (True, True)


def test_a_commissioner_sees_what_was_approved_without_its_story():
    line = given_an_approved_line()

    page = words(signed_in(given_a("commissioner")).get(line.request.get_absolute_url()))

    assert "£1,200.00" in page
    assert "What this request says about the child is not shown to you." in page


def test_an_unknown_request_is_not_found():
    assert signed_in(given_a("auditor")).get("/requests/999999/").status_code == 404


def test_every_view_is_written_down_and_shown_to_the_auditor_alone():
    request = given_a_submitted_request()
    manager, auditor = signed_in(given_a_manager_of(request)), signed_in(given_a("auditor"))

    manager.get(request.get_absolute_url())
    seen_by_manager = words(manager.get(request.get_absolute_url()))
    auditor.get(request.get_absolute_url())
    seen_by_auditor = words(auditor.get(request.get_absolute_url()))

    views = [each.actor for each in audit.trail(request) if each.action == "request.viewed"]
    assert views == ["Manager of Children in Need North"] * 2 + ["The auditor"] * 2
    assert "Looked at" not in seen_by_manager
    assert seen_by_auditor.count("Looked at") == 3


def test_a_refused_view_is_not_a_view():
    request = given_a_request()

    signed_in(given_a_social_worker("A colleague")).get(request.get_absolute_url())

    assert [each.action for each in audit.trail(request)].count("request.viewed") == 0


def test_each_reads_the_state_in_their_own_words():
    request = given_a_submitted_request()
    url = request.get_absolute_url()

    assert "With your manager" in words(signed_in(request.requester).get(url))
    assert "To endorse" in words(signed_in(given_a_manager_of(request)).get(url))
    assert "With the team manager" in words(signed_in(given_a("auditor")).get(url))


def test_the_requester_of_a_draft_is_told_what_is_missing():
    request = given_a_request(legal_basis="", lines=[])

    page = words(signed_in(request.requester).get(request.get_absolute_url()))

    assert "Continue writing this request" in page
    assert "Select the legal basis" in page
    assert "Add at least one service before you submit the request" in page


def test_a_manager_is_told_why_they_cannot_endorse_their_own():
    manager = given_a("team_manager", team=given_a_team())
    request = given_a_request(by=manager)
    submit(request, by=manager, on=DAY)

    page = words(signed_in(manager).get(request.get_absolute_url()))

    assert "You raised this request, so another manager of the team must endorse" in page


def test_an_auditor_is_offered_nothing():
    request = given_a_submitted_request()

    page = words(signed_in(given_a("auditor")).get(request.get_absolute_url()))

    assert "What you can do" not in page


def test_why_it_was_returned_is_shown_to_those_who_may_read_it():
    request = given_a_submitted_request()
    send_back(request, reason="Say what was tried.", by=given_a_manager_of(request), on=DAY)
    url = request.get_absolute_url()

    assert "Say what was tried." in words(signed_in(request.requester).get(url))
    assert "Say what was tried." not in words(signed_in(given_a("auditor")).get(url))


def test_an_amount_that_is_not_the_estimate_has_it_beside():
    therapy = Service.objects.get(name="Play therapy")
    supplier = given_a_supplier()
    given_an_admission(supplier, therapy.lot)
    given_a_price(supplier, therapy, "52.00")
    typed = (therapy, 10, Decimal("600.00"))
    request = given_a_request(lines=[(therapy, 12), typed, ("Advocacy", 1)])

    page = words(signed_in(request.requester).get(request.get_absolute_url()))

    assert "Play therapy 12 sessions £624.00 Play therapy" in page
    assert "10 sessions £600.00 Estimate £520.00" in page
    assert "1 hour £100.00 No agreed price" in page


def test_three_lines_cost_the_queries_of_one():
    worker = given_a_social_worker()
    browser = signed_in(worker)
    one = given_a_request(by=worker)
    three = given_a_request(
        by=worker, lines=[("Mentoring", 1), ("Advocacy", 1), ("Counselling", 1)]
    )
    browser.get(one.get_absolute_url())

    assert cost(browser, three.get_absolute_url()) == cost(browser, one.get_absolute_url())


def test_why_an_amount_is_no_agreed_price_is_shown_to_those_who_read_about_the_child():
    request = given_a_submitted_request(lines=[("Advocacy", 2, 90)])
    people = (request.requester, given_a_manager_of(request), given_a("auditor"))

    shown = [
        "A quote by telephone." in words(signed_in(person).get(request.get_absolute_url()))
        for person in people
    ]

    assert shown == [True, True, False]
