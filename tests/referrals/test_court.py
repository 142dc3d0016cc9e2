"""What the court directed, and what follows from it for the deadline and the lines."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from mdps.core import audit
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from referrals.court import direct, not_directed
from referrals.draft import edit
from referrals.models import CourtDirection
from referrals.submit import submit
from suppliers.models import Invitation, Supplier
from tests.build.referrals import (
    DAY,
    given_a_court_directed_request,
    given_a_request,
    given_a_social_worker,
    given_a_submitted_request,
)
from tests.build.suppliers import given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

FILING = DAY + dt.timedelta(days=21)
JOINT = {"is_joint": True, "share_percent": Decimal("33.33")}
LINES = (("Psychological assessment", 1, Decimal("1000.00")), ("Advocacy", 2, Decimal("0.01")))


def amounts(request) -> list[tuple[Decimal, Decimal | None]]:
    return list(request.lines.values_list("requested_amount", "full_amount"))


def test_the_deadline_is_the_earlier_of_the_need_and_the_filing():
    request = given_a_court_directed_request(needed_in=28)
    assert request.deadline_on == FILING

    edit(request, needed_by=DAY + dt.timedelta(days=7), by=request.requester, on=DAY)
    request.refresh_from_db()
    assert request.deadline_on == DAY + dt.timedelta(days=7)

    edit(request, needed_by=DAY + dt.timedelta(days=60), by=request.requester, on=DAY)
    not_directed(request, by=request.requester, on=DAY)
    request.refresh_from_db()
    assert (request.deadline_on, request.is_court_directed) == (request.needed_by, False)


def test_the_lines_are_asked_for_at_the_councils_share_and_whole_again_without_it():
    request = given_a_request(lines=LINES)
    court = {"ordered_on": DAY, "filing_on": FILING, "by": request.requester, "on": DAY}

    direct(request, **court, **JOINT)
    assert amounts(request) == [
        (Decimal("333.30"), Decimal("1000.00")),
        (Decimal("0.00"), Decimal("0.01")),
    ]
    direct(request, **court, is_joint=True, share_percent=Decimal("50"))
    assert amounts(request) == [
        (Decimal("500.00"), Decimal("1000.00")),
        (Decimal("0.01"), Decimal("0.01")),
    ]
    not_directed(request, by=request.requester, on=DAY)
    assert amounts(request) == [(Decimal("1000.00"), None), (Decimal("0.01"), None)]


def test_a_line_added_to_a_joint_instruction_is_shared_too():
    request = given_a_court_directed_request(court=JOINT, lines=LINES[:1])
    assert amounts(request) == [(Decimal("333.30"), Decimal("1000.00"))]


def test_every_reason_is_given_at_once_and_nothing_is_kept():
    request = given_a_request()
    wrong = {"ordered_on": DAY + dt.timedelta(days=1), "filing_on": DAY - dt.timedelta(days=1)}

    with pytest.raises(Refused) as refused:
        direct(request, **wrong, by=request.requester, on=DAY)

    assert [each.field for each in refused.value.refusals] == ["ordered_on", "filing_on"]
    assert CourtDirection.objects.count() == 0


def test_only_its_requester_says_what_the_court_directed_and_only_while_writing():
    request = given_a_request()
    with pytest.raises(Forbidden):
        not_directed(request, by=given_a_social_worker("A colleague"), on=DAY)

    submitted = given_a_submitted_request()
    with pytest.raises(Refused, match="so it cannot be changed"):
        not_directed(submitted, by=submitted.requester, on=DAY)


def test_a_filing_date_that_has_passed_meanwhile_is_asked_for_again():
    request = given_a_court_directed_request(needed_in=60)

    with pytest.raises(Refused, match="was to be filed on 22 June 2026"):
        submit(request, by=request.requester, on=FILING + dt.timedelta(days=1))


def test_the_audit_says_the_filing_date_and_not_the_expert():
    court = {"expert_name": "Wye Reports", "expert_email": "office@wye.example"}
    request = given_a_court_directed_request(court=court)

    event = list(audit.trail(request))[-1]
    assert (event.action, event.detail) == (
        "request.court_directed",
        {"filing_on": str(FILING)},
    )


def test_the_same_recorded_again_is_no_other_act():
    request = given_a_request()
    order = {"ordered_on": DAY, "filing_on": FILING}
    for _ in range(2):
        not_directed(request, by=request.requester, on=DAY)
    for _ in range(2):
        direct(request, **order, by=request.requester, on=DAY)

    done = [e.action for e in audit.trail(request) if "court_directed" in e.action]
    assert done == ["request.not_court_directed", "request.court_directed"]


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"share_percent": 50}, "share_is_a_part_of_the_whole"),
        ({"is_joint": True, "share_percent": 0}, "share_is_a_part_of_the_whole"),
        ({"is_joint": True, "share_percent": Decimal("100.01")}, "share_is_a_part_of_the_whole"),
        ({"is_above_legal_aid": True}, "top_up_says_why"),
        ({"filing_on": DAY - dt.timedelta(days=1)}, "report_is_filed_after_the_order"),
    ],
)
def test_the_database_holds_what_it_can_of_the_rules(wrong, constraint):
    request = given_a_court_directed_request()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CourtDirection.objects.filter(request=request).update(**wrong)


def test_an_expert_who_is_not_on_the_scheme_is_invited_when_it_is_submitted():
    court = {"expert_name": "Wye Reports", "expert_email": "office@wye.example"}
    request = given_a_court_directed_request(court=court)

    submit(request, by=request.requester, on=DAY)

    invitation = Invitation.objects.get()
    assert (invitation.provider_name, invitation.email) == ("Wye Reports", "office@wye.example")
    assert (invitation.reason, invitation.request_reference) == ("court", request.reference)
    assert invitation.lot == request.lines.get().service.lot


def test_an_expert_on_the_lot_is_not_invited_and_one_of_another_lot_is():
    request = given_a_request()
    lot = request.lines.get().service.lot
    on_it, elsewhere = given_a_supplier("On It"), given_a_supplier("Elsewhere")
    Supplier.objects.filter(pk=elsewhere.pk).update(email="elsewhere@example.org")
    elsewhere.refresh_from_db()
    given_an_admission(on_it, lot)
    court = {"ordered_on": DAY, "filing_on": FILING, "by": request.requester, "on": DAY}

    direct(request, **court, expert_supplier=on_it)
    submit(request, by=request.requester, on=DAY)
    assert Invitation.objects.count() == 0

    other = given_a_request()
    direct(other, **court | {"by": other.requester}, expert_supplier=elsewhere)
    submit(other, by=other.requester, on=DAY)
    assert Invitation.objects.get().supplier == elsewhere


def test_an_expert_who_is_invited_already_is_not_invited_twice():
    court = {"expert_name": "Wye Reports", "expert_email": "office@wye.example"}
    for _ in range(2):
        request = given_a_court_directed_request(court=court)
        submit(request, by=request.requester, on=DAY)

    assert Invitation.objects.count() == 1
