"""A supplier's standing in a browser: a safeguarding suspension, a removal, a renewed insurance."""

import datetime as dt
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from contracts.models import PackageSafeguard
from lots.models import Service
from mdps.core import clock
from mdps.core.models import Notice
from suppliers.models import Admission, RemovalNotice
from tests.build.contracts import (
    SERVICE,
    given_an_admitted_supplier,
    given_an_award,
    given_an_officer,
)
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import (
    given_a_price,
    given_a_provider,
    given_a_supplier,
    given_all_evidence,
    given_an_admission,
    given_evidence,
)
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

DAY = dt.timedelta(days=1)


def test_a_safeguarding_suspension_with_three_running_packages(visit: Visit) -> None:
    with clock.at(TODAY):
        officer = given_an_officer(name="Olu Officer")
        contracts = [given_an_award(by=officer) for _ in range(3)]
        supplier = contracts[0].supplier
        visit.sign_in(given_a("commissioning_manager", name="Mel Manager"))
        visit.open(supplier.get_absolute_url())
        visit.press("Suspend from Lot 1")
        visit.picture("suspend")
        visit.choose("Safeguarding: from today, until another decision ends it")
        it_is_decided(visit, "A concern about how visits are supervised.")
        visit.guide_picture("removal-suspend")
        visit.press("Suspend from Lot 1")
        visit.sees("Severn Assessments is suspended from Lot 1")
        visit.picture("suspended-supplier")

        visit.sign_in(officer)
        visit.sees("Call-offs of suspended suppliers")
        visit.picture("safeguards-home")
        choices = ("Continue with safeguards", "Pause", "Transfer to another supplier")
        for contract, choice in zip(contracts, choices, strict=True):
            visit.open(contract.safeguards.get().get_absolute_url())
            visit.choose(choice)
            visit.fill("Reason", f"Agreed with the team: {choice.lower()}.")
            visit.picture("safeguard-choice")
            visit.guide_picture("removal-choice")
            visit.press("Record the choice")
            visit.sees(choice)
        visit.open("/contracts/suspended/")
        visit.picture("safeguards")

    kept = PackageSafeguard.objects.order_by("contract")
    assert [(each.owner, each.choice) for each in kept] == [
        (officer, "continue"),
        (officer, "pause"),
        (officer, "transfer"),
    ]
    for contract in contracts:
        told = Notice.objects.filter(to=contract.line.request.requester, subject__contains=contract)
        assert told.filter(subject__contains="needs a decision today").count() == 1


def test_a_removal_with_a_statement(visit: Visit) -> None:
    with clock.at(TODAY):
        supplier = given_an_admitted_supplier()
        manager = given_a("commissioning_manager", name="Mel Manager")
        visit.sign_in(manager)
        visit.open(supplier.get_absolute_url())
        visit.press("Give notice of removal from Lot 1")
        visit.fill("Reasons", "Four reports of six were more than three weeks late.")
        visit.picture("give-notice")
        visit.guide_picture("removal-give-notice")
        visit.press("Give notice")
        visit.sees("The statement is due by 16 June 2026", "until 16 June 2026")
        visit.picture("notice")
        visit.guide_picture("removal-notice")

        visit.sign_in(given_a_provider(supplier))
        visit.follow("Notice of removal from Lot 1")
        visit.press("Make your statement")
        visit.fill("Statement", "Two assessors were ill. Both are back.")
        visit.guide_picture("removal-statement")
        visit.press("Send the statement")
        visit.sees("Two assessors were ill. Both are back.")
        visit.picture("notice-provider")

        visit.sign_in(manager)
        visit.follow("Removal of Severn Assessments on Lot 1")
        visit.press("Remove from Lot 1")
        it_is_decided(visit, "The delays went on after two warnings.")
        visit.picture("remove")
        visit.guide_picture("removal-decide")
        visit.press("Remove from Lot 1")
        visit.sees("Severn Assessments on Lot 1 is removed")
        visit.open("/suppliers/on-a-day/")
        visit.picture("on-a-day")
        visit.guide_picture("removal-on-a-day")

    notice = RemovalNotice.objects.get()
    assert (notice.state, notice.admission.state) == ("removed", Admission.State.REMOVED)


def test_a_renewal_lifts_a_lapse(visit: Visit) -> None:
    with clock.at(TODAY):
        supplier = given_a_supplier()
        given_evidence(supplier, "public_liability", TODAY - DAY)
        given_all_evidence(supplier)
        service = Service.objects.get(name=SERVICE)
        given_an_admission(supplier, service.lot)
        given_a_price(supplier, service, Decimal("1200.00"))
        line, officer = given_an_approved_line(), given_an_officer(name="Olu Officer")

        visit.sign_in(officer)
        visit.open(f"/suppliers/prices/{service.pk}/")
        visit.sees("Public liability insurance expired on 1 June 2026")
        visit.picture("comparison-lapsed")
        visit.open(f"/contracts/to-award/{line.pk}/")
        visit.sees("Not to be chosen now")
        visit.main.get_by_role("radio").first.check()
        visit.press("Check the award")
        visit.sees("Evidence of Severn Assessments is not in order for Lot 1")
        visit.picture("award-lapsed")

        visit.open(supplier.get_absolute_url())
        visit.sees("Evidence not in order")
        visit.follow("Public liability insurance")
        visit.press("Record its renewal")
        visit.fill("Policy number", "PL-2")
        visit.fill("What it covers, in pounds", "10,000,000")
        visit.date("Date of the document", 2, 6, 2026)
        visit.date("Last valid day", 1, 6, 2027)
        visit.picture("renew")
        visit.press("Record the renewal")
        visit.sees("Public liability insurance is recorded. It expires on 1 June 2027.")

        visit.open(f"/contracts/to-award/{line.pk}/")
        visit.press("Check the award")
        visit.press("Award £1,200.00 to Severn Assessments")
        expect(visit.page.get_by_role("heading", level=1)).to_contain_text("Awarded to Severn")


def it_is_decided(visit: Visit, reasons: str) -> None:
    visit.fill("Cabinet Member consulted", "Councillor Marsh")
    visit.date("Date they were consulted", 2, 6, 2026)
    visit.fill("Reasons for the decision", reasons)
