import datetime as dt

import pytest

from mdps.core.worklist import waiting_for
from referrals.home import open_requests
from referrals.send_back import send_back
from referrals.submit import submit
from tests.build.browsing import cost, signed_in
from tests.build.panel import given_an_approved_line
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
    given_an_endorsed_request,
)

pytestmark = pytest.mark.django_db


def groups(person) -> dict[str, list[str]]:
    return {
        group.title: [task.title.split(",")[0] for task in group.tasks]
        for group in waiting_for(person)
    }


def test_what_was_returned_waits_before_the_drafts():
    worker = given_a_social_worker()
    draft = given_a_request(by=worker)
    returned = given_a_submitted_request(by=worker)
    send_back(returned, reason="More, please.", by=given_a_manager_of(returned), on=DAY)
    given_a_submitted_request(by=worker)

    waiting = groups(worker)

    assert list(waiting.items()) == [
        ("Returned to you", [returned.reference]),
        ("Your drafts", [draft.reference]),
    ]


def test_submitted_requests_wait_for_the_manager_of_the_team_the_soonest_needed_first():
    manager = given_a("team_manager", team=given_a_team())
    own = given_a_request(by=manager)
    submit(own, by=manager, on=DAY)
    elsewhere = given_a("social_worker", name="Ann Other", team=given_a_team("Another team"))
    given_a_submitted_request(by=elsewhere)
    later = given_a_submitted_request(needed_in=60)
    sooner = given_a_submitted_request(needed_in=30)

    assert groups(manager) == {"Requests to endorse": [sooner.reference, later.reference]}


def test_a_task_says_by_when_and_since_when_and_nothing_of_the_case():
    request = given_a_submitted_request()

    (group,) = waiting_for(given_a_manager_of(request))

    (task,) = group.tasks
    assert (task.since, task.due) == (DAY, DAY + dt.timedelta(days=28))
    assert task.title == f"{request.reference}, Specialist assessments"
    assert task.why == "The social worker asks you to endorse it."


def test_home_shows_who_has_each_open_request_now():
    worker = given_a_social_worker()
    given_a_submitted_request(by=worker, needed_in=10)
    given_an_endorsed_request(by=worker, needed_in=20)
    given_a_request(by=worker)

    table = open_requests(worker).context["table"]

    assert [row[2].text for row in table.rows] == [
        "The manager of Children in Need North to endorse it",
        "The panel administrator to put it on an agenda",
    ]


def test_home_keeps_a_decided_request_until_it_is_bought():
    line = given_an_approved_line()

    table = open_requests(line.request.requester).context["table"]

    assert [row[2].text for row in table.rows] == ["A commissioner to buy what was approved"]


def test_home_says_nothing_of_requests_to_those_who_raise_none():
    assert open_requests(given_a("finance_officer")) is None


def test_three_open_requests_cost_the_queries_of_one():
    worker = given_a_social_worker()
    browser = signed_in(worker)
    given_a_submitted_request(by=worker)
    browser.get("/")
    one = cost(browser, "/")

    given_a_submitted_request(by=worker)
    given_a_submitted_request(by=worker)

    assert cost(browser, "/") == one
