"""A monitoring round in a browser: opened, completed on a phone, read, rated, and acted upon."""

import datetime as dt

import pytest

from contracts.end import complete
from lots.models import Lot
from mdps.core import clock
from reporting.models import MonitoringReturn, PackageRating
from tests.build.contracts import given_a_delivery, given_an_officer
from tests.build.lots import given_a_version, text
from tests.build.monitoring import LAST_DAY, OPENED, given_a_package
from tests.build.panel import TODAY
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 375, "height": 800}
DESK = {"width": 1280, "height": 900}
PARTS = (
    (
        "How the half year went",
        {
            "How did the half year go?": "Nearly everything was delivered.",
            "What will you do differently?": "Confirm appointments the day before.",
        },
    ),
    (
        "Outcomes",
        {
            "Outcome achieved": "1",
            "Outcome partly achieved": "0",
            "Outcome not achieved": "0",
            "What did families gain": "A report that the court could use.",
        },
    ),
    ("Safeguarding", {"How many concerns": "0"}),
    (
        "Complaints",
        {
            "How many complaints": "1",
            "How many of them were upheld": "0",
            "What did you do about them": "We explained why the report took longer.",
        },
    ),
    (
        "Staffing",
        {
            "How many people delivered": "4",
            "How many of them left": "1",
            "How many posts are vacant": "0",
            "How do you keep training": "A calendar with reminders.",
        },
    ),
    ("Social value", {"What did you do for our county": "Two placements for students."}),
    ("What you will do", {"What will you do so that": "The numbers show nothing to do yet."}),
)


def test_a_half_year_is_monitored(visit: Visit) -> None:
    given_a_version(Lot.objects.get(number=1), "standards", text(1, "Reports in time"), on=TODAY)
    contract = given_a_package()
    given_a_delivery(contract, 10, 1)
    complete(contract, by=given_an_officer(), on=TODAY)
    supplier = given_a_supplier("Severn Assessments")
    provider = given_a_provider(supplier)
    officer = given_a("commissioner", name="Olu Officer")

    with clock.at(TODAY + dt.timedelta(days=3)):
        the_social_worker_says_how_it_went(visit, contract.line.request.requester)
    with clock.at(OPENED):
        visit.sign_in(officer)
        visit.follow("Monitoring")
        visit.press("Open a round")
        visit.choose("1 June 2026 to 30 November 2026")
        visit.picture("monitoring-open")
        visit.press("Open the round")
        visit.sees("1 supplier asked for a return", "Not rated yet")
        visit.picture("monitoring-round")
        visit.guide_picture("monitoring-round")
        the_provider_completes_it(visit, provider)
        the_commissioner_judges_it(visit, officer)

    record = MonitoringReturn.objects.get()
    assert (record.state, record.round.period.last_day) == ("accepted", LAST_DAY)
    assert record.answers["outcomes"]["achieved"] == 1
    assert record.ratings.get().grade == "approaching"
    assert record.actions.get().owner == provider
    assert PackageRating.objects.get().remark == "On time, and kind."


def the_social_worker_says_how_it_went(visit: Visit, worker) -> None:
    visit.sign_in(worker)
    visit.sees("Packages to rate")
    visit.picture("monitoring-social-worker-home")
    visit.follow("CO-")
    for question in ("deliver what was agreed", "keep to times", "keep in touch", "a difference"):
        group = visit.main.get_by_role("group", name=question)
        group.get_by_label("Very good", exact=True).check()
    visit.fill("Anything to add", "On time, and kind.")
    visit.picture("monitoring-rate-package")
    visit.press("Send")
    visit.sees("Thank you", "Rated on 5 June 2026")


def the_provider_completes_it(visit: Visit, provider) -> None:
    """All of it on a phone."""
    visit.page.set_viewport_size(PHONE)
    visit.sign_in(provider)
    visit.follow("Monitoring return for")
    visit.picture("monitoring-tasks")
    visit.guide_picture("monitoring-tasks")
    for title, answers in PARTS:
        visit.follow(title)
        for label, said in answers.items():
            visit.fill(label, said)
        if title == "Complaints":
            visit.picture("monitoring-part")
        visit.press("Save and continue")
        visit.sees("Saved.")
    visit.follow("Minimum service standards of Lot 1")
    visit.choose("Partly met")
    visit.press("Save and continue")
    visit.sees("1 question left here")
    visit.follow("Minimum service standards of Lot 1")
    visit.fill("If not met", "Two reports were late. From January none will be.")
    visit.press("Save and continue")
    for title in ("Age", "Sex", "Ethnic group", "Disability"):
        visit.follow(title)
        if title == "Sex":
            visit.main.get_by_role("group", name="Female").get_by_label("Asked").fill("6")
            visit.picture("monitoring-equality")
        visit.press("Save and continue")
    visit.sees("You have completed 12 of 12 tasks")
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    visit.follow("Check your answers and submit")
    visit.picture("monitoring-check")
    visit.press("Submit the return")
    visit.sees("The return is submitted", "Submitted")
    visit.page.set_viewport_size(DESK)


def the_commissioner_judges_it(visit: Visit, officer) -> None:
    visit.sign_in(officer)
    visit.sees("Monitoring returns to read")
    visit.follow("Return of Severn Assessments")
    visit.picture("monitoring-return")
    visit.guide_picture("monitoring-return")
    visit.press("Accept the return")
    visit.press("Accept the return")
    visit.sees("The return is accepted")
    visit.press("Rate the supplier")
    visit.choose("Approaching target")
    visit.fill("Reasons", "Two reports were late.")
    visit.picture("monitoring-rate")
    visit.guide_picture("monitoring-rate")
    visit.press("Rate the supplier")
    visit.sees("Approaching target", "Two reports were late.")
    visit.press("Set an action")
    visit.fill("What is to be done", "Send each report a day before it is due.")
    visit.select("Owner", "Somebody of Severn Assessments")
    visit.date("Last day for it", 31, 1, 2027)
    visit.picture("monitoring-set-action")
    visit.guide_picture("monitoring-set-action")
    visit.press("Set the action")
    visit.sees("MA-", "31 January 2027", "Monitoring report")
    visit.picture("monitoring-judged")
    visit.open("/monitoring/returns/")
    visit.picture("monitoring-returns")
