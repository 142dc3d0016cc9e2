"""More for a call-off that runs: asked of the panel, approved, then added by an increase."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.increase import More, increase
from contracts.models import CallOffContract
from contracts.supplement import refusals_against_supplement, supplement
from contracts.unaward import unaward
from mdps.core import clock
from mdps.core.models import AuditEvent, Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals.court import not_directed
from referrals.draft import edit
from referrals.endorse import endorse
from referrals.models import SupportRequest
from referrals.submit import submit
from tests.build.browsing import posted, signed_in, text_of
from tests.build.contracts import (
    given_a_running_call_off,
    given_an_award,
    given_an_officer,
)
from tests.build.panel import (
    TODAY,
    given_an_approved_line,
    given_an_open_item,
    given_it_is_decided,
)
from tests.build.people import given_a
from tests.build.referrals import given_a_manager_of, given_a_social_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]

NEEDED_BY = TODAY + dt.timedelta(days=28)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [refusal.code for refusal in refused.value.refusals]


def a_supplement(
    contract: CallOffContract, units: int = 5, *, by: User | None = None
) -> SupportRequest:
    return supplement(
        contract,
        units=units,
        needed_by=NEEDED_BY,
        by=by or contract.line.request.requester,
        on=TODAY,
    )


def approved(request: SupportRequest) -> SupportRequest:
    """Finished by whoever raised it, endorsed, and approved in full by a meeting."""
    not_directed(request, by=request.requester, on=TODAY)
    edit(request, needed_from=TODAY, by=request.requester, on=TODAY)
    submit(request, by=request.requester, on=TODAY)
    endorse(request, by=given_a_manager_of(request), on=TODAY)
    given_it_is_decided(given_an_open_item(request))
    return SupportRequest.objects.get(pk=request.pk)


def more(request: SupportRequest, units: int = 5) -> More:
    return More(
        line=request.lines.get(),
        units=units,
        ground="c",
        reasons="The court asked for more.",
        notice_published=True,
    )


def test_more_is_asked_for_endorsed_approved_and_added() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")

    request = a_supplement(contract)
    line = request.lines.get()
    assert (line.contract_reference, line.units, line.requested_amount) == (
        contract.reference,
        5,
        Decimal("500.00"),
    )
    assert (request.state, request.case_reference) == (
        "draft",
        contract.line.request.case_reference,
    )
    assert request.narrative.question == contract.line.request.narrative.question

    variation = increase(contract, more(approved(request)), by=given_an_officer(), on=TODAY)

    line.refresh_from_db()
    assert (variation.units, variation.amount, variation.line) == (5, Decimal("500.00"), line)
    assert (line.state, line.approved_left) == ("awarded", Decimal("0.00"))


def test_what_was_approved_for_one_call_off_is_not_added_to_another() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    case = contract.line.request.case_reference
    other = given_a_running_call_off(
        given_an_approved_line(units=10, amount=Decimal(1000), case_reference=case)
    )
    request = a_supplement(contract)
    asked = more(approved(request))

    assert codes(lambda: increase(other, asked, by=given_an_officer(), on=TODAY)) == ["other-line"]
    assert increase(contract, asked, by=given_an_officer(), on=TODAY).amount == Decimal(500)


def test_a_commissioner_starts_it_for_the_requester_who_is_told() -> None:
    contract = given_a_running_call_off()
    requester = contract.line.request.requester

    request = a_supplement(contract, by=given_an_officer())

    assert request.requester == requester
    told = Notice.objects.filter(to=requester, subject__contains=request.reference)
    assert [each.url for each in told] == [request.get_absolute_url()]
    events = AuditEvent.objects.filter(action="request.supplement")
    assert [each.detail["contract"] for each in events] == [contract.reference]


def test_who_neither_raised_the_request_nor_awards_cannot_ask_for_more() -> None:
    contract = given_a_running_call_off()
    for person in (given_a_social_worker("Somebody else"), given_a("finance_officer")):
        with pytest.raises(Forbidden):
            a_supplement(contract, by=person)
    assert SupportRequest.objects.count() == 1


def test_nothing_is_added_to_a_call_off_that_is_over() -> None:
    contract = given_an_award()
    assert refusals_against_supplement(contract) == []
    unaward(contract, reasons="No longer needed.", by=given_an_officer(), on=TODAY)
    contract.refresh_from_db()

    assert [each.code for each in refusals_against_supplement(contract)] == ["call-off-over"]
    assert codes(lambda: a_supplement(contract)) == ["call-off-over"]


def test_no_units_are_refused_and_leave_nothing_behind() -> None:
    contract = given_a_running_call_off()
    assert codes(lambda: a_supplement(contract, units=0)) == ["units", "zero-amount"]
    assert SupportRequest.objects.count() == 1


def test_the_page_starts_the_request_of_whoever_raised_the_first() -> None:
    contract = given_a_running_call_off(units=10, price="100.00")
    requester = contract.line.request.requester
    browser, url = signed_in(requester), reverse("contracts:supplement", args=[contract.pk])

    assert f"Ask for more for {contract.reference}" in text_of(
        browser.get(contract.line.request.get_absolute_url())
    )
    assert "Enter how many units more are needed" in text_of(browser.post(url, {"units": ""}))
    sent = {"units": "5", "needed_by_0": "30", "needed_by_1": "6", "needed_by_2": "2026"}
    led_to = posted(browser.post(url, sent))

    request = SupportRequest.objects.get(requester=requester, state="draft")
    assert led_to == reverse("referrals:tasks", args=[request.pk])
    assert request.lines.get().contract_reference == contract.reference
