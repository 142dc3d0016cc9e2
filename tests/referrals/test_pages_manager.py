"""Endorsing, returning and withdrawing, on their pages."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.urls import reverse

from mdps.core import audit, clock
from referrals.models import SupportRequest
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a, given_a_team
from tests.build.referrals import DAY, given_a_manager_of, given_a_submitted_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def request_() -> SupportRequest:
    return given_a_submitted_request(lines=[("Mentoring", 10, 400), ("Advocacy", 2, 60)])


def of(request: SupportRequest, page: str) -> str:
    return reverse(f"referrals:{page}", args=[request.pk])


def test_a_manager_sees_the_figures_and_endorses_once(request_):
    browser = signed_in(given_a_manager_of(request_))
    page = words(browser.get(of(request_, "endorse")))
    assert "£460.00 for 2 services" in page

    once = {"one_time_key": str(uuid4())}
    for _ in range(2):
        assert posted(browser.post(of(request_, "endorse"), once)) == request_.get_absolute_url()

    assert f"You endorsed {request_.reference}." in words(browser.get(request_.get_absolute_url()))
    done = [each.action for each in audit.trail(request_)]
    assert done.count("supportrequest.endorsed") == 1


def test_a_manager_returns_it_with_the_reason(request_):
    browser = signed_in(given_a_manager_of(request_))

    nothing = browser.post(of(request_, "send-back"), {"reason": " "})
    assert "Enter what must change before you endorse it" in words(nothing)

    posted(browser.post(of(request_, "send-back"), {"reason": "Say what was tried."}))
    request_.refresh_from_db()
    assert (request_.state, request_.return_reason) == ("returned", "Say what was tried.")


def test_what_was_typed_is_kept_when_somebody_was_first(request_):
    browser = signed_in(given_a_manager_of(request_))
    posted(browser.post(of(request_, "endorse"), {}))

    late = browser.post(of(request_, "send-back"), {"reason": "Say what was tried."})

    page = words(late)
    assert "This request is endorsed, so it does not wait for a manager." in page
    assert "Say what was tried." in page


def test_its_requester_withdraws_it(request_):
    browser = signed_in(request_.requester)
    assert "cannot be taken up again" in words(browser.get(of(request_, "withdraw")))

    posted(browser.post(of(request_, "withdraw"), {}))

    request_.refresh_from_db()
    assert request_.state == "withdrawn"


@pytest.mark.parametrize("page", ["endorse", "send-back"])
def test_only_a_manager_of_the_team_decides(request_, page):
    stranger = given_a("team_manager", name="Elsewhere", team=given_a_team("Another team"))

    assert signed_in(request_.requester).get(of(request_, page)).status_code == 403
    assert signed_in(given_a("auditor")).get(of(request_, page)).status_code == 403
    assert signed_in(stranger).get(of(request_, page)).status_code == 404
    assert signed_in(stranger).post(of(request_, page), {}).status_code == 404
