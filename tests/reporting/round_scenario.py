"""A monitoring round with answers: the half year to 30 November 2026, by the real actions."""

import datetime as dt

from reporting.monitoring.act import finish, set_action
from reporting.monitoring.rate import rate
from reporting.monitoring.read import accept
from tests.build.contracts import given_a_delivery
from tests.build.monitoring import (
    OPENED,
    given_a_monitoring_round,
    given_a_package,
    given_it_is_submitted,
)
from tests.build.people import given_a

DUE = dt.date(2026, 12, 31)
DAY = dt.timedelta(days=1)
SEX = {
    "female_asked": 12,
    "female_received": 9,
    "female_completed": 6,
    "male_asked": 7,
    "male_received": 5,
    "male_completed": 0,
    "unsaid_asked": 3,
}


def given_a_round_with_answers(*others: str) -> None:
    """Four suppliers: one accepted and good, one submitted and inadequate, two that owe it.
    `others` have packages already, and owe it too."""
    officer = given_a("commissioner")
    for name in ("Avon", "Brue", "Chew", "Dart"):
        given_a_delivery(given_a_package(name), 6, 1)
    opened = given_a_monitoring_round()
    found = opened.returns.exclude(supplier__name__in=others).order_by("supplier__name")
    avon, brue, chew, _ = found
    given_it_is_submitted(avon, equality_sex=SEX, complaints={"received": 6, "done": "Said sorry."})
    accept(avon, by=officer, on=OPENED)
    rate(avon, grade="improve", reasons="Late.", by=officer, on=OPENED)
    rate(avon, grade="good", reasons="Not late.", by=officer, on=OPENED)
    given_it_is_submitted(brue, equality_sex={"female_asked": 2}, safeguarding={"concerns": 1})
    rate(chew, grade="inadequate", reasons="Nothing came.", by=officer, on=DUE + DAY)
    for due in (OPENED, DUE):
        action = set_action(avon, text="Train.", owner=officer, due_on=due, by=officer, on=OPENED)
    finish(action, outcome="Trained.", by=officer, on=OPENED)
