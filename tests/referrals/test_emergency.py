"""A request of others, opened in an emergency: with a reason, for hours, and reviewed."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import AuditEvent, Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel.conflicts import declare
from referrals.emergency import find, open_in_emergency, review, to_review
from referrals.models import EmergencyAccess, SupportRequest
from referrals.queries import requests_to_read, requests_visible_to
from tests.build.browsing import signed_in
from tests.build.panel import given_an_item
from tests.build.people import given_a, given_a_team
from tests.build.referrals import given_a_manager_of, given_a_submitted_request

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 6, 2, 12, tzinfo=clock.LONDON)
WHY = "Police ask tonight which support is in place for the family."


@pytest.fixture(autouse=True)
def today():
    with clock.at(NOON):
        yield


@pytest.fixture
def request_of_others() -> SupportRequest:
    request = given_a_submitted_request(on=NOON.date())
    given_a_manager_of(request)
    return request


@pytest.fixture
def on_duty() -> User:
    return given_a("social_worker", name="On Duty", team=given_a_team("Out of hours"))


def codes(reference: str, *, by: User, reason: str = WHY) -> list[str]:
    with pytest.raises(Refused) as refused:
        open_in_emergency(reference, reason=reason, by=by)
    return [each.code for each in refused.value.refusals]


def reads(person: User) -> list[int]:
    seen = set(requests_visible_to(person).values_list("pk", flat=True))
    read = set(requests_to_read(person).values_list("pk", flat=True))
    return sorted(seen & read)


def test_it_gives_reading_of_one_request_until_the_last_second(
    request_of_others: SupportRequest, on_duty: User
) -> None:
    another = given_a_submitted_request(on=NOON.date(), case_reference="LCS-1234567")
    assert reads(on_duty) == []

    opened = open_in_emergency(request_of_others.reference, reason=WHY, by=on_duty)

    assert opened.ends_at - opened.opened_at == dt.timedelta(hours=4)
    assert (reads(on_duty), another.pk in reads(on_duty)) == ([request_of_others.pk], False)
    with clock.at(opened.ends_at - dt.timedelta(seconds=1)):
        assert reads(on_duty) == [request_of_others.pk]
    with clock.at(opened.ends_at):
        assert reads(on_duty) == []


def test_it_gives_nothing_but_reading(request_of_others: SupportRequest, on_duty: User) -> None:
    browser = signed_in(on_duty)
    url = request_of_others.get_absolute_url()
    assert browser.get(url).status_code == 404

    open_in_emergency(request_of_others.reference, reason=WHY, by=on_duty)

    page = browser.get(url)
    assert (page.status_code, page.context["actions"]) == (200, [])
    pages = ("tasks", "withdraw", "take-back", "endorse", "decline")
    acts = [reverse(f"referrals:{each}", args=[request_of_others.pk]) for each in pages]
    assert [browser.get(each).status_code for each in acts] == [403] * 5


def test_whose_request_it_is_and_who_watches_over_it_are_told_and_shown_why(
    request_of_others: SupportRequest, on_duty: User
) -> None:
    auditor = given_a("auditor")
    open_in_emergency(request_of_others.reference, reason=WHY, by=on_duty)

    said = f"On Duty opened {request_of_others.reference} in an emergency"
    told = set(Notice.objects.filter(subject=said).values_list("to__name", flat=True))
    manager = given_a_manager_of(request_of_others)
    assert told == {request_of_others.requester.name, manager.name, auditor.name}
    for person in (request_of_others.requester, manager, auditor):
        assert WHY in signed_in(person).get(request_of_others.get_absolute_url()).text
    for person in (manager, auditor):
        assert WHY in signed_in(person).get(reverse("referrals:emergencies")).text
    trail = AuditEvent.objects.get(action="request.emergency_opened")
    assert (trail.actor, WHY in str(trail.detail)) == ("On Duty", False)


def test_what_stands_against_it(request_of_others: SupportRequest, on_duty: User) -> None:
    reference = request_of_others.reference
    assert codes("SR-999999", by=on_duty) == ["no-such-request"]
    assert codes("LCS-4821937", by=on_duty) == ["no-such-request"]
    assert codes(reference, by=on_duty, reason="x" * 19) == ["reason-too-short"]
    assert codes(reference, by=request_of_others.requester) == ["can-read-anyway"]
    open_in_emergency(reference, reason="x" * 20, by=on_duty)
    assert codes(reference, by=on_duty) == ["can-read-anyway"]
    for role in ("provider", "finance_officer", "auditor", "system_administrator", "commissioner"):
        with pytest.raises(Forbidden):
            open_in_emergency(reference, reason=WHY, by=given_a(role))


def test_a_declared_interest_bars_in_an_emergency_too(on_duty: User) -> None:
    item = given_an_item(on=NOON.date())
    member = given_a("panel_member", "social_worker", name="Both", team=on_duty.team)
    declare(item, words="I know the family.", by=member, at=NOON)
    assert codes(item.request.reference, by=member) == ["has-interest"]


def test_a_reference_is_found_as_people_type_it(request_of_others: SupportRequest) -> None:
    number = request_of_others.pk
    typed = (f"SR-{number:06d}", f" sr-{number} ", str(number), "SR-", "9" * 30, "%", "")
    assert [find(each) for each in typed] == [request_of_others] * 3 + [None] * 4


def test_it_is_reviewed_once_by_somebody_else_who_watches_over_it(
    request_of_others: SupportRequest, on_duty: User
) -> None:
    manager = given_a_manager_of(request_of_others)
    head = given_a("head_of_service")
    stranger = given_a("team_manager", name="Other", team=given_a_team("Elsewhere"))
    access = open_in_emergency(request_of_others.reference, reason=WHY, by=on_duty)
    assert [to_review(each).count() for each in (manager, head, stranger, on_duty)] == [1, 1, 0, 0]

    review(access, finding="justified", words="The police confirmed it.", by=manager)

    assert to_review(head).count() == 0
    with pytest.raises(Refused) as refused:
        review(access, finding="unjustified", words="Not so.", by=head)
    assert [each.code for each in refused.value.refusals] == ["reviewed-already"]
    with pytest.raises(Forbidden):
        review(access, finding="justified", words="Fine.", by=on_duty)
    assert Notice.objects.filter(to=on_duty).get().subject == (
        f"Your opening of {request_of_others.reference} in an emergency was reviewed: It was needed"
    )


def test_nobody_reviews_what_they_opened_themselves(request_of_others: SupportRequest) -> None:
    head = given_a("team_manager", name="Other", team=given_a_team("Elsewhere"))
    access = open_in_emergency(request_of_others.reference, reason=WHY, by=head)
    with pytest.raises(Refused) as refused:
        review(access, finding="justified", words="", by=head)
    assert [each.code for each in refused.value.refusals] == [
        "own-emergency",
        "review-without-words",
    ]
    access.refresh_from_db()
    assert access.finding == ""


def test_the_pages_lead_through_it(request_of_others: SupportRequest, on_duty: User) -> None:
    browser, url = signed_in(on_duty), reverse("referrals:open-in-emergency")
    missing = browser.post(url, {})
    done = browser.post(url, {"reference": request_of_others.reference, "reason": WHY})
    access = EmergencyAccess.objects.get()
    head = signed_in(given_a("head_of_service"))
    reviewing = reverse("referrals:review-emergency", args=[access.pk])
    head.post(reviewing, {"finding": "unjustified", "words": "It could have waited."})
    access.refresh_from_db()
    assert set(missing.context["form"].errors) == {"reference", "reason"}
    assert (done.url, access.finding) == (request_of_others.get_absolute_url(), "unjustified")


def test_the_list_costs_the_same_for_one_and_for_three(
    request_of_others: SupportRequest, on_duty: User, django_assert_num_queries
) -> None:
    browser, url = signed_in(given_a("auditor")), reverse("referrals:emergencies")
    open_in_emergency(request_of_others.reference, reason=WHY, by=on_duty)
    browser.get(url)
    with django_assert_num_queries(7) as captured:
        browser.get(url)
    for name in ("Second", "Third"):
        person = given_a("social_worker", name=name, team=on_duty.team)
        open_in_emergency(request_of_others.reference, reason=WHY, by=person)
    with django_assert_num_queries(len(captured)):
        browser.get(url)
