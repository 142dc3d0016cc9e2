"""The scheme as Cabinet authorised it, and what the application may not change about it."""

import datetime as dt
from decimal import Decimal

import psycopg
import pytest
from django.db import DatabaseError, transaction

from lots.extend import extend
from lots.models import Lot, RequestCategory, Scheme, SelectionCriterion, Service
from lots.queries import current_scheme
from tests.build.browsing import signed_in, text_of
from tests.build.people import given_a
from tests.build.suppliers import consulted

pytestmark = pytest.mark.django_db


def test_the_scheme_has_the_limits_that_cabinet_set():
    scheme = current_scheme()

    assert (scheme.cap, scheme.cabinet_threshold, scheme.planned_per_year) == (
        Decimal("10500000.00"),
        Decimal("500000.00"),
        Decimal("1500000.00"),
    )
    assert (scheme.committed, scheme.headroom) == (Decimal("0.00"), Decimal("10500000.00"))


@pytest.mark.parametrize(
    ("day", "is_in_term"),
    [
        (dt.date(2022, 5, 31), False),
        (dt.date(2022, 6, 1), True),
        (dt.date(2027, 5, 31), True),
        (dt.date(2027, 6, 1), False),
    ],
)
def test_both_ends_of_the_initial_term_are_included(day, is_in_term):
    assert current_scheme().is_in_term(day) is is_in_term


def given_an_extension(until: dt.date) -> Scheme:
    day = dt.date(2027, 1, 4)
    extend(
        current_scheme(),
        ends_on=until,
        consultation=consulted(day),
        by=given_a("commissioning_manager"),
        on=day,
    )
    return current_scheme()


def test_the_statutory_end_stops_awards_before_a_longer_extension():
    scheme = given_an_extension(dt.date(2029, 5, 31))

    assert scheme.last_award_day == dt.date(2029, 2, 23)
    assert scheme.is_in_term(dt.date(2029, 2, 23)) is True
    assert scheme.is_in_term(dt.date(2029, 2, 24)) is False


@pytest.mark.django_db(transaction=True)
def test_an_extension_without_its_decision_is_refused_by_the_database(as_owner):
    with pytest.raises(psycopg.errors.CheckViolation, match="scheme_extension_has_decision"):
        as_owner("UPDATE lots_scheme SET extension_ends = '2028-05-31'")


@pytest.mark.parametrize("column", ["committed", "cap", "cabinet_threshold"])
def test_the_application_cannot_write_the_limits(column):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Scheme.objects.update(**{column: Decimal("1.00")})


@pytest.mark.parametrize("column", ["operational_from", "initial_term_ends", "statutory_end"])
def test_the_application_cannot_write_the_term(column):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Scheme.objects.update(**{column: dt.date(2040, 5, 31)})


@pytest.mark.parametrize("model", [Lot, SelectionCriterion, RequestCategory, Service])
def test_the_application_cannot_take_away_what_cabinet_authorised(model):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model.objects.all()._raw_delete(using="default")


def test_saving_a_scheme_leaves_its_term_its_limits_and_what_is_committed_alone():
    scheme = current_scheme()
    scheme.name = "Renamed"
    scheme.cap = scheme.cabinet_threshold = scheme.committed = Decimal("99.00")
    scheme.operational_from = scheme.initial_term_ends = scheme.statutory_end = dt.date(2040, 1, 1)

    scheme.save()

    saved = current_scheme()
    assert saved.name == "Renamed"
    assert (saved.cap, saved.cabinet_threshold, saved.committed) == (
        Decimal("10500000.00"),
        Decimal("500000.00"),
        Decimal("0.00"),
    )
    assert (saved.operational_from, saved.initial_term_ends, saved.statutory_end) == (
        dt.date(2022, 6, 1),
        dt.date(2027, 5, 31),
        dt.date(2029, 2, 23),
    )


def test_the_four_categories_are_mapped_to_the_three_lots():
    mapping = {each.short_name: each.lot.number for each in RequestCategory.objects.all()}

    assert mapping == {
        "Specialist assessments": 1,
        "Advocacy, mentoring, contact": 3,
        "DNA, drug and alcohol testing": 1,
        "Therapies and counselling": 2,
    }


def test_advocacy_is_in_a_category_and_in_no_lot():
    assert list(Service.objects.filter(lot=None).values_list("name", flat=True)) == ["Advocacy"]


def test_the_page_shows_term_limits_lots_and_what_is_outside():
    page = text_of(signed_in(given_a("leadership")).get("/scheme/"))

    shown = ["£10,500,000.00", "Above £500,000.00", "31 May 2027", "23 February 2029", "Advocacy"]
    assert [each for each in [*shown, *map(str, Lot.objects.all())] if each not in page] == []


def test_a_social_worker_does_not_see_the_schemes_limits():
    assert signed_in(given_a("social_worker")).get("/scheme/").status_code == 403
