"""Two requests in a browser: one that comes back with questions, one that a court directed."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from lots.models import Service
from mdps.core import clock, outbox
from mdps.core.models import User
from referrals.models import SupportRequest
from suppliers.models import Invitation
from tests.build.panel import given_an_open_item
from tests.build.people import given_a, given_a_team
from tests.build.suppliers import given_a_price, given_a_supplier, given_an_admission
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

ON_THE_DAY = dt.datetime(2026, 6, 2, 10, 0, tzinfo=clock.LONDON)
TODAY = ON_THE_DAY.date()


@pytest.fixture
def worker() -> User:
    return given_a("social_worker", name="Sam Worker", team=given_a_team())


@pytest.fixture
def manager(worker: User) -> User:
    return given_a("team_manager", name="Toni Manager", team=worker.team)


@pytest.mark.by_keyboard
def test_a_request_comes_back_with_questions_and_is_decided(
    visit: Visit, worker: User, manager: User
) -> None:
    given_two_prices("Play therapy", "52.00", "61.00")
    with clock.at(ON_THE_DAY):
        visit.sign_in(worker)
        starts(visit, subject="The child", kind="Therapies and counselling")
        says_it_all(visit, basis="Section 17: child in need", status="Child in need plan")
        no_court(visit)
        asks_for(visit, "Play therapy", units=2, weeks=10)
        submits(visit)

        visit.sign_in(manager)
        visit.picture("r-home-manager")
        visit.follow("SR-")
        visit.press("Return it")
        visit.fill("What must change before you endorse it?", "What did CAMHS say in May?")
        visit.press("Return this request")

        visit.sign_in(worker)
        visit.sees("Returned to you")
        visit.picture("r-home-returned")
        visit.follow("SR-")
        visit.sees("What did CAMHS say in May?")
        visit.picture("r-tasks-returned")
        visit.follow("Check your answers")
        visit.page.get_by_role("link", name="Change What was tried").click()
        visit.fill("What was tried before?", "CAMHS declined in May: a waiting list of a year.")
        visit.press("Save and continue")
        visit.sees("Check your answers", "CAMHS declined in May")
        visit.picture("r-check")
        visit.press("Submit to the team manager")

        visit.sign_in(manager)
        visit.follow("SR-")
        visit.press("Endorse this request")
        visit.press("Endorse this request")
        request = SupportRequest.objects.get()
        given_an_open_item(request, on=TODAY)
        visit.sign_in(worker)
        visit.sees("With the panel on 2 June 2026")
        visit.picture("r-home-at-panel")
        visit.sign_in(manager)
        visit.picture("r-home-manager-at-panel")
        visit.open(request.get_absolute_url())
        visit.picture("r-record")
        visit.follow("Requests")
        visit.picture("r-list")


def test_a_parents_assessment_in_proceedings_with_its_letter_of_instruction(
    visit: Visit, worker: User, manager: User
) -> None:
    given_two_prices("Psychological assessment", "3000.00", "3400.00")
    with clock.at(ON_THE_DAY):
        visit.sign_in(worker)
        starts(visit, subject="A parent, in the child's case", kind="Specialist assessments")
        says_it_all(
            visit,
            basis="Section 31: care or supervision proceedings",
            status="Looked after under an interim order",
        )
        the_court_directed(visit)
        visit.follow("Letter of instruction")
        visit.fill("The questions approved by the court", "Can the parent change in time?")
        visit.fill("The documents provided", "A1 to A40: the application")
        visit.picture("c-letter")
        visit.press("Save the letter")
        asks_for(visit, "Psychological assessment", units=1)
        visit.picture("c-services")
        submits(visit)

        request = SupportRequest.objects.get()
        outbox.send_due()
        visit.sign_in(manager)
        visit.sees("12 days left")
        visit.open(request.get_absolute_url())
        visit.sees("Week 8 of 26", "The council pays 50%", "£1,600.00", "Wye Reports", "Sent")
        visit.picture("c-record")
        visit.follow("Draft letter of instruction")
        visit.sees("Can the parent change in time?")
        visit.picture("c-letter-page")
        text = the_pdf_of(visit)
        assert "Can the parent change in time?" in text
        assert "£1,600.00" in text
        assert Invitation.objects.get().request_reference == request.reference
        visit.open(f"{reverse('referrals:list')}?state=submitted")
        visit.sees("14 June 2026", "12 days left")
        visit.follow("Save these filters")
        visit.fill("What do you call these filters?", "To look at")
        visit.press("Save these filters")
        visit.sees("To look at")
        visit.picture("c-list")


def given_two_prices(service: str, *prices: str) -> None:
    found = Service.objects.get(name=service)
    for name, price in zip(("Severn Assessments", "Dean Practice"), prices, strict=True):
        supplier = given_a_supplier(name)
        given_an_admission(supplier, found.lot)
        given_a_price(supplier, found, price)


def starts(visit: Visit, *, subject: str, kind: str) -> None:
    visit.follow("Requests")
    visit.press("Raise a request")
    visit.fill("Case reference", "LCS-4821937")
    visit.fill("What year was the child born?", "2016")
    visit.choose(subject)
    visit.choose(kind)
    visit.date("When is it needed by?", 31, 8, 2026)
    visit.picture("r-start")
    visit.press("Save and continue")
    visit.picture("r-tasks")


def says_it_all(visit: Visit, *, basis: str, status: str) -> None:
    """The tasks that are the same whether a court directed it or not."""
    visit.follow("Legal basis and status")
    visit.choose(basis)
    visit.choose(status)
    visit.picture("r-basis")
    visit.press("Save and continue")
    visit.follow("Wishes and feelings")
    visit.fill("What are the child's wishes and feelings about this?", "Somebody to talk to.")
    visit.picture("r-wishes")
    visit.press("Save and continue")
    visit.follow("Consent and advocacy")
    visit.fill("Who holds parental responsibility?", "Mother and local authority")
    visit.choose("Given")
    visit.fill("Who gave or refused it?", "Mother")
    visit.choose("Offered and accepted")
    visit.picture("r-consent")
    visit.press("Save and continue")
    visit.follow("Need and question")
    visit.fill("What is needed, and why?", "A hard year; sleeps badly.")
    visit.fill("What question must be answered?", "What would help the child to settle?")
    visit.picture("r-need")
    visit.press("Save and continue")
    visit.follow("What was tried")
    visit.fill("What was tried before?", "Six sessions at school.")
    visit.fill("Why can this not be done in-house or by CAMHS?", "No such therapist in-house.")
    visit.press("Save and continue")
    visit.follow("Outcome")
    visit.fill("What should be different afterwards?", "Settled at school.")
    visit.fill("How will that be measured?", "Attendance above 90%.")
    visit.press("Save and continue")
    visit.follow("Dates")
    visit.date("When should it start?", 8, 6, 2026)
    visit.picture("r-dates")
    visit.press("Save and continue")
    visit.follow("Funding")
    visit.fill("Section 17 budget", "60")
    visit.fill("Children in care discretionary budget", "30")
    visit.press("Save and continue")
    visit.sees("The parts add up to 90%. They must add up to 100%.")
    visit.picture("r-funding")
    visit.fill("Children in care discretionary budget", "40")
    visit.press("Save and continue")


def no_court(visit: Visit) -> None:
    visit.follow("The court")
    visit.choose("No")
    visit.press("Save and continue")


def the_court_directed(visit: Visit) -> None:
    """A joint instruction at half, of an expert who is not on the scheme."""
    visit.follow("The court")
    visit.choose("Yes")
    visit.press("Save and continue")
    visit.date("Date of the order", 1, 6, 2026)
    visit.date("Filing date", 14, 6, 2026)
    visit.date("Date the proceedings were issued", 14, 4, 2026)
    visit.fill("Expert who is not on the list", "Wye Reports")
    visit.fill("E-mail address of that expert", "office@wye.example")
    jointly = visit.main.get_by_role("group", name="Are the parties jointly instructed?")
    jointly.get_by_label("Yes").check()
    visit.fill("The council's share in percent", "50")
    legal_aid = visit.main.get_by_role("group", name="more than the legal aid rate")
    legal_aid.get_by_label("No").check()
    visit.picture("c-direction")
    visit.press("Save and continue")


def asks_for(visit: Visit, service: str, *, units: int, weeks: int = 1) -> None:
    found = Service.objects.get(name=service)
    visit.follow("Services and prices")
    visit.press("Add a service")
    visit.select("Service", f"{found.name} (by {found.unit})")
    visit.fill("How many units?", str(units))
    if weeks > 1:
        visit.choose("A week")
        visit.fill("Over how many weeks?", str(weeks))
    visit.picture("r-service")
    visit.press("Continue")
    visit.picture("r-amount")
    visit.press("Add this service")
    visit.picture("r-services")
    visit.press("Continue")


def submits(visit: Visit) -> None:
    visit.follow("Check your answers")
    visit.picture("r-check-first")
    visit.press("Submit to the team manager")
    visit.sees("What happens next")
    visit.picture("r-submitted")


def the_pdf_of(visit: Visit) -> str:
    """The words of the PDF of the letter."""
    with visit.page.expect_download() as caught:
        visit.main.get_by_role("link", name="Download as PDF").click()
    content = caught.value.path().read_bytes()
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
