"""Joining in a browser: a sole trader on a phone, a laboratory in two lots, and who is invited."""

import datetime as dt
import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from lots.models import Lot
from mdps.core import clock, outbox
from suppliers.admit import admit
from suppliers.assess import assess, start
from suppliers.criteria import criteria_of
from suppliers.evidence_standing import lapsed
from suppliers.models import Application, RateLine, Supplier
from tests.build.joining import (
    PDF,
    given_a_joining_supplier,
    given_submitted_applications,
    provider_of,
)
from tests.build.people import PASSWORD, given_a
from tests.build.suppliers import consulted
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

ON_THE_DAY = dt.datetime(2026, 6, 2, 10, 0, tzinfo=clock.LONDON)
UNVERIFIED = "UKAS accreditation is missing"
PHONE = {"width": 375, "height": 720}


def test_a_sole_trader_joins_a_lot_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    with clock.at(ON_THE_DAY):
        an_account_is_made(visit, "Robin Hall", "robin@example.org")
        who_one_is(visit, "Robin Hall", "Sole trader")
        visit.choose("Lot 2: Therapeutic support")
        visit.press("Save and continue")
        visit.sees("You work alone, so we leave out what is about staff.")
        visit.picture("join-tasks")
        the_questions_are_answered(visit)
        nothing_is_declared(visit)
        a_lot_is_described(visit, {"Play therapy": "62.50", "Art therapy": "65"})
        it_is_submitted(visit, "Lot 2")
        the_council_admits()
        visit.follow("See where your applications stand")
        visit.follow("APP-")
        visit.sees("You are admitted to Lot 2")
        visit.picture("join-admitted")

    assert sorted(RateLine.objects.values_list("service__name", flat=True)) == [
        "Art therapy",
        "Play therapy",
    ]


@pytest.mark.by_keyboard
def test_a_laboratory_answers_once_for_two_lots(visit: Visit) -> None:
    with clock.at(ON_THE_DAY):
        an_account_is_made(visit, "Lee Lab", "lee@lab.example")
        who_one_is(visit, "Severn Laboratory", "Company", number="01234567")
        visit.choose("Lot 1: Independent specialist assessments")
        visit.choose("Lot 3: Mentoring and family support")
        visit.press("Save and continue")
        the_questions_are_answered(visit)
        a_ground_is_declared(visit)
        a_lot_is_described(visit, {"DNA relationship test": "250"})
        a_lot_is_described(visit, {"Mentoring": "35"}, place=1)
        it_is_submitted(visit, "Lot 1 and Lot 3")
        its_accreditation_is_sent_in(visit)
        laboratory = Supplier.objects.get()
        the_council_admits()
        for number, lot in ((1, "Lot 1"), (2, "Lot 3")):
            visit.open("/suppliers/mine/")
            visit.follow(f"APP-0000{number}")
            visit.sees(f"You are admitted to {lot}")
        tests = Lot.objects.get(number=1)
        assert UNVERIFIED in missing(laboratory, tests)
        its_accreditation_is_verified(visit, laboratory)

    first, second = Application.objects.order_by("lot__number")
    assert (first.lot.number, second.lot.number) == (1, 3)
    assert first.answers == second.answers
    on_lots = laboratory.admissions.values_list("lot__number", flat=True)
    assert sorted(on_lots) == [1, 3]
    assert UNVERIFIED not in missing(laboratory, tests)


@pytest.mark.without_scripts
def test_a_provider_is_invited_and_asked(visit: Visit) -> None:
    with clock.at(ON_THE_DAY):
        commissioner = given_a("commissioner", name="Carys Commissioner")
        supplier = given_a_joining_supplier("Robin Hall", on=ON_THE_DAY.date())
        visit.sign_in(commissioner)
        a_provider_is_invited(visit)
        an_event_is_recorded(visit)
        a_question_is_asked(visit, supplier)
        visit.sign_in(provider_of(supplier))
        visit.page.set_viewport_size(PHONE)
        visit.picture("join-home")
        visit.follow("Answer our question")
        visit.fill("Your answer", "I see every family myself.")
        visit.picture("join-answer")
        visit.press("Send the answer")
        visit.sees("I see every family myself.")
        visit.picture("join-answered")
        visit.open("/suppliers/mine/")
        visit.picture("join-mine")
        a_document_is_sent_in(visit)


