"""What is recorded can be read, and the provider's home shows where it stands."""

import pytest

from mdps.core import slots, timeline
from mdps.core.models import AuditEvent, User
from suppliers.reinstate import reinstate
from suppliers.reject import reject
from suppliers.removal import cancel_notice
from suppliers.remove import remove
from suppliers.suspend import suspend
from suppliers.withdraw import withdraw
from tests.build.joining import given_a_draft_application
from tests.build.people import given_a
from tests.build.suppliers import (
    LONG_AGO,
    consulted,
    given_a_notice,
    given_a_price,
    given_a_provider,
    given_a_statement,
    given_a_supplier,
    given_an_admission,
    given_an_application,
    given_an_assessed_application,
)

pytestmark = pytest.mark.django_db


def test_every_act_has_its_sentence(lot):
    supplier, manager = given_a_supplier(), given_a("commissioning_manager")
    decided = {"consultation": consulted(LONG_AGO), "by": manager, "on": LONG_AGO}
    withdraw(given_an_application(supplier, lot), by=manager, on=LONG_AGO)
    reject(given_an_assessed_application(supplier, lot, outcome="fail"), **decided)
    admission = given_an_admission(supplier, lot)
    for act in (suspend, reinstate):
        act(admission, **decided)
    cancel_notice(
        given_a_notice(admission, LONG_AGO), because="All is well.", by=manager, on=LONG_AGO
    )
    given_a_statement(admission, LONG_AGO)
    remove(admission, **decided)
    given_a_price(supplier, lot.services.first(), "9.99")

    recorded = set(AuditEvent.objects.values_list("action", flat=True))

    mine = ("supplier.", "application.", "admission.", "price.", "evidence.", "removal")
    assert {each for each in recorded if each.startswith(mine)} <= timeline.known_actions()


def test_an_admission_reads_as_a_story(lot):
    admission = given_an_admission(given_a_supplier(), lot)
    application, decision = admission.application.reference, admission.decision.reference

    told = [event.title for event in timeline.events(admission.application, admission)]

    assert told == [
        f"Severn Assessments on Lot 1 admitted by {decision}",
        f"{application} admitted",
        f"{application} assessed",
        f"{application}: assessment started",
        f"{application} submitted",
    ]


def lots_at_home(provider: User) -> list[tuple[str, list[str]]]:
    section = next(each for each in slots.fill("home", provider) if each.id == "organisation")
    return [
        (card.tag.text, [each.text for each in card.actions]) for card in section.context["cards"]
    ]


def test_the_providers_home_shows_its_lots(lot):
    supplier = given_a_supplier()
    given_an_admission(supplier, lot)
    assert lots_at_home(given_a_provider(supplier)) == [
        ("Admitted", ["Withdraw from Lot 1"]),
        ("Not admitted", ["Apply for Lot 2"]),
        ("Not admitted", ["Apply for Lot 3"]),
    ]


def test_an_application_that_was_begun_is_finished_from_there(lot):
    provider = given_a_provider(given_a_supplier())
    given_a_draft_application(provider, lot)
    assert lots_at_home(provider) == [
        ("You are writing it", ["Finish your application for Lot 1"]),
        ("Not admitted", ["Apply for Lot 2"]),
        ("Not admitted", ["Apply for Lot 3"]),
    ]


def test_what_was_begun_hides_no_place_on_the_lot(lot):
    supplier = given_a_supplier()
    provider = given_a_provider(supplier)
    given_a_draft_application(provider, lot)
    given_an_admission(supplier, lot)
    assert lots_at_home(provider)[0] == ("Admitted", ["Withdraw from Lot 1"])


@pytest.mark.parametrize("role", ["commissioner", "social_worker"])
def test_the_home_of_others_shows_no_organisation(role):
    assert [each for each in slots.fill("home", given_a(role)) if each.id == "organisation"] == []
