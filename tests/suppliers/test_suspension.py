"""Suspensions by kind: their first and last days, what they refuse, and how they end."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import Notice
from mdps.core.rules import Refused, ask
from suppliers.admission_rules import SUSPEND, Period, Suspending
from suppliers.keep_standing import keep
from suppliers.models import Admission
from suppliers.queries import admitted_on
from suppliers.reinstate import reinstate
from suppliers.suspend import suspend
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_provider,
    given_a_supplier,
    given_a_suspension,
    given_an_admission,
)

BEGAN = dt.date(2026, 6, 1)
ON = dt.date(2026, 9, 1)
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
YEAR = dt.timedelta(days=365)


def codes(kind: str, starts_on: dt.date, until: dt.date | None, *periods: Period) -> list[str]:
    facts = Suspending(
        name="Severn on Lot 1",
        state="admitted",
        admitted_on=BEGAN,
        suspended_on=None,
        on=ON,
        periods=periods,
        kind=kind,
        starts_on=starts_on,
        until=until,
    )
    return [refusal.code for refusal in ask(SUSPEND, facts)]


@pytest.mark.parametrize(
    ("kind", "starts_on", "until", "expected"),
    [
        ("administrative", ON, ON, []),
        ("administrative", ON + WEEK, ON + WEEK, []),
        ("administrative", ON, None, ["no-end"]),
        ("administrative", ON - DAY, ON, ["starts-in-past"]),
        ("administrative", ON - WEEK, ON - DAY, ["starts-in-past", "ends-in-past"]),
        ("administrative", ON + WEEK, ON + DAY, ["ends-before-start"]),
        ("administrative", ON, ON + 5 * YEAR, []),
        ("administrative", ON, ON + 5 * YEAR + DAY, ["too-far"]),
        ("administrative", ON, dt.date.max, ["too-far"]),
        ("safeguarding", ON, None, []),
        ("safeguarding", ON, ON, ["has-end"]),
        ("safeguarding", ON + DAY, None, ["starts-late"]),
    ],
)
def test_which_days_a_suspension_may_have(kind, starts_on, until, expected):
    assert codes(kind, starts_on, until) == expected


@pytest.mark.parametrize(
    ("starts_on", "until", "expected"),
    [
        (ON, ON + 6 * DAY, []),
        (ON, ON + WEEK, ["suspended"]),
        (ON + WEEK, ON + WEEK, ["suspended"]),
        (ON + WEEK + DAY, ON + 2 * WEEK, []),
    ],
)
def test_two_suspensions_share_no_day(starts_on, until, expected):
    one_day = Period(kind="administrative", starts_on=ON + WEEK, resumes_on=ON + WEEK + DAY)

    assert codes("administrative", starts_on, until, one_day) == expected


def test_safeguarding_takes_the_place_of_an_administrative_suspension():
    running = Period(kind="administrative", starts_on=ON - DAY, resumes_on=ON + WEEK)
    other = Period(kind="safeguarding", starts_on=ON - DAY, resumes_on=None)

    assert codes("safeguarding", ON, None, running) == []
    assert codes("safeguarding", ON, None, other) == ["suspended"]


@pytest.fixture
def admission(lot) -> Admission:
    return given_an_admission(given_a_supplier(), lot, BEGAN)


def is_open(admission: Admission, *days: dt.date) -> list[bool]:
    """Asked of the record and of the database: they agree."""
    admission.refresh_from_db()
    found = [admission.supplier in admitted_on(admission.lot, day) for day in days]
    assert [admission.is_open_for_awards(day) for day in days] == found
    return found


def state(admission: Admission) -> str:
    admission.refresh_from_db()
    return admission.state


@pytest.mark.django_db
def test_an_administrative_suspension_ends_by_itself_after_its_last_day(admission):
    last = ON + WEEK
    given_a_suspension(admission, ON, kind="administrative", until=last)

    assert is_open(admission, ON - DAY, ON, last, last + DAY) == [True, False, False, True]
    assert (keep(on=last), state(admission)) == (0, "suspended")
    assert (keep(on=last + DAY), state(admission)) == (1, "admitted")
    assert keep(on=last + DAY) == 0


@pytest.mark.django_db
def test_its_people_are_told_that_it_has_ended(admission):
    provider = given_a_provider(admission.supplier)
    given_a_suspension(admission, ON, kind="administrative", until=ON)

    keep(on=ON + WEEK)

    told = Notice.objects.filter(to=provider).latest("id").subject
    assert told == (
        "Severn Assessments can be awarded call-offs under Lot 1 again: its suspension has ended"
    )


@pytest.mark.django_db
def test_a_suspension_that_is_to_come_begins_on_its_day(admission):
    by, said = given_a("commissioning_manager"), consulted(ON)
    days = {"starts_on": ON + DAY, "until": ON + WEEK}
    suspend(admission, kind="administrative", **days, consultation=said, by=by, on=ON)

    assert is_open(admission, ON, ON + DAY) == [True, False]
    assert (keep(on=ON), state(admission)) == (0, "admitted")
    assert (keep(on=ON + 2 * DAY), state(admission)) == (1, "suspended")
    assert admission.suspended_on == ON + DAY


@pytest.mark.django_db
def test_a_suspension_that_is_to_come_can_be_called_off(admission):
    by, said = given_a("commissioning_manager"), consulted(ON)
    days = {"starts_on": ON + DAY, "until": ON + WEEK}
    suspend(admission, kind="administrative", **days, consultation=said, by=by, on=ON)

    reinstate(admission, consultation=said, by=by, on=ON)

    assert is_open(admission, ON, ON + DAY, ON + WEEK) == [True, True, True]


@pytest.mark.django_db
def test_a_safeguarding_suspension_ends_only_by_a_decision(admission):
    given_a_suspension(admission, ON)

    assert (keep(on=ON + 365 * DAY), state(admission)) == (0, "suspended")
    by = given_a("commissioning_manager")
    reinstate(admission, consultation=consulted(ON), by=by, on=ON + WEEK)
    assert is_open(admission, ON, ON + WEEK - DAY, ON + WEEK) == [False, False, True]


@pytest.mark.django_db
def test_safeguarding_follows_on_an_administrative_suspension_the_same_day(admission):
    given_a_suspension(admission, ON, kind="administrative", until=ON + WEEK)

    given_a_suspension(admission, ON + DAY)

    periods = admission.suspensions.order_by("starts_on")
    assert [(each.kind, each.starts_on, each.resumes_on) for each in periods] == [
        ("administrative", ON, ON + DAY),
        ("safeguarding", ON + DAY, None),
    ]


@pytest.mark.django_db
def test_suspended_on_the_day_it_was_reinstated(admission):
    given_a_suspension(admission, ON)
    by = given_a("commissioning_manager")
    reinstate(admission, consultation=consulted(ON), by=by, on=ON)

    given_a_suspension(admission, ON)

    assert is_open(admission, ON - DAY, ON) == [True, False]


@pytest.mark.django_db
def test_the_same_suspension_twice_is_refused(admission):
    given_a_suspension(admission, ON)

    with pytest.raises(Refused, match="is suspended from 1 September 2026 already"):
        given_a_suspension(admission, ON)

    assert admission.suspensions.count() == 1


@pytest.mark.django_db
def test_a_form_pressed_twice_suspends_once_and_leads_to_the_same_page(admission):
    url = reverse("suppliers:suspend", args=[admission.pk])
    typed = {
        "kind": "safeguarding",
        "consulted": "Councillor Marsh",
        "consulted_on_0": f"{ON.day}",
        "consulted_on_1": f"{ON.month}",
        "consulted_on_2": f"{ON.year}",
        "reasons": "A concern about how visits are supervised.",
        "one_time_key": "6f1c1cf0-0000-4000-8000-000000000003",
    }
    with clock.at(ON):
        client = signed_in(given_a("commissioning_manager"))
        first, second = (posted(client.post(url, typed)) for _ in range(2))

    assert (first, second) == (admission.supplier.get_absolute_url(),) * 2
    assert admission.suspensions.count() == 1


@pytest.mark.django_db
def test_a_year_with_a_slip_is_refused_beside_its_field(admission):
    url = reverse("suppliers:suspend", args=[admission.pk])
    typed = {
        "kind": "administrative",
        "until_0": "31",
        "until_1": "12",
        "until_2": "9999",
        "consulted": "Councillor Marsh",
        "consulted_on_0": f"{ON.day}",
        "consulted_on_1": f"{ON.month}",
        "consulted_on_2": f"{ON.year}",
        "reasons": "Late reports.",
    }
    with clock.at(ON):
        page = words(signed_in(given_a("commissioning_manager")).post(url, typed))

    assert "31 December 9999 is more than five years ahead. Enter an earlier day." in page
    assert not admission.suspensions.exists()
