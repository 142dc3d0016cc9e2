"""The whole road in a browser: one person for each role, from a supplier's application to the
annual report to Cabinet as a PDF, whose figures are checked against plain SQL."""

import datetime as dt
import io
from decimal import Decimal

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import expect
from pypdf import PdfReader

from mdps.core import clock
from panel.models import AgendaItem, PanelMeeting
from suppliers.models import Supplier
from tests.build.budgets import given_budgets
from tests.build.panel import given_a_quorum, given_it_is_decided
from tests.build.people import given_a, given_a_team
from tests.build.suppliers import given_all_evidence
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

ON_THE_DAY = dt.datetime(2026, 6, 2, 10, 0, tzinfo=clock.LONDON)


AFTER_THE_YEAR = dt.datetime(2026, 7, 1, 9, 0, tzinfo=clock.LONDON)

# The year to 30 June 2026 in plain SQL: nothing here knows the project.
AWARDED = """
    SELECT count(*), sum(amount) FROM contracts_commitment
    WHERE kind = 'award' AND "on" >= '2025-07-01' AND "on" < '2026-07-01'
"""
HEADROOM = """
    SELECT cap - (SELECT sum(amount) FROM contracts_commitment) FROM lots_scheme
"""


@pytest.mark.without_scripts
def test_from_an_application_to_the_annual_report(visit: Visit, worker: None) -> None:
    with clock.at(ON_THE_DAY):
        a_supplier_is_admitted(visit)
        a_request_is_raised_and_endorsed(visit)
        the_panel_decides(visit)
        a_call_off_is_awarded(visit)
    with clock.at(AFTER_THE_YEAR):
        text = the_annual_report_is_made(visit)

    awards, awarded, headroom = in_plain_sql()
    assert (awards, awarded, headroom) == (1, Decimal("5501.00"), Decimal("10494499.00"))
    for figure in (awarded, headroom):
        assert f"£{figure:,.2f}" in text


def a_supplier_is_admitted(visit: Visit) -> None:
    visit.sign_in(given_a("commissioner", name="Carys Commissioner"))
    visit.follow("Suppliers")
    visit.press("Register a supplier")
    visit.fill("Name", "Severn Assessments")
    visit.choose("Company")
    visit.fill("Company or charity number", "01234567")
    visit.fill("E-mail address", "office@severn.example")
    visit.press("Register")
    visit.sees("Severn Assessments")
    visit.picture("supplier")

    visit.press("Record an application for Lot 1")
    visit.fill("What is offered under this lot", "Psychological assessments by HCPC members.")
    visit.press("Record application")
    visit.press("Start")
    visit.picture("start")
    visit.press("Start")
    for choice in visit.page.get_by_label("Pass", exact=True).all():
        visit.tick(choice)
    visit.fill("Summary of the assessment", "Every criterion is met.")
    visit.picture("assess")
    visit.press("Hand on to be decided")

    visit.sign_in(given_a("commissioning_manager", name="Morgan Manager"))
    visit.picture("home-manager")
    visit.follow("Severn Assessments")
    visit.press("Admit to Lot 1")
    visit.fill("Cabinet Member consulted", "The Cabinet Member for Children's Safeguarding")
    visit.date("Date they were consulted", 1, 6, 2026)
    visit.fill("Reasons for the decision", "It meets the selection criteria of Lot 1.")
    visit.picture("admit")
    visit.press("Admit")
    visit.sees("Admitted")
    given_all_evidence(Supplier.objects.get())

    visit.sign_in(given_a("commissioner", name="Carys Commissioner"))
    visit.follow("Suppliers")
    visit.follow("Severn Assessments")
    visit.press("Set a price")
    visit.select("Service", "Psychological assessment")
    visit.fill("Price of one unit", "2,750.50")
    visit.date("First day of this price", 2, 6, 2026)
    visit.picture("price")
    visit.press("Set price")
    visit.sees("£2,750.50")
    visit.picture("supplier-admitted")


def a_request_is_raised_and_endorsed(visit: Visit) -> None:
    team = given_a_team()
    visit.sign_in(given_a("social_worker", name="Sam Worker", team=team))
    visit.picture("home-worker")
    visit.follow("Requests")
    visit.press("Raise a request")
    visit.fill("Case reference", "LCS-4821937")
    visit.fill("What year was the child born?", "2016")
    visit.choose("The child")
    visit.choose("Specialist assessments")
    visit.date("When is it needed by?", 31, 8, 2026)
    visit.picture("raise")
    visit.press("Save and continue")
    visit.picture("tasks")
    the_answers_are_given(visit)
    visit.follow("Services and prices")
    visit.press("Add a service")
    visit.select("Service", "Psychological assessment (by assessment)")
    visit.fill("How many units?", "2")
    visit.press("Continue")
    visit.picture("amount")
    visit.sees("£5,501.00")
    visit.press("Add this service")
    visit.picture("services")
    visit.press("Continue")
    visit.follow("Check your answers")
    visit.picture("check-answers")
    visit.press("Submit to the team manager")
    visit.sees("What happens next")
    visit.picture("submitted")

    visit.sign_in(given_a("team_manager", name="Toni Manager", team=team))
    visit.picture("home-team-manager")
    visit.follow("SR-")
    visit.press("Endorse this request")
    visit.picture("endorse")
    visit.press("Endorse this request")
    visit.sees("Endorsed")


