"""Writing a request page by page, as a social worker does between two visits."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lots.models import RequestCategory, Service
from mdps.core import clock
from referrals.models import RequestLine, SupportRequest
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a
from tests.build.referrals import (
    DAY,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
)
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

NEEDED = {"needed_by_0": "1", "needed_by_1": "9", "needed_by_2": "2026"}


PAGES_OF_ANSWERS: dict[str, dict[str, str]] = {
    "basis": {"legal_basis": "s17", "legal_status": "in_need"},
    "court": {"directed": "no"},
    "wishes": {"wishes": "Somebody to talk to."},
    "consent": {
        "responsibility": "Mother",
        "consent": "given",
        "consent_by": "Mother",
        "advocacy": "accepted",
    },
    "need": {"need": "Sleeps badly.", "question": "What would help?"},
    "tried": {"tried": "Six sessions.", "why_not_in_house": "A waiting list of a year."},
    "outcome": {"outcome": "Sleeps well.", "measure": "Nights a week."},
    "dates": {"needed_from_0": "8", "needed_from_1": "6", "needed_from_2": "2026"} | NEEDED,
    "funding": {"section_17": "60", "children_in_care": "40"},
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def browser() -> Client:
    return signed_in(given_a_social_worker())


def about(**changes: str) -> dict[str, str]:
    category = RequestCategory.objects.get(short_name="Therapies and counselling")
    usual = {"case_reference": "LCS-4821937", "subject": "child", "category": str(category.pk)}
    usual["year_of_birth"] = "2015"
    return usual | NEEDED | changes


def of(request: SupportRequest, page: str, *more: int) -> str:
    return reverse(f"referrals:{page}", args=[request.pk, *more])


def of_service(request: SupportRequest, name: str, units: object) -> str:
    service = Service.objects.get(name=name)
    return f"{of(request, 'amount')}?service={service.pk}&units={units}"


def test_a_request_is_raised_from_the_first_page_to_the_last(browser):
    play_therapy = Service.objects.get(name="Play therapy")
    supplier = given_a_supplier()
    given_an_admission(supplier, play_therapy.lot)
    given_a_price(supplier, play_therapy, "52.00")

    tasks = posted(browser.post(reverse("referrals:start"), about(case_reference=" lcs-4821937 ")))
    request = SupportRequest.objects.get()
    assert (tasks, request.case_reference) == (of(request, "tasks"), "LCS-4821937")
    assert "You have completed 1 of 11 tasks" in words(browser.get(tasks))

    for page, said in PAGES_OF_ANSWERS.items():
        assert posted(browser.post(of(request, page), said)) == tasks, page

    chosen = {"service": str(play_therapy.pk), "units": "12"}
    amount = posted(browser.post(of(request, "add-service"), chosen))
    page = words(browser.get(amount))
    assert "Median price for one £52.00 £624.00 for all" in page
    assert posted(browser.post(amount, {"amount": "£624.00"})) == of(request, "services")
    assert "You have completed 11 of 11 tasks" in words(browser.get(tasks))

    assert "Check your answers and submit" in words(browser.get(tasks))
    assert "£624.00" in words(browser.get(of(request, "submit")))
    done = posted(browser.post(of(request, "submit"), {}))
    assert "Request submitted" in words(browser.get(done))

    request.refresh_from_db()
    line = request.lines.get()
    assert (request.state, line.units, line.requested_amount) == (
        "submitted",
        12,
        Decimal("624.00"),
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"case_reference": "Jamie Smith"}, "Enter the case system reference, like LCS-4821937."),
        ({"case_reference": ""}, "Enter the case system reference, like LCS-4821937."),
        ({"subject": ""}, "Select who the support is for"),
        ({"category": ""}, "Select the kind of support"),
        ({"category": "999999"}, "Select a valid choice"),
        ({"needed_by_1": "5"}, "1 May 2026 is in the past. Enter 1 June 2026 or a later date."),
        ({"needed_by_0": "31"}, "Enter a real date, like 27 3 2026"),
        ({"needed_by_2": "26"}, "Enter the year with four digits, like 2026"),
        ({"needed_by_2": "99999999999"}, "Enter a real date, like 27 3 2026"),
        ({"needed_by_2": ""}, "Enter the year"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_typed_is_lost(browser, wrong, sentence):
    response = browser.post(reverse("referrals:start"), about(**wrong))

    page = words(response)
    assert response.status_code == 200
    assert "There is a problem" in page
    assert sentence in page
    assert 'value="1"' in response.content.decode()
    assert SupportRequest.objects.count() == 0


def test_a_double_click_starts_one_request(browser):
    once = about() | {"one_time_key": str(uuid4())}

    first, second = (posted(browser.post(reverse("referrals:start"), once)) for _ in range(2))

    assert (first, SupportRequest.objects.count()) == (second, 1)


def test_what_is_posted_after_going_back_is_what_counts(browser):
    request = given_a_request()
    key = {"one_time_key": str(uuid4())}

    for need in ("The first thought", "The second thought"):
        browser.post(of(request, "need"), {"need": need, "question": "What helps?"} | key)

    request.narrative.refresh_from_db()
    assert request.narrative.need == "The second thought"


def test_a_saved_page_shows_what_was_saved(browser):
    request = given_a_request()

    page = browser.get(of(request, "about")).content.decode()

    assert 'value="LCS-4821937"' in page
    assert 'value="29"' in page  # 28 days after 1 June


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        ("0", "Enter 1 unit or more"),
        ("-3", "Enter 1 unit or more"),
        ("10001", "Enter 10,000 units or fewer"),
        ("two", "Enter the number of units as a whole number, like 12"),
        ("1.5", "Enter the number of units as a whole number, like 12"),
        ("", "Enter how many units are needed"),
    ],
)
def test_units_are_a_whole_number_from_one(browser, units, sentence):
    request = given_a_request()
    service = str(Service.objects.first().pk)

    response = browser.post(of(request, "add-service"), {"service": service, "units": units})

    assert sentence in words(response)
    assert browser.get(of_service(request, "Mentoring", units)).status_code == 404


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("", "Enter the amount to ask for"),
        ("0", "Enter an amount of £0.01 or more"),
        ("-5", "Enter an amount of £0.00 or more"),
        ("12.345", "no more than two digits after the point"),
        ("lots", "Enter an amount in pounds and pence, like 1,234.50"),
    ],
)
def test_an_amount_is_money(browser, amount, sentence):
    request = given_a_request(lines=[])

    response = browser.post(of_service(request, "Mentoring", 4), {"amount": amount})

    assert sentence in words(response)
    assert RequestLine.objects.count() == 0


def test_a_service_without_a_lot_says_that_its_amount_must_be_typed(browser):
    request = given_a_request(lines=[])

    page = words(browser.get(of_service(request, "Advocacy", 4)))

    assert "This service is bought outside the scheme, so there are no agreed prices." in page


def test_a_double_click_adds_one_line(browser):
    request = given_a_request(lines=[])
    once = {"amount": "1,234.50", "amount_reason": "A quote.", "one_time_key": str(uuid4())}

    for _ in range(2):
        browser.post(of_service(request, "Advocacy", 4), once)

    assert request.lines.get().requested_amount == Decimal("1234.50")


def test_a_line_is_removed_after_a_question(browser):
    request = given_a_request()
    remove = of(request, "remove-service", request.lines.get().pk)

    assert "Psychological assessment, 1 assessment" in words(browser.get(remove))
    assert posted(browser.post(remove, {})) == of(request, "services")
    assert "No services yet" in words(browser.get(of(request, "services")))
    assert browser.get(remove).status_code == 404


def test_a_line_of_another_request_is_not_found(browser):
    mine, other = given_a_request(), given_a_request()

    assert browser.get(of(mine, "remove-service", other.lines.get().pk)).status_code == 404


def test_a_request_without_services_is_not_submitted(browser):
    request = given_a_request(lines=[])

    response = browser.post(of(request, "submit"), {})

    assert "Add at least one service before you submit the request" in words(response)
    request.refresh_from_db()
    assert request.state == "draft"


def test_the_done_page_is_only_of_what_was_submitted(browser):
    assert browser.get(of(given_a_request(), "submitted")).status_code == 404


def test_the_tasks_of_a_submitted_request_say_why_it_cannot_be_changed(browser):
    request = given_a_submitted_request()

    page = words(browser.get(of(request, "tasks")))

    assert "This request is with the team manager, so it cannot be changed." in page
    saved = browser.post(of(request, "basis"), {"legal_basis": "s47", "legal_status": "none"})
    assert "so it cannot be changed" in words(saved)


PAGES = (
    "tasks",
    *PAGES_OF_ANSWERS,
    "about",
    "direction",
    "again",
    "supplier",
    "services",
    "add-service",
    "documents",
    "add-document",
    "submit",
    "withdraw",
    "take-back",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_colleague_does_not_find_it_and_a_manager_may_not_write_it(page):
    request = given_a_request()
    colleague = given_a_social_worker("A colleague")
    manager = given_a("team_manager", team=request.team)

    assert signed_in(colleague).get(of(request, page)).status_code == 404
    assert signed_in(manager).get(of(request, page)).status_code == 403


def test_raising_a_request_takes_the_role_for_it():
    assert signed_in(given_a("auditor")).get(reverse("referrals:start")).status_code == 403
