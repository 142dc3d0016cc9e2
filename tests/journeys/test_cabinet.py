"""An award of £500,000.01 that waits for Cabinet: asked, noticed, decided, then awarded."""

import datetime as dt
from decimal import Decimal

import pytest

from contracts.models import CabinetRequest, CallOffContract
from lots.queries import current_scheme
from mdps.core import clock
from tests.build.contracts import given_an_admitted_supplier, given_an_authority
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

PENNY_MORE = Decimal("500000.01")


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), tzinfo=clock.LONDON)


@pytest.mark.by_keyboard
def test_an_award_of_a_penny_above_the_threshold_waits_for_cabinet(visit: Visit) -> None:
    noticed = TODAY + dt.timedelta(days=1)
    decided = noticed + dt.timedelta(days=29)  # 28 clear days
    acted = decided + dt.timedelta(days=8)  # five clear working days and a weekend
    with clock.at(at(TODAY)):
        officer = given_a("commissioner", name="Carys Commissioner")
        manager = given_a("commissioning_manager", name="Morgan Manager")
        given_an_authority(officer)
        supplier = given_an_admitted_supplier(price=PENNY_MORE)
        line = given_an_approved_line(amount=PENNY_MORE)
        visit.sign_in(officer)
        it_cannot_be_awarded(visit, line.pk)
        visit.sees("It needs a Cabinet decision of its own", "written authorisation")
        visit.picture("cabinet-check")
        visit.press("Ask Cabinet")
        visit.fill("Why the contract is needed", "No smaller package meets the need.")
        visit.picture("cabinet-ask")
        visit.press("Ask Cabinet")
        visit.sees("CQ-", "£500,000.01", "1 July 2026")
        visit.picture("cabinet-request")
    with clock.at(at(noticed)):
        visit.sign_in(manager)
        visit.open(f"/contracts/to-award/{line.pk}/authorise/?supplier={supplier.pk}")
        visit.fill("Director of Policy, Performance and Governance", "The Director")
        visit.date("Date of the authorisation", noticed.day, noticed.month, noticed.year)
        visit.choose("Only this supplier has the specialism")
        visit.fill("Explain the reason", "Nobody else offers it.")
        visit.picture("authorise")
        visit.press("Record the authorisation")
        asked = CabinetRequest.objects.get()
        visit.open(f"/contracts/cabinet-requests/{asked.pk}/")
        visit.press("Record its notice")
        visit.date("Day the notice was published", noticed.day, noticed.month, noticed.year)
        visit.press("Record the notice")
        visit.sees("2 July 2026")
    with clock.at(at(decided)):
        visit.sign_in(manager)
        visit.open(f"/contracts/cabinet-requests/{asked.pk}/")
        visit.press("Record the decision")
        visit.fill("Reference of the minute", "CAB/2026/77")
        visit.date("Date of the decision", decided.day, decided.month, decided.year)
        visit.fill("Highest value it authorises", "500,000.01")
        visit.picture("cabinet-decision")
        visit.press("Record the decision")
        visit.sees("It can be acted on from 10 July 2026")
        visit.sign_in(officer)
        it_cannot_be_awarded(visit, line.pk)
        visit.sees("after call-in. Award it then.")
    with clock.at(at(acted)):
        visit.sign_in(officer)
        to_the_check(visit, line.pk)
        visit.picture("cabinet-award")
        visit.press("Award £500,000.01 to Severn Assessments")
        visit.sees("Awarded to Severn Assessments")

    contract = CallOffContract.objects.get()
    assert (contract.value, contract.awarded_on) == (PENNY_MORE, acted)
    assert contract.cabinet_decision == CabinetRequest.objects.get().decision
    assert current_scheme().committed == PENNY_MORE


def to_the_check(visit: Visit, pk: int) -> None:
    visit.open(f"/contracts/to-award/{pk}/")
    visit.press("Check the award")
    visit.sees("Can this be awarded?")


def it_cannot_be_awarded(visit: Visit, pk: int) -> None:
    to_the_check(visit, pk)
    visit.sees("It cannot be awarded as it stands.")
