"""What waits for whom."""

import datetime as dt

import pytest

from mdps.core import clock
from mdps.core.models import User
from mdps.core.worklist import waiting_for
from suppliers.assess import start
from suppliers.models import Evidence, Supplier
from tests.build.people import given_a
from tests.build.suppliers import (
    LONG_AGO,
    given_a_provider,
    given_a_supplier,
    given_an_admission,
    given_an_application,
    given_an_assessed_application,
    given_evidence,
)

pytestmark = pytest.mark.django_db


def tasks(user: User) -> dict[str, list[str]]:
    return {group.title: [task.title for task in group.tasks] for group in waiting_for(user)}


def test_a_new_application_waits_for_those_who_assess(lot):
    given_an_application(given_a_supplier(), lot)
    waits = {"Applications to assess": ["Severn Assessments for Lot 1"]}

    assert tasks(given_a("commissioner")) == waits
    assert tasks(given_a("commissioning_manager")) == {}


def test_one_that_was_started_waits_for_its_assessor_only(lot):
    application = given_an_application(given_a_supplier(), lot)
    start(application, by=given_a("commissioner", name="Ben"), on=LONG_AGO)

    assert tasks(given_a("commissioner", name="Ben")) == {
        "Applications to assess": ["Severn Assessments for Lot 1"]
    }
    assert tasks(given_a("commissioner")) == {}


def test_an_assessed_one_waits_for_those_who_decide(lot):
    given_an_assessed_application(given_a_supplier(), lot)

    assert tasks(given_a("commissioner")) == {}
    assert tasks(given_a("commissioning_manager")) == {
        "Applications to decide": ["Severn Assessments for Lot 1"]
    }


def test_it_does_not_wait_for_who_assessed_it(lot):
    application = given_an_assessed_application(given_a_supplier(), lot)
    application.assessor.roles.append("commissioning_manager")
    application.assessor.save()

    assert tasks(User.objects.get(pk=application.assessor_id)) == {}


@pytest.mark.parametrize("role", ["auditor", "leadership", "social_worker"])
def test_nothing_waits_for_others(lot, role):
    given_an_application(given_a_supplier(), lot)

    assert tasks(given_a(role)) == {}


def test_nothing_of_this_waits_for_the_provider(lot):
    supplier = given_a_supplier()
    given_an_assessed_application(supplier, lot)

    assert tasks(given_a_provider(supplier)) == {}


def given_an_insurance(supplier: Supplier, *, days_left: int) -> Evidence:
    today = clock.today()
    return given_evidence(
        supplier,
        Evidence.Kind.PUBLIC_LIABILITY,
        today + dt.timedelta(days=days_left),
        on=today,
        valid_from=today - dt.timedelta(days=300),
    )


@pytest.mark.parametrize(("days_left", "waits"), [(60, True), (61, False)])
def test_an_insurance_that_ends_within_60_days_waits_for_its_provider(lot, days_left, waits):
    supplier = given_an_admission(given_a_supplier(), lot, evidence=False).supplier
    given_an_insurance(supplier, days_left=days_left)

    expected = {"Your evidence that expires": ["Public liability insurance"]} if waits else {}
    assert tasks(given_a_provider(supplier)) == expected


def test_the_insurance_of_another_supplier_does_not_wait_for_a_provider(lot):
    other = given_an_admission(
        given_a_supplier(name="Thornmere Tests"), lot, evidence=False
    ).supplier
    given_an_insurance(other, days_left=9)

    assert tasks(given_a_provider(given_a_supplier())) == {}
