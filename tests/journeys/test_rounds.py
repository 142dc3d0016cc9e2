"""A round in a browser: a lot opened in rounds, a round planned, its applications decided."""

import datetime as dt

import pytest

from lots.models import AdmissionRound, Lot
from mdps.core import clock
from mdps.core.models import User
from suppliers import assess
from suppliers.criteria import criteria_of
from suppliers.models import Admission, Application
from tests.build.people import given_a
from tests.build.suppliers import given_a_supplier, given_an_application
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = dt.datetime(2026, 6, 2, 10, tzinfo=clock.LONDON)
OPEN = dt.datetime(2026, 6, 15, 10, tzinfo=clock.LONDON)
CLOSED = dt.datetime(2026, 6, 29, 12, tzinfo=clock.LONDON)


def test_a_round_from_its_plan_to_its_decision(visit: Visit) -> None:
    manager = given_a("commissioning_manager", name="Mel Manager")
    assessor = given_a("commissioner", name="Carys Commissioner")
    lot = Lot.objects.get(number=2)
    with clock.at(BEFORE):
        visit.sign_in(manager)
        the_lot_opens_in_rounds(visit, lot)
        a_round_is_planned(visit)
    planned = AdmissionRound.objects.get()
    with clock.at(OPEN):
        for name in ("Dean Play", "Usk Counselling", "Wye Therapies"):
            given_an_application(given_a_supplier(name), lot, OPEN.date())
        visit.open(planned.get_absolute_url())
        visit.sees("Dean Play", "Usk Counselling", "Wye Therapies")
        visit.picture("round-open")
        visit.guide_picture("rounds-open")
    with clock.at(CLOSED):
        visit.sign_in(assessor)
        the_first_is_assessed(visit)
        the_others_are_assessed(assessor)
        visit.sign_in(manager)
        the_batch_is_decided(visit, planned)

    assert sorted(Admission.objects.values_list("supplier__name", flat=True)) == [
        "Dean Play",
        "Wye Therapies",
    ]
    states = Application.objects.order_by("supplier__name").values_list("state", flat=True)
    assert list(states) == ["admitted", "rejected", "admitted"]


def the_lot_opens_in_rounds(visit: Visit, lot: Lot) -> None:
    visit.open(lot.get_absolute_url())
    visit.press("Change how it can be applied for")
    visit.choose("Open in rounds")
    visit.date("First day of this rule", 2, 6, 2026)
    visit.fill("Why it changes", "Applications are to be compared with each other.")
    visit.picture("round-rule")
    visit.guide_picture("rounds-rule")
    visit.press("Set the rule")
    visit.sees("Open in rounds")


def a_round_is_planned(visit: Visit) -> None:
    visit.open("/scheme/rounds/")
    visit.press("Plan a round")
    visit.fill("Name of the round", "Summer 2026 round")
    visit.choose("Lot 2: Therapeutic support")
    visit.date("Opens on", 8, 6, 2026)
    visit.date("Closes on", 29, 6, 2026)
    visit.picture("round-plan")
    visit.guide_picture("rounds-plan")
    visit.press("Plan the round")
    visit.sees("Summer 2026 round is planned. It opens and closes by itself.")


def the_first_is_assessed(visit: Visit) -> None:
    """On the desk, as the guide says."""
    application = Application.objects.get(supplier__name="Dean Play")
    visit.open(application.get_absolute_url())
    visit.press("Start the assessment")
    visit.press("Start the assessment")
    visit.picture("round-desk")
    visit.guide_picture("rounds-desk")


def the_others_are_assessed(by: User) -> None:
    """By the actions: the desk has tests of its own."""
    for application in Application.objects.order_by("supplier__name"):
        if application.state == Application.State.SUBMITTED:
            assess.start(application, by=by, on=CLOSED.date())
        fails = application.supplier.name.startswith("Usk")
        outcome = ("fail", "No registration was shown.") if fails else ("pass", "Seen.")
        judgements = {each.pk: outcome for each in criteria_of(application)}
        summary = "A criterion is not met." if fails else "Every criterion is met."
        assess.assess(application, judgements=judgements, summary=summary, by=by, on=CLOSED.date())


def the_batch_is_decided(visit: Visit, planned: AdmissionRound) -> None:
    visit.open(planned.get_absolute_url())
    visit.press("Decide 3 applications")
    for name, choice in (
        ("Dean Play", "Admit"),
        ("Usk Counselling", "Reject"),
        ("Wye Therapies", "Admit"),
    ):
        visit.main.get_by_role("group", name=name).get_by_label(choice, exact=True).check()
    rejected = Application.objects.get(supplier__name="Usk Counselling")
    visit.fill(
        f"If it is rejected: why {rejected.reference}",
        "No registration of the counsellor was sent.",
    )
    visit.fill("Cabinet Member consulted", "Councillor Marsh")
    visit.date("Date they were consulted", 29, 6, 2026)
    visit.fill("Reasons for the decision", "Two of three meet every criterion of the lot.")
    visit.picture("round-decide")
    visit.guide_picture("rounds-decide")
    visit.press("Record the decision")
    visit.sees("2 applications admitted, 1 rejected.")
    visit.picture("round-decided")
    visit.guide_picture("rounds-decided")
