"""Spot purchases: approved lines met outside the scheme, never under the cap."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction

from contracts import spot
from contracts.models import SpotPurchase
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.models import User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import conditions
from panel.answers import NewCondition
from referrals.models import RequestLine
from suppliers.models import Invitation
from suppliers.queries import admission_on
from suppliers.suspend import suspend
from tests.build.contracts import (
    given_a_cabinet_decision,
    given_an_admitted_supplier,
    given_an_award,
)
from tests.build.deciding import given_a_decided_line
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import consulted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]


def record(line: RequestLine, **changes) -> SpotPurchase:
    usual = {
        "provider_name": "County Advocates",
        "units": 1,
        "amount": Decimal("500.00"),
        "reason": SpotPurchase.Reason.NO_LOT,
        "explanation": "No lot covers advocacy.",
        "authorised_by": given_a("commissioning_manager"),
        "by": given_a("commissioner"),
        "on": TODAY,
    }
    return spot.record(line, **(usual | changes))


def given_advocacy(units: int = 10) -> RequestLine:
    return given_an_approved_line(service="Advocacy", units=units, amount=Decimal("500.00"))


def refused_codes(line: RequestLine, **changes) -> list[str]:
    with pytest.raises(Refused) as caught, transaction.atomic():
        record(line, **changes)
    return [refusal.code for refusal in caught.value.refusals]


def test_a_spot_purchase_uses_the_approval_and_not_the_cap():
    line = given_advocacy()

    purchase = record(line, units=10)

    line.refresh_from_db()
    assert (line.state, line.approved_left) == ("awarded", Decimal("0.00"))
    assert current_scheme().committed == Decimal("0.00")
    assert purchase.reference == f"SP-{purchase.pk:05d}"


def test_a_penny_more_than_approved_is_refused():
    assert refused_codes(given_advocacy(), amount=Decimal("500.01")) == ["over-approval"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"units": 11}, "over-units"),
        ({"amount": Decimal("0.00")}, "no-amount"),
    ],
)
def test_units_and_amount_are_checked(change, code):
    assert refused_codes(given_advocacy(), **change) == [code]


def test_a_service_of_a_lot_is_not_without_one():
    line = given_an_approved_line()

    assert refused_codes(line) == ["has-lot"]


def test_an_admitted_provider_is_awarded_a_call_off_instead():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()

    codes = refused_codes(
        line, reason=SpotPurchase.Reason.NOT_ADMITTED, provider_name=supplier.name.upper()
    )

    assert codes == ["is-admitted"]


def test_a_provider_who_is_not_admitted_can_be_paid_outside():
    line = given_an_approved_line()

    purchase = record(line, reason=SpotPurchase.Reason.NOT_ADMITTED)

    assert purchase.get_reason_display() == "The provider is not admitted"


def test_a_suspended_provider_is_not_paid_outside_either():
    supplier = given_an_admitted_supplier()
    line = given_an_approved_line()
    suspend(
        admission_on(supplier, line.service.lot, TODAY),
        consultation=consulted(TODAY),
        by=given_a("commissioning_manager"),
        on=TODAY,
    )

    codes = refused_codes(
        line, reason=SpotPurchase.Reason.NOT_ADMITTED, provider_name=supplier.name.lower()
    )

    assert codes == ["suspended"]


def test_the_cap_is_not_spent_while_the_amount_fits_under_it():
    assert refused_codes(
        given_an_approved_line(), reason=SpotPurchase.Reason.CAP_OR_TERM, amount=Decimal("1200.00")
    ) == ["not-spent"]


def test_a_penny_more_than_is_left_under_the_cap_is_bought_outside():
    used = current_scheme().headroom - Decimal("499.99")
    block = given_an_approved_line(amount=used)
    given_a_cabinet_decision(block, used, decided_on=TODAY - dt.timedelta(days=30))
    given_an_award(block, supplier=given_an_admitted_supplier(price=used))
    line = given_an_approved_line()
    outside = {"reason": SpotPurchase.Reason.CAP_OR_TERM, "provider_name": "Severn Assessments"}

    fits = refused_codes(line, amount=Decimal("499.99"), **outside)
    purchase = record(line, amount=Decimal("500.00"), **outside)

    assert fits == ["not-spent"]
    assert purchase.amount == Decimal("500.00")


def test_after_the_term_an_admitted_provider_is_paid_outside():
    last, day = dt.date(2027, 5, 31), dt.date(2027, 6, 1)
    outside = {"reason": SpotPurchase.Reason.CAP_OR_TERM}
    line = given_an_approved_line(on=last)

    with clock.at(day):
        in_term = refused_codes(line, on=last, **outside)
        purchase = record(line, on=day, **outside)

    assert in_term == ["not-spent"]
    assert purchase.purchased_on == day


def test_a_purchase_counts_for_no_day_that_has_not_come():
    line = given_advocacy()

    with clock.at(TODAY):
        tomorrow = refused_codes(line, on=TODAY + dt.timedelta(days=1))
        purchase = record(line, on=TODAY)

    assert tomorrow == ["future-day"]
    assert purchase.purchased_on == TODAY


def test_whoever_raised_the_request_records_no_purchase_for_it():
    line = given_advocacy()
    requester = line.request.requester
    requester.roles = [*requester.roles, "commissioner"]
    requester.save()

    codes = refused_codes(line, by=User.objects.get(pk=requester.pk))

    assert codes == ["own-request"]


def test_it_is_authorised_by_somebody_who_may():
    commissioner = given_a("commissioner")

    assert refused_codes(given_advocacy(), authorised_by=commissioner) == ["authoriser-role"]


def test_a_finance_officer_records_none():
    line = given_advocacy()

    with pytest.raises(Forbidden):
        record(line, by=given_a("finance_officer"))


def test_a_line_that_is_used_up_is_refused():
    line = given_advocacy()
    record(line, units=10)

    assert refused_codes(line) == ["not-approved", "over-units"]


def test_the_provider_is_invited_to_the_lot_with_the_purchase():
    line = given_an_approved_line()

    record(
        line,
        provider_name="Usk Therapies",
        reason=SpotPurchase.Reason.NOT_ADMITTED,
        email="office@usk.example",
    )

    invitation = Invitation.objects.get()
    assert (invitation.provider_name, invitation.email) == ("Usk Therapies", "office@usk.example")
    assert (invitation.lot, invitation.reason) == (line.service.lot, "spot_purchase")
    assert invitation.request_reference == line.request.reference


def test_nobody_is_invited_where_there_is_no_lot_to_join():
    record(given_advocacy(), email="office@usk.example")

    assert Invitation.objects.count() == 0


def test_a_second_invitation_to_the_same_address_keeps_the_purchase_out_too():
    options = {
        "provider_name": "Usk Therapies",
        "reason": SpotPurchase.Reason.NOT_ADMITTED,
        "email": "office@usk.example",
    }
    record(given_an_approved_line(), **options)

    assert refused_codes(given_an_approved_line(), **options) == ["already-invited"]
    assert SpotPurchase.objects.count() == 1


@pytest.mark.parametrize("before_award", [True, False])
def test_a_condition_before_the_award_is_ticked_before_anything_is_bought_outside(before_award):
    """One that is to be met while it runs stops nothing."""
    line = given_a_decided_line(
        "approve_with_conditions",
        lines=[("Advocacy", 10, Decimal("500.00"))],
        conditions=(NewCondition(words="The school agrees.", before_award=before_award),),
    )
    if before_award:
        assert refused_codes(line, units=10) == ["conditions-open"]
        conditions.tick(line.decisions.get().conditions.get(), by=given_a("commissioner"), on=TODAY)

    assert record(line, units=10).line == line
