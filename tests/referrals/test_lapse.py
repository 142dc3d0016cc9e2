"""Approvals that ended lapse overnight; their last day still counts."""

import datetime as dt
from decimal import Decimal

import pytest

from mdps.core import clock
from mdps.core.models import AuditEvent, Notice
from referrals.lapse import lapse_expired
from referrals.models import RequestLine
from referrals.tasks import lapse
from tests.build.contracts import given_an_award
from tests.build.panel import TODAY, given_an_approved_line

pytestmark = pytest.mark.django_db

LAST_DAY = dt.date(2026, 9, 2)
DAY_AFTER = LAST_DAY + dt.timedelta(days=1)


def state_of(line: RequestLine) -> str:
    return RequestLine.objects.get(pk=line.pk).state


def test_an_approval_lapses_on_the_day_after_its_last():
    line = given_an_approved_line(on=TODAY)

    on_its_last_day = lapse_expired(on=LAST_DAY)
    still = state_of(line)
    on_the_day_after = lapse_expired(on=DAY_AFTER)

    assert (on_its_last_day, still) == (0, "approved")
    assert (on_the_day_after, state_of(line)) == (1, "lapsed")


def test_the_requester_is_told_once_and_the_system_is_the_actor():
    line = given_an_approved_line(on=TODAY)

    lapse_expired(on=DAY_AFTER)
    lapse_expired(on=DAY_AFTER)

    told = Notice.objects.filter(subject__contains="lapsed")
    assert [notice.to for notice in told] == [line.request.requester]
    assert AuditEvent.objects.get(action="requestline.lapsed").actor == "The system"


def test_what_is_wholly_awarded_stays_and_what_is_left_of_a_part_lapses():
    whole = given_an_award().line
    part = given_an_award(given_an_approved_line(units=2, amount=Decimal("2400.00")), units=1).line

    lapse_expired(on=DAY_AFTER)

    assert (state_of(whole), state_of(part)) == ("awarded", "lapsed")


def test_the_nightly_task_asks_the_clock():
    line = given_an_approved_line(on=TODAY)

    with clock.at(DAY_AFTER):
        lapse()

    assert state_of(line) == "lapsed"
