"""Reminders of returns, and what of them waits for whom."""

import datetime as dt

import pytest
from django.urls import reverse

from mdps.core import clock, worklist
from mdps.core.models import Notice, User
from reporting.monitoring.act import finish, set_action
from reporting.monitoring.rate import rate
from reporting.monitoring.read import send_back
from reporting.monitoring.remind import remind, stage
from tests.build.monitoring import (
    OPENED,
    given_a_return,
    given_it_is_accepted,
    given_it_is_submitted,
)
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier

DUE = dt.date(2026, 12, 31)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (DUE - 8 * DAY, None),
        (DUE - 7 * DAY, "soon"),
        (DUE - DAY, "soon"),
        (DUE, "today"),
        (DUE + DAY, "overdue"),
    ],
)
def test_a_reminder_is_due_a_week_before_on_the_day_and_after(on, expected):
    assert stage(DUE, on) == expected


@pytest.fixture
def provider(db) -> User:
    return given_a_provider(given_a_supplier("Severn Assessments"))


def subjects(user: User) -> list[str]:
    found = Notice.objects.filter(to=user, subject__contains="onitoring return").order_by("id")
    return [each.subject for each in found][1:]  # without the one at the opening


def titles(user: User, on: dt.date) -> list[tuple[str, str]]:
    with clock.at(on):
        return [
            (group.title, task.url)
            for group in worklist.waiting_for(user)
            for task in group.tasks
            if "onitoring" in group.title
        ]


def test_each_reminder_is_sent_once(provider):
    given_a_return()
    days = [DUE - 8 * DAY, DUE - 7 * DAY, DUE - 6 * DAY, DUE, DUE, DUE + DAY, DUE + 30 * DAY]

    assert [remind(on) for on in days] == [0, 1, 0, 1, 0, 1, 0]
    assert subjects(provider) == [
        "Your monitoring return is due on 31 December 2026",
        "Your monitoring return is due today, 31 December 2026",
        "Your monitoring return was due on 31 December 2026 and is overdue",
    ]


def test_after_missed_days_only_the_most_urgent_is_sent(provider):
    given_a_return()

    assert [remind(DUE + 2 * DAY), remind(DUE + 3 * DAY)] == [1, 0]
    assert len(subjects(provider)) == 1


def test_commissioners_are_told_of_what_is_overdue(provider):
    record, officer = given_a_return(), given_a("commissioner")

    remind(DUE)
    remind(DUE + DAY)

    [notice] = Notice.objects.filter(to=officer, subject__contains="is overdue")
    assert notice.subject == (
        f"{record.reference}: the monitoring return of Severn Assessments is overdue"
    )


def test_what_was_submitted_is_not_reminded_of_until_it_comes_back(provider):
    record = given_it_is_submitted(given_a_return(), by=provider)
    assert remind(DUE + DAY) == 0

    send_back(record, text="Why?", by=given_a("commissioner"), on=OPENED)

    assert remind(DUE + DAY) == 1


@pytest.mark.django_db
def test_an_inadequate_supplier_waits_for_a_manager_until_it_is_rated_better():
    record, manager = given_a_return(), given_a("commissioning_manager")
    task = ("Suppliers to decide about after monitoring", record.get_absolute_url())
    officer = given_a("commissioner")
    given_it_is_accepted(record)
    rate(record, grade="good", reasons="On time.", by=officer, on=OPENED)
    action = set_action(record, text="Train.", owner=officer, due_on=OPENED, by=officer, on=OPENED)

    assert titles(manager, OPENED) == []
    assert titles(manager, OPENED + DAY) == [task]
    finish(action, outcome="Trained.", by=officer, on=OPENED)
    assert titles(manager, OPENED + DAY) == []
    rate(record, grade="inadequate", reasons="Late again.", by=officer, on=OPENED)
    assert (titles(manager, OPENED), titles(officer, OPENED)) == ([task], [])
    rate(record, grade="improve", reasons="Better.", by=officer, on=OPENED)
    assert titles(manager, OPENED) == []


def test_it_waits_for_the_provider_then_for_the_commissioner(provider):
    record, officer = given_a_return(), given_a("commissioner")
    tasks = ("Your monitoring returns", reverse("monitoring:tasks", args=[record.pk]))

    assert (titles(provider, OPENED), titles(officer, OPENED)) == ([tasks], [])
    assert titles(officer, DUE) == []
    assert titles(officer, DUE + DAY) == [("Monitoring returns overdue", record.get_absolute_url())]
    given_it_is_submitted(record, by=provider)
    assert titles(provider, OPENED) == []
    assert titles(officer, DUE + DAY) == [("Monitoring returns to read", record.get_absolute_url())]
