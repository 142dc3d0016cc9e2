"""Removal: notice, the supplier's statement, the decision; and leaving by one's own wish."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock, papers
from mdps.core.models import DecisionRecord, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from mdps.core.worklist import waiting_for
from suppliers.keep_standing import keep
from suppliers.leave import leave
from suppliers.models import Admission, RemovalNotice
from suppliers.queries import admitted_on
from suppliers.removal import cancel_notice, give_notice, open_notice, state
from suppliers.remove import refusals_against_remove, remove, retain
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a
from tests.build.suppliers import (
    consulted,
    given_a_notice,
    given_a_provider,
    given_a_statement,
    given_a_supplier,
    given_a_suspension,
    given_an_admission,
)

pytestmark = pytest.mark.django_db

BEGAN = dt.date(2026, 6, 1)
ON = dt.date(2026, 12, 17)  # a Thursday; 25 and 28 December and 1 January are bank holidays
LAST = dt.date(2027, 1, 5)
DAY = dt.timedelta(days=1)


@pytest.fixture
def admission(lot) -> Admission:
    return given_an_admission(given_a_supplier(), lot, BEGAN)


@pytest.fixture
def manager():
    return given_a("commissioning_manager")


def codes(admission: Admission, on: dt.date) -> list[str]:
    return [refusal.code for refusal in refusals_against_remove(admission, on=on)]


def test_ten_working_days_go_round_christmas(admission):
    notice = given_a_notice(admission, ON)

    assert notice.statement_until == LAST


def test_nobody_is_removed_without_notice(admission):
    assert codes(admission, ON) == ["no-notice"]


def test_the_last_day_of_the_period_belongs_to_the_supplier(admission):
    given_a_notice(admission, ON)

    assert codes(admission, LAST) == ["not-heard"]
    assert codes(admission, LAST + DAY) == []


def test_a_statement_makes_the_decision_possible_at_once(admission):
    given_a_statement(admission, ON)

    assert codes(admission, ON) == []


def test_a_removal_has_its_decision_its_letters_and_its_notices(admission, manager):
    provider = given_a_provider(admission.supplier)
    notice = given_a_statement(admission, ON)

    remove(admission, consultation=consulted(ON), by=manager, on=ON)

    notice.refresh_from_db()
    assert (notice.state, admission.state, admission.ended_on) == ("removed", "removed", ON)
    assert notice.decision.kind == DecisionRecord.Kind.REMOVAL
    assert [paper.kind for paper in papers.about(notice)] == [
        "suppliers.removal_decision",
        "suppliers.removal_notice",
    ]
    assert all(papers.may_read(provider, paper) for paper in papers.about(notice))
    said = Notice.objects.filter(to=provider).latest("id").subject
    assert said == "Severn Assessments is removed from Lot 1"


def test_another_supplier_reads_neither_notice_nor_letter(admission):
    notice = given_a_notice(admission, ON)
    rival = given_a_provider(given_a_supplier("Wye Therapies"))

    assert not any(papers.may_read(rival, paper) for paper in papers.about(notice))
    assert signed_in(rival).get(notice.get_absolute_url()).status_code == 404


def test_it_is_kept_after_it_was_heard(admission, manager):
    notice = given_a_statement(admission, ON)

    retain(admission, consultation=consulted(ON), by=manager, on=ON)

    notice.refresh_from_db()
    assert (notice.state, admission.state) == ("kept", "admitted")
    assert admission.last_decision.kind == DecisionRecord.Kind.RETENTION
    assert open_notice(admission) is None


def test_a_suspended_supplier_has_notice_at_once_and_its_suspension_ends_with_it(
    admission, manager
):
    given_a_suspension(admission, ON)
    given_a_statement(admission, ON)

    remove(admission, consultation=consulted(ON), by=manager, on=ON)

    assert admission.suspensions.get().resumes_on == ON


def test_a_second_notice_is_refused(admission):
    given_a_notice(admission, ON)

    with pytest.raises(Refused, match="has had notice already"):
        given_a_notice(admission, ON)


def test_a_cancelled_notice_leaves_the_supplier_where_it_was(admission, manager):
    notice = given_a_notice(admission, ON)

    cancel_notice(notice, because="It was a mistake.", by=manager, on=ON)

    assert (notice.state, codes(admission, LAST + DAY)) == ("cancelled", ["no-notice"])
    assert given_a_notice(admission, ON).state == "given"


@pytest.mark.parametrize("days", [0, 61])
def test_the_period_has_its_limits(admission, manager, days):
    with pytest.raises(Refused, match="Enter from 1 to 60"):
        give_notice(admission, reasons="Late.", days=days, by=manager, on=ON)


def test_a_statement_on_the_last_day_counts_and_one_later_does_not(admission):
    notice = given_a_notice(admission, ON)
    provider = given_a_provider(admission.supplier)

    with pytest.raises(Refused, match="ended on 5 January 2027"):
        state(notice, statement="We object.", by=provider, on=LAST + DAY)
    state(notice, statement="We object.", by=provider, on=LAST)

    assert (notice.statement, notice.stated_by) == ("We object.", provider)


def test_one_statement_answers_a_notice(admission):
    notice = given_a_statement(admission, ON)

    with pytest.raises(Refused, match="is made"):
        state(notice, statement="More.", by=given_a("commissioner"), on=ON)


def test_nobody_answers_for_another(admission):
    notice = given_a_notice(admission, ON)
    rival = given_a_provider(given_a_supplier("Wye Therapies"))

    with pytest.raises(Forbidden):
        state(notice, statement="Remove them.", by=rival, on=ON)


def test_the_provider_answers_on_its_page(admission):
    notice = given_a_notice(admission, ON)
    client = signed_in(given_a_provider(admission.supplier))

    with clock.at(ON):
        url = reverse("suppliers:statement", args=[notice.pk])
        posted(client.post(url, {"statement": "We object."}))
        shown = words(client.get(notice.get_absolute_url()))

    assert RemovalNotice.objects.get().statement == "We object."
    assert "We object." in shown


def test_who_waits_for_what(admission, manager):
    given_a_notice(admission, ON)
    provider = given_a_provider(admission.supplier)

    def waiting(user, on: dt.date) -> list[str]:
        with clock.at(on):
            return [group.title for group in waiting_for(user)]

    assert "Your place on the lots" in waiting(provider, LAST)
    assert "Your place on the lots" not in waiting(provider, LAST + DAY)
    assert "Removals to decide" not in waiting(manager, LAST)
    assert "Removals to decide" in waiting(manager, LAST + DAY)


def is_open(admission: Admission, on: dt.date) -> bool:
    return admission.supplier in admitted_on(admission.lot, on)


def test_a_supplier_leaves_by_its_own_wish_from_a_day(admission):
    provider = given_a_provider(admission.supplier)

    leave(admission, leaves_on=ON + DAY, reason="We retire.", by=provider, on=ON)

    assert (is_open(admission, ON), is_open(admission, ON + DAY)) == (True, False)
    assert (keep(on=ON), keep(on=ON + DAY)) == (0, 1)
    admission.refresh_from_db()
    assert (admission.state, admission.ended_on) == ("withdrawn", ON + DAY)


def test_a_supplier_leaves_today(admission):
    leave(admission, leaves_on=ON, reason="We retire.", by=given_a("commissioner"), on=ON)

    assert (admission.state, is_open(admission, ON)) == ("withdrawn", False)


@pytest.mark.parametrize("days", [0, 3])
def test_a_withdrawal_closes_the_notice_when_it_takes_effect(admission, manager, days):
    notice, leaves_on = given_a_notice(admission, ON), ON + days * DAY
    by = given_a("commissioner")

    leave(admission, leaves_on=leaves_on, reason="We retire.", by=by, on=ON)

    notice.refresh_from_db()
    assert notice.state == ("given" if days else "cancelled")
    keep(leaves_on)
    notice.refresh_from_db()
    assert (notice.state, notice.cancelled_because) == (
        "cancelled",
        "The supplier has withdrawn from the lot.",
    )


@pytest.mark.parametrize("first", [None, ON + DAY])
def test_nobody_leaves_in_the_past_or_twice(admission, first):
    by = given_a("commissioner")
    if first:
        leave(admission, leaves_on=first, reason="We retire.", by=by, on=ON)

    with pytest.raises(Refused, match="withdrawn from" if first else "has passed"):
        leave(admission, leaves_on=ON if first else ON - DAY, reason="Again.", by=by, on=ON)


def test_nobody_leaves_for_another(admission):
    rival = given_a_provider(given_a_supplier("Wye Therapies"))

    with pytest.raises(Forbidden):
        leave(admission, leaves_on=ON, reason="Theirs.", by=rival, on=ON)
