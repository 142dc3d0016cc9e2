"""Applying for a lot, and withdrawing the application."""

import datetime as dt

import pytest

from mdps.core.models import Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused, ask
from mdps.core.states import WrongState
from suppliers.apply import apply, refusals_against_apply
from suppliers.apply_rules import RULES, Applying
from suppliers.models import Application
from suppliers.withdraw import withdraw
from tests.build.people import given_a
from tests.build.suppliers import (
    given_a_provider,
    given_a_supplier,
    given_an_admission,
    given_an_application,
    given_an_assessed_application,
)

ON = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        ({}, []),
        ({"statement": " "}, ["no-statement"]),
        ({"open_reference": "APP-00001"}, ["already-applied"]),
        ({"is_on_lot": True}, ["already-admitted"]),
        (
            {"is_on_lot": True, "open_reference": "APP-00001", "statement": ""},
            ["already-admitted", "already-applied", "no-statement"],
        ),
    ],
)
def test_what_stands_against_an_application(known, codes):
    facts = Applying(**{"supplier": "Severn", "lot": "Lot 1", "statement": "We offer."} | known)

    assert [refusal.code for refusal in ask(RULES, facts)] == codes


@pytest.mark.django_db
def test_a_provider_applies_for_itself(lot):
    supplier = given_a_supplier()
    by = given_a_provider(supplier)

    application = apply(supplier, lot, statement="What we offer.", by=by, on=ON)

    assert (application.state, application.submitted_by) == ("submitted", by)


@pytest.mark.django_db
def test_a_provider_cannot_apply_for_another(lot):
    by = given_a_provider(given_a_supplier())

    with pytest.raises(Forbidden, match="your own organisation only"):
        apply(given_a_supplier("Wye Therapies"), lot, statement="Theirs.", by=by, on=ON)


@pytest.mark.django_db
def test_those_who_assess_are_told(lot):
    people = [given_a("commissioner", name=name) for name in ("Ann", "Ben")]
    supplier = given_a_supplier()

    application = apply(supplier, lot, statement="Ours.", by=people[0], on=ON)

    told = Notice.objects.filter(subject__startswith=application.reference)
    assert {notice.to.name for notice in told} == {"Ben", "The commissioner"}


@pytest.mark.django_db
def test_one_application_is_open_for_a_lot_at_a_time(lot):
    supplier = given_a_supplier()
    first = given_an_application(supplier, lot)

    with pytest.raises(Refused, match=first.reference):
        given_an_application(supplier, lot)


@pytest.mark.django_db
def test_who_is_on_the_lot_does_not_apply_again(lot):
    supplier = given_a_supplier()
    given_an_admission(supplier, lot)

    assert [refusal.code for refusal in refusals_against_apply(supplier, lot)] == [
        "already-admitted"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("build", [given_an_application, given_an_assessed_application])
def test_what_is_not_decided_can_be_withdrawn_and_made_again(lot, build):
    supplier = given_a_supplier()
    application = build(supplier, lot)

    withdraw(application, by=given_a_provider(supplier), on=ON)
    given_an_application(supplier, lot)

    assert Application.objects.filter(state="withdrawn").get() == application


@pytest.mark.django_db
def test_what_is_decided_cannot_be_withdrawn(lot):
    admission = given_an_admission(given_a_supplier(), lot)

    with pytest.raises(WrongState, match="is admitted, so it cannot become withdrawn"):
        withdraw(admission.application, by=given_a("commissioner"), on=ON)
