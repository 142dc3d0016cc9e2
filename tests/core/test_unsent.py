"""Messages that were given up are on the system administrator's home, and on nobody else's."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from mdps.core import clock, outbox
from mdps.core.models import OutboxMessage
from tests.build.people import given_a
from tests.sweeps.drawn import problems

pytestmark = pytest.mark.django_db


def given_messages_given_up(number: int) -> None:
    """Messages of which every attempt failed."""
    with clock.at(dt.date(2026, 6, 1)):
        for _ in range(number):
            outbox.put("test-nobody-sends")
    for attempt in range(outbox.MOST_ATTEMPTS):
        with clock.at(dt.date(2026, 6, 2) + dt.timedelta(days=attempt)):
            outbox.send_due()


def sections(client: Client) -> list[str]:
    return [section.title for section in client.get(reverse("home")).context["sections"]]


def test_nothing_is_shown_while_everything_is_sent_or_tried_again(client: Client) -> None:
    client.force_login(given_a("system_administrator"))
    outbox.put("test-nobody-sends")
    outbox.send_due()
    assert sections(client) == []


def test_what_was_given_up_is_counted_and_the_latest_are_listed(client: Client) -> None:
    given_messages_given_up(11)
    client.force_login(given_a("system_administrator"))
    page = client.get(reverse("home"))
    [section] = page.context["sections"]
    table = section.context["table"]
    latest = OutboxMessage.objects.latest("id")
    assert (table.caption, len(table.rows), problems(page.text)) == (
        "11 messages given up after 12 attempts",
        10,
        [],
    )
    assert [cell.text for cell in table.rows[0]] == [
        f"test-nobody-sends {latest.pk}",
        "1 June 2026 at midday",
        "12",
        "KeyError",
    ]


@pytest.mark.parametrize("role", ["auditor", "commissioning_manager", "provider"])
def test_nobody_else_is_shown_them(client: Client, role: str) -> None:
    given_messages_given_up(1)
    client.force_login(given_a(role))
    assert "Could not be sent" not in sections(client)
