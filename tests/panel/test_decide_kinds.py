"""Every kind of decision through the real actions: what becomes of the line and of the request."""

import datetime as dt
from decimal import Decimal

import pytest

from mdps.core.models import AuditEvent
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refused
from panel import conditions, endorse_decision
from panel.answers import NewCondition
from panel.decide import decide
from panel.item_steps import reopen_item
from panel.models import DecisionCondition, PanelDecision, ReasonCode
from tests.build.deciding import (
    given_a_decided_line,
    given_a_decision_in_principle,
    given_an_item_without_chair,
)
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_member,
    given_an_open_item,
    given_it_is_closed,
)
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

BEFORE = NewCondition(words="The school agrees.")
WHILE = NewCondition(words="A report each month.", before_award=False, role="team_manager")
UNITS = [("Play therapy", 12, Decimal("720.00"))]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.parametrize(
    ("kind", "what", "line", "request_state"),
    [
        ("approve", {}, ("approved", Decimal("720.00"), 12), "decided"),
        (
            "approve_in_part",
            {"amount": Decimal("480.00"), "units": 8},
            ("approved", Decimal("480.00"), 8),
            "decided",
        ),
        (
            "approve_with_conditions",
            {"conditions": (BEFORE,)},
            ("approved", Decimal("720.00"), 12),
            "decided",
        ),
        ("in_principle", {}, ("proposed", Decimal("0.00"), 0), "on_agenda"),
        ("defer", {}, ("proposed", Decimal("0.00"), 0), "endorsed"),
        ("decline", {}, ("declined", Decimal("0.00"), 0), "decided"),
        ("redirect", {"redirect_to": "CAMHS"}, ("declined", Decimal("0.00"), 0), "decided"),
        ("withdrawn", {}, ("closed", Decimal("0.00"), 0), "decided"),
    ],
)
def test_what_becomes_of_the_line_and_the_request(kind, what, line, request_state):
    found = given_a_decided_line(kind, lines=UNITS, **what)

    assert (found.state, found.approved_amount, found.approved_units) == line
    assert found.request.state == request_state


def test_everything_that_was_said_is_on_the_decision():
    line = given_a_decided_line(
        "approve",
        lines=UNITS,
        amount=Decimal("800.00"),
        units=14,
        more_reason="Two sessions to end well.",
        review_on=TODAY + dt.timedelta(days=60),
        reason_code="court-ordered",
        in_house_alternative="The family centre has no therapist.",
        assessed_need="Weekly play therapy for a year.",
    )

    decision = line.decisions.get()
    assert (decision.amount, decision.units, decision.review_on, decision.reason_code.code) == (
        Decimal("800.00"),
        14,
        dt.date(2026, 8, 1),
        "court-ordered",
    )
    assert (decision.more_reason, decision.in_house_alternative, decision.assessed_need) == (
        "Two sessions to end well.",
        "The family centre has no therapist.",
        "Weekly play therapy for a year.",
    )


def test_what_is_said_about_the_child_is_not_audited():
    line = given_a_decided_line("approve", assessed_need="Weekly play therapy for a year.")

    trail = AuditEvent.objects.filter(subject__contains=line.request.reference)
    assert [event for event in trail if "therapy for a year" in str(event.detail)] == []


def test_no_reason_code_means_the_usual_one_of_the_kind():
    line = given_a_decided_line("decline")

    usual = ReasonCode.objects.get(kind="decline", is_usual=True)
    assert line.decisions.get().reason_code == usual


def test_a_code_of_another_kind_is_refused_at_its_field():
    item = given_an_open_item()
    line = item.request.lines.get()

    with pytest.raises(Refused) as refused:
        decide(
            item,
            line,
            kind="approve",
            reason_code="in-house",
            reasons="So.",
            by=given_a_chair(),
            on=TODAY,
        )

    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("other-reason", f"reason_code-{line.pk}")
    ]


def test_conditions_are_rows_that_their_role_ticks_as_met():
    line = given_a_decided_line("approve_with_conditions", conditions=(BEFORE, WHILE))
    first = line.decisions.get().conditions.first()

    assert [each.words for each in conditions.unmet_before_award(line)] == ["The school agrees."]
    with pytest.raises(Forbidden):
        conditions.tick(first, by=given_a_chair(), on=TODAY)
    conditions.tick(first, by=given_a("commissioner"), on=TODAY)

    assert conditions.unmet_before_award(line) == []
    found = DecisionCondition.objects.order_by("id").values_list("met_on", "met_by__name")
    assert list(found) == [(TODAY, "The commissioner"), (None, None)]


def test_a_condition_is_ticked_once():
    line = given_a_decided_line("approve_with_conditions", conditions=(BEFORE,))
    condition, officer = line.decisions.get().conditions.get(), given_a("commissioner")
    conditions.tick(condition, by=officer, on=TODAY)

    with pytest.raises(Refused) as refused:
        conditions.tick(condition, by=officer, on=TODAY)

    assert codes(refused) == ["met-before"]


