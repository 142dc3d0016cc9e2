"""Figures for the operators: what the database says, and the times of pages by their views."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from mdps.core import clock, measures, outbox
from mdps.core.models import OutboxMessage
from tests.build.contracts import given_an_award
from tests.build.people import given_a
from tests.build.reporting import given_a_queued_report

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 2, 12, 0, tzinfo=clock.LONDON)


def given_a_message(*, minutes: int, attempts: int = 0) -> None:
    at = NOW - dt.timedelta(minutes=minutes)
    OutboxMessage.objects.create(
        topic="core.nothing", payload={}, created_at=at, due_at=at, attempts=attempts
    )


def told() -> dict[str, int | Decimal]:
    return {each.name: value for each, value in measures.figures()}


def test_the_cap_what_is_committed_and_the_headroom_to_the_penny() -> None:
    with clock.at(NOW):
        contract = given_an_award(on=NOW.date())
    said = told()
    assert (said["scheme_cap_pounds"], said["scheme_committed_pounds"]) == (
        Decimal("10500000.00"),
        contract.value,
    )
    assert said["scheme_headroom_pounds"] == Decimal("10500000.00") - contract.value


def test_how_much_waits_for_how_long_and_what_was_given_up() -> None:
    OutboxMessage.objects.all().delete()
    given_a_message(minutes=7)
    given_a_message(minutes=2)
    given_a_message(minutes=60, attempts=outbox.MOST_ATTEMPTS)
    with clock.at(NOW):
        given_a_queued_report(on=NOW.date())
    with clock.at(NOW + dt.timedelta(seconds=1)):
        said = told()
    assert (said["outbox_oldest_seconds"], said["outbox_given_up"]) == (421, 1)
    assert (said["reports_waiting"], said["reports_failed"]) == (1, 0)


def test_nothing_waits_for_no_time() -> None:
    OutboxMessage.objects.all().delete()
    said = told()
    assert (said["outbox_waiting"], said["outbox_oldest_seconds"]) == (0, 0)


def test_pages_are_counted_by_their_views_and_never_by_addresses() -> None:
    administrator = given_a("system_administrator")
    browser = Client()
    browser.force_login(administrator)
    browser.get(f"/accounts/{administrator.pk}/")
    browser.get("/nobody/named/Ann/Smith/")

    text = browser.get("/metrics/").text

    assert 'mdps_page_seconds_count{status="2xx",view="account"}' in text
    assert 'mdps_page_seconds_count{status="4xx",view="nowhere"}' in text
    assert [
        word for word in ("Ann", "Smith", "accounts/", administrator.name) if word in text
    ] == []
    assert "mdps_scheme_headroom_pounds 1.05e+07" in text
