"""A mini-competition of three suppliers in a browser, from invitation to regret letter."""

import datetime as dt
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from contracts.models import CallOffContract, Competition
from mdps.core import clock
from mdps.core.models import User
from tests.build.competitions import AFTER, CLOSES, INVITED, THREE
from tests.build.contracts import given_an_admitted_supplier, given_an_authority
from tests.build.panel import given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.django_db(transaction=True)

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
AVON, SEVERN, WYE = THREE
METHOD = "Method and quality of the work"
EXPERIENCE = "Experience and qualification of the practitioner"
POINTS = {3: "3: meets what is needed", 5: "5: excellent"}


@pytest.mark.without_scripts
def test_a_mini_competition_from_the_invitation_to_the_regret_letter(visit: Visit, worker) -> None:
    with clock.at(INVITED):
        officer = given_a("commissioner", name="Carys Commissioner")
        given_an_authority(officer)
        people = {
            name: given_a_provider(given_an_admitted_supplier(name), name=f"Pat of {name}")
            for name in THREE
        }
        line = given_an_approved_line(
            amount=Decimal("5000.00"), case_reference="LCS-4821937", year_of_birth=2014
        )
        competition = it_is_planned_and_everybody_invited(visit, officer, line.pk)
    with clock.at(INVITED + DAY):
        a_question_is_answered_for_all(visit, officer, people, competition)
    with clock.at(INVITED + 2 * DAY):
        three_suppliers_quote(visit, people, competition)
    with clock.at(CLOSES + SECOND):
        visit.sign_in(people[WYE])
        visit.open(f"/contracts/invitations/{invitation(competition, WYE)}/")
        visit.sees("Closed", "The deadline was 12:00:00 on 16 June 2026")
    with clock.at(AFTER):
        the_quotes_are_opened_scored_and_ranked(visit, officer, competition)
        visit.sign_in(line.request.requester)
        visit.open(f"/contracts/competitions/{competition.pk}/")
        visit.sees(f"1. {SEVERN}", "Winner")
        visit.picture("competition-requester")
        visit.sign_in(officer)
        visit.open(f"/contracts/competitions/{competition.pk}/")
        visit.press(f"Award it to {SEVERN}")
        visit.sees("Can this be awarded?", "A mini-competition of the line is ranked")
        visit.picture("competition-award")
        visit.press(f"Award £1,000.00 to {SEVERN}")
        visit.sees(f"Awarded to {SEVERN}")
        the_letters_are_read(visit, people, competition)

    contract = CallOffContract.objects.get()
    assert (contract.route, contract.value) == ("competition", Decimal("1000.00"))
    assert Competition.objects.get().contract == contract


def invitation(competition: Competition, name: str) -> int:
    return competition.invitations.get(supplier__name=name).pk


def it_is_planned_and_everybody_invited(visit: Visit, officer: User, pk: int) -> Competition:
    visit.sign_in(officer)
    visit.open(f"/contracts/to-award/{pk}/")
    visit.press("Run a mini-competition for Psychological assessment")
    visit.fill("What is needed", "An assessment of the parent of the child of LCS-4821937.")
    visit.picture("competition-plan")
    visit.press("Save the draft")
    visit.sees("What suppliers read holds the case reference")
    visit.fill("What is needed", "An assessment of a parent, with a report in eight weeks.")
    visit.press("Save the draft")
    visit.sees("MC-", "Nobody is invited yet")
    visit.picture("competition-draft")
    visit.press("Invite the suppliers")
    visit.sees("3 suppliers", *THREE)
    visit.picture("competition-invite")
    visit.press("Invite them all")
    visit.sees("Open for quotes", "0 quotes, sealed until they are opened")
    return Competition.objects.get()