@pytest.mark.parametrize(
    ("role", "whose", "ticks"),
    [("social_worker", "requester", True), ("team_manager", "endorser", True)],
)
def test_the_requester_and_the_manager_tick_those_of_their_own_request(role, whose, ticks):
    condition = NewCondition(words="Consent is given.", role=role)
    line = given_a_decided_line("approve_with_conditions", conditions=(condition,))
    found = line.decisions.get().conditions.get()

    assert conditions.may_tick(found, getattr(line.request, whose)) is ticks
    assert conditions.may_tick(found, given_a(role, name="Somebody else")) is False


def test_a_replaced_decision_has_no_conditions_any_more():
    item = given_an_open_item()
    line, chair = item.request.lines.get(), given_a_chair()
    kind = "approve_with_conditions"
    decide(item, line, kind=kind, conditions=(BEFORE,), reasons="So.", by=chair, on=TODAY)
    given_it_is_closed(item)
    item = reopen_item(item, reason="No condition is needed.", by=chair, on=TODAY)
    line.refresh_from_db()
    decide(item, line, kind="approve", reasons="So.", by=chair, on=TODAY)
    given_it_is_closed(item)

    assert conditions.unmet_before_award(line) == []


def test_without_a_chair_the_panel_agrees_in_principle_only():
    item = given_an_item_without_chair()
    line, member = item.request.lines.get(), given_a_member("Member for health")

    with pytest.raises(Refused) as refused:
        decide(item, line, kind="approve", reasons="So.", by=member, on=TODAY)
    decision = decide(item, line, kind="in_principle", reasons="So.", by=member, on=TODAY)

    assert codes(refused) == ["no-chair"]
    assert decision.amount == line.requested_amount


def test_the_chair_endorses_and_the_approval_runs_from_then():
    decision = given_a_decision_in_principle()
    later = TODAY + dt.timedelta(days=3)

    endorsed = endorse_decision.endorse(
        decision, reasons="Rightly agreed.", by=given_a_chair(), on=later
    )

    line = endorsed.line
    line.refresh_from_db()
    assert (endorsed.kind, endorsed.route, endorsed.supersedes) == ("approve", "chair", decision)
    assert (line.state, line.approved_until) == ("approved", dt.date(2026, 9, 5))
    line.request.refresh_from_db()
    assert line.request.state == "decided"


def test_what_is_endorsed_keeps_its_conditions_and_its_smaller_amount():
    decision = given_a_decision_in_principle(amount=Decimal("60.00"), conditions=(BEFORE,))

    endorsed = endorse_decision.endorse(decision, reasons="So.", by=given_a_chair(), on=TODAY)

    assert (endorsed.kind, endorsed.amount) == ("approve_with_conditions", Decimal("60.00"))
    assert [each.words for each in conditions.unmet_before_award(endorsed.line)] == [BEFORE.words]


def test_a_part_that_is_endorsed_is_a_part():
    decision = given_a_decision_in_principle(amount=Decimal("60.00"))

    endorsed = endorse_decision.endorse(decision, reasons="So.", by=given_a_chair(), on=TODAY)

    assert endorsed.kind == "approve_in_part"


def test_it_is_endorsed_once():
    decision = given_a_decision_in_principle()
    endorse_decision.endorse(decision, reasons="So.", by=given_a_chair(), on=TODAY)

    with pytest.raises(Refused) as refused:
        endorse_decision.endorse(decision, reasons="So.", by=given_a_chair(), on=TODAY)

    assert codes(refused) == ["not-in-principle", "not-on-agenda"]


def test_the_chair_sends_it_to_the_next_meeting_instead():
    decision = given_a_decision_in_principle()

    endorse_decision.send_back(decision, reasons="Ask the school.", by=given_a_chair(), on=TODAY)

    request = decision.line.request
    request.refresh_from_db()
    assert request.state == "endorsed"
    assert list(PanelDecision.objects.order_by("pk").values_list("kind", "route")) == [
        ("in_principle", "meeting"),
        ("defer", "chair"),
    ]


@pytest.mark.parametrize("role", ["panel_member", "panel_administrator", "commissioner"])
def test_only_a_chair_or_deputy_endorses(role):
    decision = given_a_decision_in_principle()

    with pytest.raises(Forbidden):
        endorse_decision.endorse(decision, reasons="So.", by=given_a(role), on=TODAY)


@pytest.mark.parametrize("part", ["requester", "endorser"])
def test_a_chair_who_raised_or_endorsed_it_does_not_endorse_the_decision(part):
    decision = given_a_decision_in_principle()
    person = getattr(decision.line.request, part)
    person.roles = [*person.roles, "panel_chair"]
    person.save()
    person = type(person).objects.get(pk=person.pk)

    with pytest.raises(Refused) as refused:
        endorse_decision.endorse(decision, reasons="So.", by=person, on=TODAY)

    assert codes(refused) == ["own-request"]
