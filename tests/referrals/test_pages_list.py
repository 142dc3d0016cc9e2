"""The list of requests: narrowed, sorted, taken away as a file; never a case in an address."""

import csv
import datetime as dt
import io
import re

import pytest
from django.urls import reverse

from mdps.core import clock
from referrals.models import CourtDirection, SupportRequest
from referrals.withdraw import withdraw
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.contracts import given_an_award
from tests.build.panel import given_an_approved_line
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    DAY,
    given_a_court_directed_request,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
    given_an_endorsed_request,
)

pytestmark = pytest.mark.django_db

LIST = reverse("referrals:list")
FIND = reverse("referrals:find-case")
LATE = re.compile("days? late")


def give_a_direction(request: SupportRequest) -> None:
    """As if the court had directed it: to be filed on 22 June 2026."""
    filing_on = dt.date(2026, 6, 22)
    CourtDirection.objects.create(request=request, ordered_on=DAY, filing_on=filing_on)


def references(page: str, *requests: object) -> list[bool]:
    return [f">{request.reference}</a>" in page for request in requests]


def test_requests_are_narrowed_by_each_filter():
    sam = given_a_social_worker("Sam Worker")
    elsewhere = given_a("social_worker", name="Ann Other", team=given_a_team("Another team"))
    first = given_a_request(by=sam)
    second = given_a_submitted_request(
        by=elsewhere,
        legal_basis="s47",
        lines=[("Mentoring", 1)],
        case_reference="LCS-1111111",
        needed_in=26,
        on=DAY + dt.timedelta(days=1),
    )
    give_a_direction(second)
    auditor = signed_in(given_a("auditor"))

    for query in (
        f"reference={second.reference}",
        f"reference={second.pk}",
        f"same_case_as={second.reference}",
        "state=submitted",
        "legal_basis=s47",
        f"category={second.category_id}",
        f"team={second.team_id}",
        "raised_from=2 6 2026",
        "needed_until=28 6 2026",
        "filed_until=22 6 2026",
    ):
        page = auditor.get(f"{LIST}?{query}").content.decode()
        assert references(page, first, second) == [False, True], query


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("raised_from=2 6 2026", False),
        ("raised_from=1 6 2026", True),
        ("raised_until=31 5 2026", False),
        ("raised_until=1 6 2026", True),
        ("needed_until=28 6 2026", False),
        ("needed_until=29 6 2026", True),
        ("filed_until=21 6 2026", False),
        ("filed_until=22/6/2026", True),
    ],
)
def test_the_last_day_of_a_filter_is_included(query, found):
    request = given_a_court_directed_request()

    page = signed_in(request.requester).get(f"{LIST}?{query}").content.decode()

    assert references(page, request) == [found]


@pytest.mark.parametrize(
    ("query", "newest_first"),
    [
        ("", True),
        ("raised_until=30 6 2026", True),
        ("needed_until=31 12 2026", False),
        ("needed_until=31 12 2026&sort=-created_on", True),
        ("needed_until=someday", True),
    ],
)
def test_what_is_needed_up_to_a_day_is_in_the_order_of_that_day(query, newest_first):
    first = given_a_request(needed_in=60)
    second = given_a_request(needed_in=30, on=DAY + dt.timedelta(days=1))

    table = signed_in(given_a("auditor")).get(f"{LIST}?{query}").context["table"]

    newest = [second.reference, first.reference]
    assert [row[0].text for row in table.rows] == (newest if newest_first else newest[::-1])


def test_the_days_to_the_courts_filing_are_counted_down():
    request = given_a_court_directed_request()
    browser = signed_in(request.requester)

    for on, words_left in (
        (DAY, "21 days left"),
        (DAY + dt.timedelta(days=20), "1 day left"),
        (DAY + dt.timedelta(days=21), "today"),
        (DAY + dt.timedelta(days=24), "3 days late"),
    ):
        with clock.at(on):
            assert f"22 June 2026 {words_left}" in words(browser.get(LIST))


def test_a_case_is_found_without_its_reference_in_the_address():
    first = given_a_request(case_reference="LCS-1111111")
    second = given_a_request(case_reference="LCS-1111111")
    other = given_a_request(case_reference="LCS-2222222")
    browser = signed_in(first.requester)

    led_to = posted(browser.post(FIND, {"case_reference": "lcs-1111111"}))

    assert led_to == f"{LIST}?same_case_as={second.reference}"
    page = browser.get(led_to).content.decode()
    assert references(page, first, second, other) == [True, True, False]