def a_question_is_answered_for_all(
    visit: Visit, officer: User, people: dict[str, User], competition: Competition
) -> None:
    visit.sign_in(people[AVON])
    visit.sees(f"Quote in {competition.reference}")
    visit.follow("Invitations to quote")
    visit.follow(competition.reference)
    visit.press("Ask a question")
    visit.fill("Your question", "We at Avon ask whether an interpreter is needed.")
    visit.press("Send the question")
    visit.sees("Your question is sent")
    visit.sign_in(officer)
    visit.open(f"/contracts/competitions/{competition.pk}/")
    visit.follow("Answer it")
    visit.fill("The question as all suppliers read it", "Is an interpreter needed?")
    visit.fill("The answer", "No.")
    visit.picture("competition-answer")
    visit.press("Answer for all")
    visit.sees("The answer is shared")
    visit.sign_in(people[SEVERN])
    visit.open(f"/contracts/invitations/{invitation(competition, SEVERN)}/")
    visit.sees("Is an interpreter needed?", "No.")
    for absent in (AVON, WYE, "LCS-4821937", "2014"):
        expect(visit.main).not_to_contain_text(absent)


def three_suppliers_quote(visit: Visit, people: dict[str, User], competition: Competition) -> None:
    for name, wrong, price in (
        (AVON, "1,1000.00", "1,100.00"),
        (SEVERN, "", "1,050.00"),
        (WYE, "", "1,200.00"),
    ):
        visit.sign_in(people[name])
        visit.open(f"/contracts/invitations/{invitation(competition, name)}/")
        visit.press("Give a quote")
        fill_quote(visit, wrong or price)
        if wrong:
            visit.press("Send the quote")
            visit.sees("Enter an amount in pounds and pence, like 1,234.50")
            visit.picture("competition-quote-wrong")
            visit.fill("Price of one unit", price)
        visit.press("Send the quote")
        visit.sees("is received")
        if name == SEVERN:
            visit.press("Change your quote")
            visit.fill("Price of one unit", "1,000.00")
            visit.press("Send the quote")
            visit.sees("£1,000.00")
            visit.picture("competition-own-quote")


def fill_quote(visit: Visit, price: str) -> None:
    visit.fill("Price of one unit", price)
    visit.fill("Expected extras in all", "0")
    visit.fill("When you can start", "From the first day, our senior psychologist.")
    visit.fill(METHOD, "Interviews and observation.")
    visit.fill(EXPERIENCE, "Ten years in family courts.")


def the_quotes_are_opened_scored_and_ranked(
    visit: Visit, officer: User, competition: Competition
) -> None:
    visit.sign_in(officer)
    visit.sees("Open the quotes.")
    visit.open(f"/contracts/competitions/{competition.pk}/")
    visit.sees("3 quotes, sealed until they are opened")
    expect(visit.main).not_to_contain_text("£1,000.00")
    visit.press("Open the quotes")
    visit.press("Open the quotes")
    visit.sees("3 quotes are opened", "£1,000.00", "To be scored")
    visit.press("Declare your interests")
    visit.choose("No, in none of them")
    visit.press("Declare")
    for name, points in ((AVON, 3), (SEVERN, 5), (WYE, 3)):
        visit.follow(name)
        for criterion in (METHOD, EXPERIENCE):
            group = visit.main.get_by_role("group", name=criterion)
            group.get_by_label(POINTS[points]).check()
        visit.fill("Reasons for criterion 1", f"The method of {name}.")
        visit.fill("Reasons for criterion 2", "As described.")
        if name == AVON:
            visit.picture("competition-score")
        visit.press("Save the scores")
        visit.sees(f"The quote of {name} is scored")
    visit.picture("competition-scored")
    visit.press("Settle the ranking")
    visit.sees(f"1. {SEVERN}", "100.00 of 100")
    visit.picture("competition-settle")
    visit.press("Settle the ranking")
    visit.sees(f"{SEVERN} came first with 100.00 of 100")
    visit.picture("competition-ranked")


def the_letters_are_read(visit: Visit, people: dict[str, User], competition: Competition) -> None:
    for name, title in (
        (AVON, f"The outcome of {competition.reference}"),
        (SEVERN, f"You won {competition.reference}"),
    ):
        visit.sign_in(people[name])
        visit.open(f"/contracts/invitations/{invitation(competition, name)}/")
        visit.sees(title)
        expect(visit.main.get_by_role("link", name="PDF").first).to_be_visible()
        visit.picture(f"competition-outcome-{'won' if name == SEVERN else 'lost'}")
        visit.follow(title)
        own = "72.36 of 100" if name == AVON else "100.00 of 100"
        visit.sees(own, f"The method of {name}.")
        expect(visit.main).not_to_contain_text(WYE)
        visit.picture(f"competition-letter-{'won' if name == SEVERN else 'lost'}")
