"""Asked for before: the same case and kind of support within 12 months, both ends inclusive."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.rules import Refused
from referrals.earlier import a_year_before, earlier_than
from referrals.submit import submit
from referrals.withdraw import withdraw
from tests.build.browsing import posted, signed_in, words
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
    given_an_endorsed_request,
)

pytestmark = pytest.mark.django_db

YEAR_AGO = dt.date(2025, 6, 1)


def found(**options) -> bool:
    """Whether one that was submitted before is found by a new request of the day."""
    earlier = given_a_submitted_request(**options)
    return list(earlier_than(given_a_request(), on=DAY)) == [earlier]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(YEAR_AGO - dt.timedelta(days=1), False), (YEAR_AGO, True), (DAY, True)],
)
def test_a_year_to_the_day_counts_and_a_day_more_does_not(day, expected):
    assert found(on=day) is expected


def test_the_29th_of_february_looks_back_to_the_28th():
    assert a_year_before(dt.date(2028, 2, 29)) == dt.date(2027, 2, 28)


def test_another_case_or_another_kind_of_support_is_not_the_same():
    assert found(case_reference="LCS-1111111") is False
    assert found(lines=[("Mentoring", 1)]) is False


def test_what_was_never_asked_for_or_withdrawn_does_not_count():
    given_a_request()
    request = given_a_submitted_request()
    withdraw(request, by=request.requester, on=DAY)

    assert list(earlier_than(given_a_request(), on=DAY)) == []


def test_it_is_asked_for_again_only_with_a_sentence():
    given_a_submitted_request()
    again = given_a_request(again_reason="")

    with pytest.raises(Refused) as refused:
        submit(again, by=again.requester, on=DAY)

    assert [each.code for each in refused.value.refusals] == ["no-again-reason"]
    assert str(refused.value) == (
        "There is 1 earlier request for this case and kind of support. "
        "Say why it is asked for again."
    )


def about(request) -> dict[str, str]:
    return {
        "case_reference": request.case_reference,
        "year_of_birth": "2015",
        "subject": "child",
        "category": str(request.category_id),
        "needed_by_0": "1",
        "needed_by_1": "9",
        "needed_by_2": "2026",
    }


def test_on_entry_ones_own_is_shown_and_of_others_only_that_there_is_one():
    mine = given_a_submitted_request()
    others = given_a_submitted_request(by=given_a_social_worker("A colleague"))
    browser = signed_in(mine.requester)

    with clock.at(DAY):
        led_to = posted(browser.post(reverse("referrals:start"), about(mine)))
        page = words(browser.get(led_to))
        empty = words(browser.post(led_to, {"again_reason": ""}))
        tasks = posted(browser.post(led_to, {"again_reason": "A new partner has moved in."}))

    assert led_to.endswith("/before/")
    assert mine.reference in page
    assert "1 request that you cannot open" in page
    assert others.reference not in page
    assert "Enter why it is needed again" in empty
    assert tasks.endswith("/tasks/")


def test_the_first_request_of_a_case_goes_straight_to_its_tasks():
    browser = signed_in(given_a_social_worker())
    with clock.at(DAY):
        first = given_a_request(case_reference="LCS-1111111")
        led_to = posted(browser.post(reverse("referrals:start"), about(first)))

    assert led_to.endswith("/tasks/")


def test_the_sentence_is_shown_to_the_manager():
    given_a_submitted_request()
    request = given_an_endorsed_request(again_reason="A new partner has moved in.")
    manager = signed_in(given_a_manager_of(request))

    assert "A new partner has moved in." in words(manager.get(request.get_absolute_url()))