def a_provider_is_invited(visit: Visit) -> None:
    visit.follow("Suppliers")
    visit.follow("Invitations")
    visit.picture("invitations-none")
    visit.press("Invite a provider")
    visit.fill("Name of the provider", "Court Psychology")
    visit.fill("E-mail address", "office@court.example")
    visit.choose("Lot 1: Independent specialist assessments")
    visit.choose("Named by a court")
    visit.picture("invite")
    visit.press("Send the invitation")
    visit.sees("1 invitation: 0 admitted, 1 open")
    visit.picture("invitations")
    visit.follow("INV-")
    visit.picture("invitation")
    outbox.send_due()
    [body] = [each.body for each in mail.outbox if each.to == ["office@court.example"]]
    visit.open(re.search(r"https?://[^/]+(/\S+)", body)[1])
    visit.sees("You are invited to apply")
    visit.picture("join-invited")


def an_event_is_recorded(visit: Visit) -> None:
    visit.open("/suppliers/events/")
    visit.press("Record an event")
    visit.fill("Title", "Becoming a provider of therapy")
    visit.choose("Briefing")
    visit.date("Date", 1, 6, 2026)
    visit.fill("Place", "Shire Hall")
    visit.choose("Lot 2: Therapeutic support")
    visit.picture("event-new")
    visit.press("Save the event")
    visit.press("Record who came")
    visit.fill("Organisations", "Robin Hall\nEvesham Play Therapy, office@evesham.example")
    visit.picture("event-guests")
    visit.press("Record them")
    visit.sees("2 organisations recorded.")
    visit.picture("event")
    visit.open("/suppliers/events/")
    visit.picture("events")


def a_question_is_asked(visit: Visit, supplier: Supplier) -> None:
    [application] = given_submitted_applications(
        supplier, Lot.objects.get(number=2), on=ON_THE_DAY.date()
    )
    visit.open(application.get_absolute_url())
    visit.press("Start the assessment")
    visit.press("Start the assessment")
    visit.open(application.get_absolute_url())
    visit.picture("application-council")
    visit.press("Ask the provider")
    visit.fill("Question", "Who would see the families?")
    visit.picture("ask")
    visit.press("Ask the provider")
    visit.sees("Not answered yet")


