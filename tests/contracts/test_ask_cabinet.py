"""Requests for a Cabinet decision: notice in clear days, the decision, and what follows."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from contracts import cabinet
from contracts.ask_cabinet import earliest_for, publish_notice, withdraw
from contracts.ask_cabinet_rules import earliest_meeting
from contracts.models import CabinetRequest
from mdps.core.models import Notice
from mdps.core.rules import Refused
from tests.build.contracts import given_a_cabinet_request, given_an_officer
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
DAY = dt.timedelta(days=1)


def manager() -> Any:
    return given_a("commissioning_manager")


def refused(act: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [refusal.code for refusal in caught.value.refusals]


def decide(asked: CabinetRequest, decided_on: dt.date) -> Any:
    return cabinet.record(
        asked.line,
        minute="CAB/2026/51",
        decided_on=decided_on,
        highest_value=Decimal("600000.00"),
        conditions="Report back after six months.",
        by=manager(),
        on=decided_on,
    )


def test_twenty_eight_clear_days_count_neither_end() -> None:
    assert earliest_meeting(dt.date(2026, 6, 2), 28) == dt.date(2026, 7, 1)


def test_those_who_record_decisions_are_told_without_the_child() -> None:
    told = manager()
    asked = given_a_cabinet_request(value="500000.01")

    assert Notice.objects.get(to=told).subject == (
        f"{asked.reference} asks Cabinet for up to £500,000.01: publish its notice"
    )


def test_cabinet_is_asked_above_the_threshold_and_once_for_a_line() -> None:
    line = given_an_approved_line(amount=Decimal("600000.00"))
    assert refused(lambda: given_a_cabinet_request(line, "500000.00")) == ["below-threshold"]
    given_a_cabinet_request(line)

    assert refused(lambda: given_a_cabinet_request(line)) == ["already-asked"]


def test_after_a_withdrawal_cabinet_may_be_asked_again() -> None:
    line = given_an_approved_line(amount=Decimal("600000.00"))
    first = given_a_cabinet_request(line)
    withdraw(first, by=given_an_officer(), on=TODAY)

    second = given_a_cabinet_request(line)

    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "raised")


def test_the_earliest_day_counts_from_the_notice_or_from_today() -> None:
    asked = given_a_cabinet_request()
    assert earliest_for(asked, TODAY) == TODAY + 29 * DAY

    publish_notice(asked, notice_on=TODAY - DAY, by=manager(), on=TODAY)

    assert earliest_for(asked, TODAY) == TODAY + 28 * DAY


def test_a_notice_of_tomorrow_is_not_recorded_and_one_is_recorded_once() -> None:
    asked = given_a_cabinet_request()
    by = manager()
    late = refused(lambda: publish_notice(asked, notice_on=TODAY + DAY, by=by, on=TODAY))
    publish_notice(asked, notice_on=TODAY, by=by, on=TODAY)

    again = refused(lambda: publish_notice(asked, notice_on=TODAY, by=by, on=TODAY))

    assert (late, again) == (["future-notice"], ["not-raised"])


def test_a_decision_waits_for_the_notice_and_for_its_clear_days() -> None:
    asked = given_a_cabinet_request()
    without = refused(lambda: decide(asked, TODAY))
    publish_notice(asked, notice_on=TODAY, by=manager(), on=TODAY)
    a_day_early = refused(lambda: decide(asked, TODAY + 28 * DAY))

    decision = decide(asked, TODAY + 29 * DAY)

    asked.refresh_from_db()
    assert (without, a_day_early) == (["no-notice"], ["too-little-notice"])
    assert (asked.state, asked.decision) == ("decided", decision)
    assert decision.conditions == "Report back after six months."
    assert refused(lambda: withdraw(asked, by=given_an_officer(), on=TODAY)) == ["is-over"]
