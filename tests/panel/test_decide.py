"""Deciding items through the real actions."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.build.panel import TODAY, given_an_approved_line

pytestmark = pytest.mark.django_db


def test_an_approval_gives_the_line_its_amount_for_three_months() -> None:
    line = given_an_approved_line(amount=Decimal("840.00"), on=TODAY)

    assert (line.state, line.approved_amount, line.approved_until) == (
        "approved",
        Decimal("840.00"),
        dt.date(2026, 9, 2),
    )
    assert line.request.state == "decided"
