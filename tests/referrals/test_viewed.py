"""Each look at a child's record is written down: once, before it is shown, under its authority."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from mdps.core import audit, clock, papers, viewing
from mdps.core.cases import keys
from mdps.core.models import AuditEvent, User
from panel import meetings
from panel.minutes import MINUTES
from referrals.emergency import open_in_emergency
from referrals.models import Narrative, SupportRequest
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_an_item,
    given_it_is_decided,
    given_it_is_open,
)
from tests.build.people import given_a, given_a_team
from tests.build.referrals import given_a_manager_of, given_a_request, given_a_submitted_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> None:
    settings.MDPS_FILES = tmp_path


def views() -> list[tuple[str, str, str, str]]:
    """Who looked at what, under what, on which page."""
    found = AuditEvent.objects.filter(action=viewing.VIEWED).order_by("pk")
    return [(each.actor, each.subject, each.authority, each.detail["page"]) for each in found]


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_answer_that_shows_nothing_is_no_view() -> None:
    request = given_a_request()
    stranger = given_a("social_worker", name="Another", team=given_a_team("Elsewhere"))
    assert browser(stranger).get(request.get_absolute_url()).status_code == 404
    assert Client().get(request.get_absolute_url()).status_code == 302
    withdraw = reverse("referrals:withdraw", args=[request.pk])
    assert browser(request.requester).post(withdraw).status_code == 302
    assert views() == []


def test_a_form_that_comes_back_with_its_errors_is_shown_again() -> None:
    request = given_a_submitted_request()
    manager = given_a_manager_of(request)
    url = reverse("referrals:decline", args=[request.pk])
    assert browser(manager).post(url, {}).status_code == 200
    assert views() == [
        (manager.name, request.reference, "Manager of its team", "referrals:decline")
    ]


def test_an_emergency_is_the_authority_of_whoever_opened_it() -> None:
    request = given_a_submitted_request()
    on_duty = given_a("social_worker", name="On Duty", team=given_a_team("Out of hours"))
    open_in_emergency(request.reference, reason="The police ask tonight for it.", by=on_duty)
    browser(on_duty).get(request.get_absolute_url())
    assert [view[2] for view in views()] == ["Emergency access"]


def test_of_several_roles_the_nearest_to_the_child_counts() -> None:
    request = given_a_request()
    User.objects.filter(pk=request.requester.pk).update(roles=["auditor", "social_worker"])
    browser(User.objects.get(pk=request.requester.pk)).get(request.get_absolute_url())
    assert [view[2] for view in views()] == ["Allocated worker, who raised it"]


def test_a_file_of_the_list_shows_each_request_in_it_and_the_list_none() -> None:
    one = given_a_request()
    two = given_a_request(by=one.requester)
    client, url = browser(one.requester), reverse("referrals:list")
    client.get(url)
    assert views() == []
    b"".join(client.get(f"{url}?as=csv").streaming_content)
    assert sorted(view[1] for view in views()) == sorted([one.reference, two.reference])
    client.get(f"{url}?as=xlsx&reference={one.reference}")
    assert [view[1] for view in views()[2:]] == [one.reference]


def test_the_requests_of_a_file_are_written_down_as_it_is_written_and_not_all_before() -> None:
    request = given_a_request()
    client, url = browser(request.requester), reverse("referrals:list")
    answer = client.get(f"{url}?as=csv")
    assert views() == []
    next(iter(answer.streaming_content))
    assert [view[1] for view in views()] == [request.reference]


def test_words_in_a_list_are_views_and_its_file_writes_them_before_its_lines() -> None:
    request = given_a_submitted_request()
    on_duty = given_a("social_worker", name="On Duty", team=given_a_team("Out of hours"))
    open_in_emergency(request.reference, reason="The police ask tonight for it.", by=on_duty)
    client, url = browser(given_a("auditor")), reverse("referrals:emergencies")
    client.get(url)
    answer = client.get(f"{url}?as=csv")
    assert len(views()) == 1
    lines = iter(answer.streaming_content)
    next(lines)
    assert [view[1:3] for view in views()] == [(request.reference, "Auditor")] * 2


def test_minutes_are_a_view_of_each_child_in_them_also_as_a_file() -> None:
    with clock.at(TODAY):
        items = [given_an_item(), given_an_item()]
        given_it_is_open(items[0].meeting)
        for item in items:
            given_it_is_decided(item)
        meeting = items[0].meeting
        meeting.refresh_from_db()
        meetings.close_meeting(meeting, by=given_a_chair(), on=TODAY)
    paper = next(each for each in papers.about(meeting) if each.kind == MINUTES)
    papers.make({"paper": paper.pk})
    client = browser(given_a("panel_member", name="Reads Minutes"))
    expected = sorted(item.request.reference for item in items)
    for name in ("paper", "paper-file"):
        before = len(views())
        b"".join(client.get(reverse(name, args=[paper.pk])))
        seen = views()[before:]
        assert sorted(view[1] for view in seen) == expected
        assert {view[2:] for view in seen} == {("Panel member, of the panel's business", name)}


def test_what_is_asked_every_few_seconds_shows_no_record() -> None:
    item = given_an_item()
    url = reverse("panel:live", args=[item.pk])
    given_it_is_open(item.meeting)
    answer = browser(given_a("panel_member")).get(url, headers={"HX-Request": "true"})
    assert (answer.status_code, views()) == (200, [])


def test_the_event_is_written_before_the_answer_and_without_it_nothing_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = given_a_request()

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("The trail cannot be written.")

    monkeypatch.setattr(audit, "record_each", fails)
    client = Client(raise_request_exception=False)
    client.force_login(request.requester)
    answer = client.get(request.get_absolute_url())
    assert (answer.status_code, request.case_reference in answer.text) == (500, False)


def test_a_view_that_knows_nothing_of_this_leaves_its_line_too() -> None:
    """Whatever opens a word shows it: no page has to say so."""
    request = given_a_request(need="Cannot sleep.")
    keys.forget()

    def bare(asked: object) -> HttpResponse:
        return HttpResponse(Narrative.objects.get(request=request).need)

    asked = RequestFactory().get("/")
    asked.user, asked.resolver_match = request.requester, None
    assert viewing.recorded(bare)(asked).content == b"Cannot sleep."
    assert [view[1] for view in views()] == [request.reference]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_one_case_and_for_three(
    number: int, django_assert_num_queries
) -> None:
    requests = [given_a_request() for _ in range(number)]
    keys.forget()

    def bare(asked: object) -> HttpResponse:
        found = Narrative.objects.filter(request__in=requests)
        return HttpResponse(" ".join(each.need for each in found))

    asked = RequestFactory().get("/")
    asked.user, asked.resolver_match = given_a("panel_member"), None
    with django_assert_num_queries(4):  # the words, their keys, the cases, one INSERT
        viewing.recorded(bare)(asked)
    assert SupportRequest.objects.count() == len(views()) == number
