"""Planning a mini-competition and inviting to it: what is refused, and who is invited."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from contracts.competition.invite import invite, left_out
from contracts.competition.plan import change, draft
from contracts.competition.planning_rules import points_to_the_child
from contracts.models import Competition, RouteRule
from contracts.set_limits import set_route
from mdps.core import clock, timeline
from mdps.core.cases.fields import encrypted
from mdps.core.models import AuditEvent, Notice
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from tests.build.competitions import (
    CLOSES,
    INVITED,
    THREE,
    given_a_plan,
    given_a_planned_competition,
    given_an_open_competition,
)
from tests.build.contracts import given_an_admitted_supplier, given_an_officer
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import (
    given_a_provider,
    given_a_supplier,
    given_a_suspension,
    given_an_admission,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("suppliers_to_invite")]

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def morning():
    with clock.at(INVITED):
        yield


def codes(**options) -> list[str]:
    line = options.pop("line", None) or given_an_approved_line(amount=Decimal("5000.00"))
    with pytest.raises(Refused) as caught:
        draft(line, given_a_plan(line, **options), by=given_an_officer(), on=TODAY)
    return [each.code for each in caught.value.refusals]


def test_a_draft_takes_lot_and_service_from_its_line_and_is_audited() -> None:
    competition = given_a_planned_competition()
    line = competition.line
    assert (competition.service, competition.lot) == (line.service, line.service.lot)
    assert (competition.quality_weight, competition.price_weight) == (60, 40)
    assert competition.reference == f"MC-{competition.pk:04d}"
    event = AuditEvent.objects.get(action="competition.drafted")
    assert timeline.sentence(event) == f"Planned for {line.reference}, units: 1"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"units": 2}, ["over-units"]),
        ({"criteria": ()}, ["criteria-weights"]),
        ({"criteria": (("One", 99),)}, ["criteria-weights"]),
        ({"criteria": (("One", 100), ("Two", 0))}, ["criteria-weights"]),
        ({"criteria": (("One", 50), ("Two", 51))}, ["criteria-weights"]),
        ({"quality_weight": 100}, ["weights"]),
        ({"quality_weight": 0}, ["weights"]),
        ({"ends_on": TODAY, "starts_on": TODAY + DAY}, ["ends-before-start"]),
        ({"closes_at": INVITED, "questions_until": TODAY}, ["deadline-past"]),
        ({"standstill_days": 31}, ["standstill"]),
        ({"questions_until": CLOSES.date()}, ["questions-day"]),
        ({"questions_until": TODAY - DAY}, ["questions-day"]),
    ],
)
def test_a_plan_that_cannot_be_is_refused(options: dict, expected: list[str]) -> None:
    assert codes(**options) == expected


@pytest.mark.parametrize("quality", [1, 99])
def test_quality_weighs_from_one_to_ninety_nine(quality: int) -> None:
    assert given_a_planned_competition(quality_weight=quality).price_weight == 100 - quality


def test_ten_days_to_the_second_are_enough_and_a_second_less_needs_a_reason() -> None:
    ten = INVITED + 10 * DAY
    questions = ten.date() - DAY
    assert (
        given_a_planned_competition(closes_at=ten, questions_until=questions).shorter_because == ""
    )
    second = dt.timedelta(seconds=1)
    assert codes(closes_at=ten - second, questions_until=questions) == ["too-short"]
    agreed = given_a_planned_competition(
        closes_at=ten - second, questions_until=questions, shorter_because="All agreed by e-mail."
    )
    assert agreed.shorter_because == "All agreed by e-mail."


def test_ten_days_across_the_end_of_summer_time_are_ten_days_on_the_clock_in_london() -> None:
    morning = dt.datetime(2026, 10, 20, 9, tzinfo=clock.LONDON)
    with clock.at(morning):
        line = given_an_approved_line(amount=Decimal("5000.00"), on=morning.date())
        plan = given_a_plan(
            line,
            closes_at=dt.datetime(2026, 10, 30, 9, tzinfo=clock.LONDON),
            questions_until=dt.date(2026, 10, 28),
            starts_on=dt.date(2026, 11, 10),
            ends_on=dt.date(2026, 12, 10),
        )
        assert draft(line, plan, by=given_an_officer(on=morning.date()), on=morning.date())


@pytest.mark.parametrize(
    "text",
    ["About LCS-4821937.", "about lcs 4821937", "LCS4821937", "Born in 2014.", "(2014)"],
)
def test_a_text_that_names_the_case_or_the_year_of_birth_is_refused(text: str) -> None:
    line = given_an_approved_line(
        amount=Decimal("5000.00"), case_reference="LCS-4821937", year_of_birth=2014
    )
    assert codes(line=line, specification=text) == ["points-to-child"]
    assert codes(line=line, criteria=((text, 100),)) == ["points-to-child"]


def test_another_number_that_holds_the_year_is_no_year() -> None:
    assert points_to_the_child("Up to £20140 and 12014", "LCS-4821937", 2014) == ""
    assert points_to_the_child("Born in 2013", "LCS-4821937", None) == ""


def test_only_one_competition_runs_for_a_line_in_the_database_too() -> None:
    first = given_a_planned_competition()
    assert codes(line=first.line) == ["already-running"]
    first.pk = None
    with (
        pytest.raises(DatabaseError, match="one_running_competition_per_line"),
        transaction.atomic(),
    ):
        first.save(force_insert=True)


def test_who_raised_the_request_does_not_run_its_competition() -> None:
    line = given_an_approved_line(amount=Decimal("5000.00"))
    requester = line.request.requester
    requester.roles = ["social_worker", "commissioner"]
    requester.save()
    with pytest.raises(Refused) as caught:
        draft(line, given_a_plan(line), by=requester, on=TODAY)
    assert [each.code for each in caught.value.refusals] == ["own-request"]


def test_only_those_who_award_plan_a_competition() -> None:
    line = given_an_approved_line()
    with pytest.raises(Forbidden):
        draft(line, given_a_plan(line), by=given_a("finance_officer"), on=TODAY)


def test_the_route_must_be_allowed_in_the_lot_for_what_is_left() -> None:
    line = given_an_approved_line(amount=Decimal("5000.00"))
    options = {"route": "competition", "to_value": None, "effective_from": TODAY}
    by = given_a("commissioning_manager")
    set_route(line.service.lot, from_value=Decimal("5000.01"), **options, by=by, on=TODAY)
    assert codes(line=line) == ["route-not-allowed"]
    assert RouteRule.objects.filter(route="competition", effective_from=TODAY).count() == 1


def test_a_draft_can_be_changed_until_suppliers_are_invited() -> None:
    competition = given_an_open_competition()
    officer = given_an_officer()
    with pytest.raises(Refused) as caught:
        change(competition, given_a_plan(competition.line), by=officer, on=TODAY)
    assert [each.code for each in caught.value.refusals] == ["not-draft"]
    other = given_a_planned_competition()
    change(other, given_a_plan(other.line, quality_weight=70), by=officer, on=TODAY)
    other.refresh_from_db()
    assert (other.quality_weight, other.price_weight) == (70, 30)


@pytest.mark.parametrize("column", ["specification", "ended_because"])
def test_what_was_asked_for_stays_in_the_database_too(column: str) -> None:
    competition = given_an_open_competition()
    if column == "specification":
        with pytest.raises(DatabaseError, match="does not change any more"), transaction.atomic():
            Competition.objects.filter(pk=competition.pk).update(
                **encrypted(competition, {"specification": "Something else."})
            )
    else:
        Competition.objects.filter(pk=competition.pk).update(
            **encrypted(competition, {"taken_up_because": "Why."})
        )


def test_all_suppliers_of_the_lot_are_invited_and_nobody_else() -> None:
    admitted = [given_an_admitted_supplier(name) for name in THREE]
    lot = given_a_draft_lot()
    given_a_suspension(given_an_admitted_supplier("Suspended").admissions.get(), TODAY)
    given_an_admission(given_a_supplier("Without evidence"), lot, evidence=False)
    given_a_supplier("Not admitted")
    people = [given_a_provider(each) for each in admitted]
    competition = given_a_planned_competition()
    invite(competition, by=given_an_officer(), on=TODAY)
    names = [each.supplier.name for each in competition.invitations.order_by("supplier__name")]
    assert names == list(THREE)
    assert [supplier.name for supplier, _ in left_out(lot, TODAY)] == ["Without evidence"]
    event = AuditEvent.objects.get(action="competition.invited")
    assert event.detail["suppliers"] == ", ".join(THREE)
    told = Notice.objects.filter(to__in=people)
    assert {each.subject for each in told} == {
        f"You are invited to quote in {competition.reference}, until 16 June 2026 at midday"
    }
    assert told.count() == 3


def given_a_draft_lot():
    return given_an_admitted_supplier().admissions.get().lot


def test_nobody_to_invite_is_refused() -> None:
    """Those on another lot are not invited."""
    line = given_an_approved_line(service="Mentoring", amount=Decimal("5000.00"))
    competition = given_a_planned_competition(line)
    with pytest.raises(Refused) as caught:
        invite(competition, by=given_an_officer(), on=TODAY)
    assert [each.code for each in caught.value.refusals] == ["nobody"]


def test_suppliers_are_invited_once() -> None:
    competition = given_an_open_competition()
    with pytest.raises(Refused) as caught:
        invite(competition, by=given_an_officer(), on=TODAY)
    assert [each.code for each in caught.value.refusals] == ["not-draft"]
    assert competition.invitations.count() == 3


def test_a_draft_whose_deadline_came_too_near_is_refused_at_the_invitation() -> None:
    given_an_admitted_supplier()
    competition = given_a_planned_competition()
    with clock.at(CLOSES - 9 * DAY), pytest.raises(Refused) as caught:
        invite(competition, by=given_an_officer(), on=clock.today())
    assert [each.code for each in caught.value.refusals] == ["too-short"]