def a_document_is_sent_in(visit: Visit) -> None:
    visit.press("Send in a document")
    visit.choose("Public liability insurance")
    visit.press("Continue")
    visit.fill("Policy number", "POL-77")
    visit.fill("What it covers", "5,000,000")
    visit.date("Date of the document", 1, 6, 2026)
    visit.date("Last valid day", 31, 5, 2027)
    visit.main.get_by_label("Document").set_input_files(
        {"name": "insurance.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    visit.picture("join-documents")
    visit.press("Send in the document")
    visit.sees("POL-77, £5m", "To be verified")
    visit.picture("join-documents-sent")
    visit.follow("Public liability insurance")
    visit.sees("insurance.pdf")


def its_accreditation_is_sent_in(visit: Visit) -> None:
    """With the scope of its tests, as the schedule of the certificate says."""
    visit.open("/suppliers/mine/")
    visit.press("Send in a document")
    visit.choose("UKAS accreditation")
    visit.press("Continue")
    visit.fill("Accreditation number", "UKAS-4411")
    visit.fill("Scope", "DNA relationship tests by STR, ISO/IEC 17025")
    visit.date("Date of the document", 1, 3, 2026)
    visit.date("Last valid day", 28, 2, 2030)
    visit.main.get_by_label("Document").set_input_files(
        {"name": "schedule.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    visit.picture("join-ukas")
    visit.press("Send in the document")
    visit.sees("UKAS accreditation is sent in. It counts once we have verified it.")


def its_accreditation_is_verified(visit: Visit, laboratory: Supplier) -> None:
    visit.sign_in(given_a("commissioner", name="Carys Commissioner"))
    visit.open(laboratory.get_absolute_url())
    visit.follow("UKAS accreditation")
    visit.sees("DNA relationship tests by STR, ISO/IEC 17025")
    visit.press("Verify it")
    visit.picture("verify-ukas")
    visit.press("Verify it")
    visit.sees("Valid")
    visit.picture("verified-ukas")


def missing(supplier: Supplier, lot: Lot) -> list[str]:
    """What stops awards to the supplier under the lot."""
    on = ON_THE_DAY.date()
    return [each.partition(",")[0] for each in lapsed(lot, on, [supplier]).get(supplier.pk, [])]


def an_account_is_made(visit: Visit, name: str, address: str) -> None:
    visit.open("/sign-in/")
    visit.follow("Become a provider")
    visit.picture("join-lots")
    visit.press("Make an account")
    visit.fill("Your name", name)
    visit.fill("E-mail address", address)
    visit.fill("Password", PASSWORD)
    visit.picture("join-account")
    visit.press("Make account")
    visit.sees("Check your e-mail")
    visit.picture("join-sent")
    outbox.send_due()
    [body] = [each.body for each in mail.outbox if each.to == [address]]
    visit.open(re.search(r"https?://[^/]+(/\S+)", body)[1])
    visit.fill("Password", PASSWORD)
    visit.picture("join-confirm")
    visit.press("Confirm and sign in")


def who_one_is(visit: Visit, name: str, kind: str, number: str = "") -> None:
    visit.sees("Who are you?")
    visit.fill("Name of your organisation", name)
    visit.choose(kind)
    if number:
        visit.fill("Company or charity number", number)
    visit.picture("join-organisation")
    visit.press("Save and continue")
    visit.sees("Which lots do you apply for?")
    visit.picture("join-choose-lots")


def the_questions_are_answered(visit: Visit) -> None:
    """Every part of the task list, whichever it asks."""
    parts = visit.main.locator("a[href*='/part/']")
    for place in range(parts.count()):
        visit.click(parts.nth(place))
        fill_all(visit, "We do what the council expects, and write it down.")
        visit.picture(f"join-part-{place}")
        visit.press("Save and continue")
        visit.sees("Saved.")


def fill_all(visit: Visit, words: str) -> None:
    """Write `words` into every box of the form, once it is there."""
    form = visit.main.locator("form[data-draft]")
    form.wait_for()
    for box in form.get_by_role("textbox").all():
        visit.type(box, words)


def nothing_is_declared(visit: Visit) -> None:
    visit.follow("Exclusion grounds")
    visit.choose("No, none of them")
    visit.picture("join-grounds")
    visit.press("Save and continue")


def a_ground_is_declared(visit: Visit) -> None:
    visit.follow("Exclusion grounds")
    visit.choose("Yes, at least one")
    visit.choose("Found to owe taxes or social security contributions")
    visit.press("Save and continue")
    visit.fill("Found to owe taxes", "It was paid in full in March 2025.")
    visit.picture("join-since")
    visit.press("Save and continue")


def a_lot_is_described(visit: Visit, prices: dict[str, str], place: int = 0) -> None:
    visit.click(visit.main.get_by_role("link", name="What you offer").nth(place))
    fill_all(visit, "We are registered and insured, and have done this for ten years.")
    visit.picture("join-lot")
    visit.press("Save and continue")
    visit.click(visit.main.get_by_role("link", name="Prices").nth(place))
    for service, price in prices.items():
        visit.fill(service, price)
    visit.picture("join-prices")
    visit.press("Save and continue")


def it_is_submitted(visit: Visit, lots: str) -> None:
    expect(visit.main).not_to_contain_text("Incomplete")
    visit.follow("Check your answers and submit")
    visit.tick(visit.main.get_by_role("checkbox"))
    visit.picture("join-check")
    visit.press(f"Declare and submit for {lots}")
    visit.sees("Application submitted", "by 16 June 2026")
    visit.picture("join-submitted")


def the_council_admits() -> None:
    """By the actions: the council's pages have journeys of their own."""
    on = ON_THE_DAY.date()
    assessor, manager = given_a("commissioner"), given_a("commissioning_manager")
    for application in Application.objects.all():
        start(application, by=assessor, on=on)
        judgements = {each.pk: ("pass", "Seen.") for each in criteria_of(application)}
        assess(application, judgements=judgements, summary="Every one is met.", by=assessor, on=on)
        admit(application, consultation=consulted(on), by=manager, on=on)
