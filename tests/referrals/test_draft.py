import datetime as dt
from decimal import Decimal

import pytest

from lots.models import RequestCategory, Service
from mdps.core import audit
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals.asking import add_line, remove_line
from referrals.draft import edit, start
from referrals.models import RequestLine, SupportRequest
from tests.build.people import given_a
from tests.build.referrals import (
    DAY,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
)

pytestmark = pytest.mark.django_db

WHAT = {"case_reference": "LCS-4821937", "subject": "child", "needed_by": DAY}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_draft_belongs_to_its_requester_and_their_team():
    worker = given_a_social_worker()

    request = start(**WHAT, category=RequestCategory.objects.first(), by=worker, on=DAY)

    assert (request.state, request.requester, request.team) == ("draft", worker, worker.team)
    assert (request.created_on, request.legal_basis, request.narrative.need) == (DAY, "", "")


def test_a_name_in_place_of_a_case_reference_is_refused_at_its_field():
    with pytest.raises(Refused) as refused:
        given_a_request(case_reference="Jamie Smith")

    assert codes(refused) == ["case-reference"]
    assert refused.value.refusals[0].field == "case_reference"
    assert SupportRequest.objects.count() == 0


def test_support_needed_in_the_past_is_refused_with_both_days():
    with pytest.raises(Refused) as refused:
        given_a_request(needed_by=dt.date(2026, 5, 31))

    assert str(refused.value) == "31 May 2026 is in the past. Enter 1 June 2026 or a later date."


def test_somebody_without_a_team_is_told_that_nobody_could_endorse():
    loner = given_a("social_worker", name="Lone Worker")

    with pytest.raises(Refused) as refused:
        start(**WHAT, category=RequestCategory.objects.first(), by=loner, on=DAY)

    assert codes(refused) == ["no-team"]


def test_only_a_role_that_raises_requests_starts_one():
    with pytest.raises(Forbidden):
        start(**WHAT, category=RequestCategory.objects.first(), by=given_a("auditor"), on=DAY)


def test_nobody_changes_the_request_of_a_colleague():
    request = given_a_request()

    with pytest.raises(Forbidden):
        edit(request, need="Something else", by=given_a_social_worker("A colleague"), on=DAY)


def test_an_edit_is_audited_by_the_names_of_its_fields_alone():
    request = given_a_request()

    edit(request, need="Very private", legal_basis="s47", by=request.requester, on=DAY)

    event = list(audit.trail(request))[-1]
    assert (event.action, event.detail) == ("request.edited", {"fields": ["legal_basis", "need"]})


def test_what_says_the_same_as_before_is_no_edit_and_of_the_others_only_what_differs_is_named():
    request = given_a_request()
    said = {"need": "Cannot sleep", "legal_basis": "s47"}

    for more in ({}, {}, {"question": "Why?"}):
        edit(request, **said | more, by=request.requester, on=DAY)

    edits = [e.detail["fields"] for e in audit.trail(request) if e.action == "request.edited"]
    assert edits[-2:] == [["legal_basis", "need"], ["question"]]


def test_an_empty_field_is_not_saved():
    request = given_a_request()

    with pytest.raises(Refused) as refused:
        edit(request, need="  ", by=request.requester, on=DAY)

    assert codes(refused) == ["no-need"]


def test_what_was_submitted_is_not_changed():
    request = given_a_submitted_request()
    line = request.lines.get()

    for act in (
        lambda: edit(request, need="More", by=request.requester, on=DAY),
        lambda: add_line(
            request,
            service=line.service,
            units=1,
            amount=Decimal("1.00"),
            by=request.requester,
            on=DAY,
        ),
        lambda: remove_line(line, by=request.requester),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["not-editable"]


def test_a_service_that_nobody_prices_needs_a_typed_amount():
    advocacy = Service.objects.get(lot=None)
    request = given_a_request(lines=[])

    with pytest.raises(Refused) as refused:
        add_line(request, service=advocacy, units=4, by=request.requester, on=DAY)
    line = add_line(
        request,
        service=advocacy,
        units=4,
        amount=Decimal("180.00"),
        amount_reason="A quote by telephone.",
        by=request.requester,
        on=DAY,
    )

    assert codes(refused) == ["no-amount"]
    assert (line.unit_estimate, line.requested_amount) == (Decimal("0.00"), Decimal("180.00"))


def test_a_removed_line_is_gone_and_its_removal_is_known():
    request = given_a_request()

    remove_line(request.lines.get(), by=request.requester)

    assert RequestLine.objects.count() == 0
    assert list(audit.trail(request))[-1].action == "request.line_removed"