def test_looking_for_a_second_case_after_going_back_finds_the_second():
    first = given_a_request(case_reference="LCS-1111111")
    second = given_a_request(case_reference="LCS-2222222")
    browser = signed_in(first.requester)
    key = {"one_time_key": "6f1c5c0e-6a7f-4a39-9f5c-0d5f4c9d4f11"}

    browser.post(FIND, {"case_reference": "LCS-1111111"} | key)
    led_to = posted(browser.post(FIND, {"case_reference": "LCS-2222222"} | key))

    assert led_to == f"{LIST}?same_case_as={second.reference}"


def test_a_case_of_others_is_not_found():
    given_a_request(case_reference="LCS-1111111")
    stranger = signed_in(given_a_social_worker("A colleague"))

    response = stranger.post(FIND, {"case_reference": "LCS-1111111"})

    assert "There is no request of this case that you can see." in words(response)


def test_a_request_one_cannot_see_does_not_tell_its_case():
    hidden = given_a_request(case_reference="LCS-1111111")
    mine = given_a_request(by=given_a_social_worker("Sam"), case_reference="LCS-1111111")

    page = signed_in(mine.requester).get(f"{LIST}?same_case_as={hidden.reference}")

    assert "Nothing matches these filters" in words(page)


@pytest.mark.parametrize(
    "query", ["same_case_as=nonsense", "reference=x", "reference=SR-99999999999999999999"]
)
def test_a_reference_that_is_none_matches_nothing(query):
    request = given_a_request()

    page = signed_in(request.requester).get(f"{LIST}?{query}")

    assert "Nothing matches these filters" in words(page)


def test_requests_are_sorted_by_when_they_are_needed():
    later = given_a_request(needed_in=60)
    sooner = given_a_request(needed_in=30)

    page = signed_in(later.requester).get(f"{LIST}?sort=needed_by").content.decode()

    assert page.index(sooner.reference) < page.index(later.reference)


def csv_of(browser) -> str:
    return b"".join(browser.get(f"{LIST}?as=csv").streaming_content).decode("utf-8-sig")


def test_the_file_has_a_column_for_each_fact():
    request = given_an_endorsed_request(lines=[("Mentoring", 10, 400)])
    administrator = signed_in(given_a("panel_administrator"))

    with clock.at(DAY):
        content = csv_of(administrator)

    needed_by = DAY + dt.timedelta(days=28)
    assert list(csv.DictReader(io.StringIO(content))) == [
        {
            "Reference": request.reference,
            "Case reference": "LCS-4821937",
            "Kind of support": "Advocacy, mentoring, contact",
            "Team": "Children in Need North",
            "State": "Endorsed",
            "Raised": str(DAY),
            "Needed by": str(needed_by),
            "Deadline": str(needed_by),
            "Days left": "28 days left",
            "Court filing": "",
            "Days to filing": "",
            "Requested": "400.00",
        }
    ]


def test_three_requests_cost_the_queries_of_one():
    manager = given_a("team_manager", team=given_a_team())
    browser = signed_in(manager)
    given_a_submitted_request()
    browser.get(LIST)
    one = cost(browser, LIST)

    given_a_submitted_request()
    given_a_submitted_request()

    assert cost(browser, LIST) == one


def test_only_those_who_raise_requests_are_offered_to():
    offer = "Raise a request"

    assert offer in words(signed_in(given_a_social_worker()).get(LIST))
    assert offer not in words(signed_in(given_a("auditor")).get(LIST))


@pytest.mark.parametrize(
    "role", ["finance_officer", "leadership", "provider", "system_administrator"]
)
def test_some_roles_have_no_requests_at_all(role):
    assert signed_in(given_a(role)).get(LIST).status_code == 403
    assert signed_in(given_a(role)).get(FIND).status_code == 403


def test_days_are_counted_only_while_somebody_has_something_to_do() -> None:
    draft = given_a_request()
    withdrawn = given_a_submitted_request()
    withdraw(withdrawn, by=withdrawn.requester, on=DAY)
    to_buy, bought = given_an_approved_line(), given_an_approved_line()
    given_an_award(bought)
    client = signed_in(given_a("auditor"))
    late = max(each.deadline_on for each in SupportRequest.objects.all()) + dt.timedelta(days=1)

    with clock.at(late):
        asked = {
            each: words(client.get(f"{LIST}?reference={each.reference}"))
            for each in (draft, withdrawn, to_buy.request, bought.request)
        }
        opened = {
            each: words(client.get(each.get_absolute_url()))
            for each in (to_buy.request, bought.request)
        }

    assert [bool(LATE.search(page)) for page in asked.values()] == [True, False, True, False]
    assert [bool(LATE.search(page)) for page in opened.values()] == [True, False]