def the_answers_are_given(visit: Visit) -> None:
    """The tasks of a request but its services, one page each."""
    visit.follow("Legal basis and status")
    visit.choose("Section 17: child in need")
    visit.choose("Child in need plan")
    visit.press("Save and continue")
    visit.follow("The court")
    visit.choose("No")
    visit.press("Save and continue")
    visit.follow("Wishes and feelings")
    visit.fill("What are the child's wishes and feelings about this?", "To be asked less often.")
    visit.press("Save and continue")
    visit.follow("Consent and advocacy")
    visit.fill("Who holds parental responsibility?", "Mother")
    visit.choose("Given")
    visit.fill("Who gave or refused it?", "Mother")
    visit.choose("Offered and accepted")
    visit.press("Save and continue")
    visit.follow("Need and question")
    visit.fill("What is needed, and why?", "A full assessment before the plan is decided.")
    visit.fill("What question must be answered?", "What would keep the child safe at home?")
    visit.press("Save and continue")
    visit.follow("What was tried")
    visit.fill("What was tried before?", "Three months of the in-house service.")
    visit.fill("Why can this not be done in-house or by CAMHS?", "No psychologist in-house.")
    visit.press("Save and continue")
    visit.follow("Outcome")
    visit.fill("What should be different afterwards?", "The plan rests on a full picture.")
    visit.fill("How will that be measured?", "Each question is answered.")
    visit.press("Save and continue")
    visit.follow("Dates")
    visit.date("When should it start?", 8, 6, 2026)
    visit.press("Save and continue")
    visit.follow("Funding")
    visit.fill("Section 17 budget", "100")
    visit.press("Save and continue")


def the_panel_decides(visit: Visit) -> None:
    chair = given_a("panel_chair", name="Charlie Chair")
    visit.sign_in(given_a("panel_administrator", name="Ade Administrator"))
    visit.picture("home-administrator")
    visit.follow("Panel meetings")
    visit.press("Plan a meeting")
    visit.date("Date", 2, 6, 2026)
    visit.fill("Start time", "2:30pm")
    visit.fill("Place", "Committee room 2")
    visit.select("Chair", chair.name)
    visit.press("Plan the meeting")

    visit.sign_in(chair)
    visit.follow("Panel meetings")
    visit.follow("2 June 2026")
    visit.press("Put requests on the agenda")
    visit.tick(visit.page.get_by_role("checkbox").first)
    visit.fill("Why the request is taken late", "The meeting was called at short notice.")
    visit.picture("agenda")
    visit.press("Put on the agenda")
    visit.picture("meeting")

    given_a_quorum(PanelMeeting.objects.get())
    given_budgets(on=ON_THE_DAY.date())
    visit.open("/")
    visit.picture("home-chair")
    visit.follow("Panel meetings")
    visit.follow("2 June 2026")
    visit.press("Open the meeting")
    visit.press("Open the meeting")
    visit.picture("desk")
    given_it_is_decided(AgendaItem.objects.get(), on=ON_THE_DAY.date(), by=chair)
    visit.follow("Panel meetings")
    visit.follow("2 June 2026")
    visit.press("Close the meeting")
    visit.press("Close the meeting")
    visit.press("Decision sheet")
    visit.sees("£5,501.00")
    visit.picture("sheet")


def a_call_off_is_awarded(visit: Visit) -> None:
    officer = given_a("commissioner", name="Carys Commissioner")
    visit.sign_in(given_a("commissioning_manager", name="Morgan Manager"))
    visit.follow("Contracts")
    visit.follow("Authorities")
    visit.press("Give an authority")
    visit.select("Who may award", officer.name)
    visit.choose("Lot 1: Independent specialist assessments")
    visit.fill("Up to which value of one contract", "£500,000")
    visit.date("First day", 1, 6, 2026)
    visit.date("Last day", 31, 5, 2027)
    visit.fill("Cabinet Member consulted", "The Cabinet Member for Children's Safeguarding")
    visit.date("Date they were consulted", 1, 6, 2026)
    visit.fill("Reasons for the decision", "So that awards do not wait for a decision each.")
    visit.picture("authority")
    visit.press("Give the authority")
    visit.sees("£500,000.00")
    visit.picture("authorities")

    visit.sign_in(officer)
    visit.picture("home-commissioner")
    visit.follow("Award Psychological assessment")
    visit.picture("terms")
    visit.press("Check the award")
    visit.sees("Can this be awarded?")
    visit.picture("check-award")
    visit.press("Award £5,501.00 to Severn Assessments")
    visit.sees("Awarded to Severn Assessments")
    visit.picture("awarded")
    visit.follow("See the call-off")
    visit.picture("contract")


def the_annual_report_is_made(visit: Visit) -> str:
    """The words of the PDF that the manager downloads."""
    visit.sign_in(given_a("commissioning_manager", name="Morgan Manager"))
    visit.follow("Reports")
    visit.press("Make a report")
    visit.choose("Annual report to Cabinet")
    visit.date("Last day of the period", 30, 6, 2026)
    visit.picture("make-report")
    visit.press("Make the report")
    visit.picture("progress")
    download = visit.main.get_by_role("button", name="Download")
    expect(download).to_be_visible(timeout=60_000)
    visit.picture("made")
    with visit.page.expect_download() as caught:
        download.click()
    content = caught.value.path().read_bytes()
    visit.follow("See the report")
    visit.picture("report")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def in_plain_sql() -> tuple[int, Decimal, Decimal]:
    """Awards in the year, what they come to, and what is left under the cap."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"] or None,
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname=settings["NAME"],
    ) as database:
        awards, awarded = database.execute(AWARDED).fetchone()
        (headroom,) = database.execute(HEADROOM).fetchone()
    return awards, awarded, headroom
