"""The outbox: nothing leaves before commit, nothing is lost, nothing is sent twice."""

import datetime as dt
import socket
import time
from collections.abc import Callable, Iterator

import pytest
from celery import Celery
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test.utils import override_settings

from mdps.celery import app
from mdps.core import clock, notices, outbox
from mdps.core.models import Notice, OutboxMessage
from tests.build.people import given_a
from tests.core.racing import at_once

START = dt.datetime(2026, 6, 1, 9, tzinfo=clock.LONDON)

sent: list[int] = []
moods: dict[int, str] = {}


@outbox.sender("test")
def send(payload: dict) -> None:
    """Remembers what it sent; fails while it is told to."""
    if moods.get(payload["number"]) == "down":
        raise ConnectionRefusedError("The mail server is down.")
    sent.append(payload["number"])


@pytest.fixture(autouse=True)
def nothing_sent() -> None:
    sent.clear()
    moods.clear()


@pytest.fixture
def nudges() -> Iterator[list[int]]:
    """How many messages there were each time the worker was nudged."""
    counted: list[int] = []

    def nudge() -> None:
        counted.append(OutboxMessage.objects.count())

    outbox.on_commit_call(nudge)
    yield counted
    outbox._nudges.remove(nudge)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_sent() -> None:
    with transaction.atomic():
        outbox.put("test", number=1)
        transaction.set_rollback(True)
    assert (OutboxMessage.objects.count(), outbox.send_due(), sent) == (0, 0, [])


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_nudged_after_commit_and_not_before(nudges: list[int]) -> None:
    with transaction.atomic():
        outbox.put("test", number=1)
        assert nudges == []
    assert nudges == [1]


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_nudged_once_however_much_an_act_puts_and_takes_back(
    nudges: list[int],
) -> None:
    with transaction.atomic():
        with transaction.atomic():
            outbox.put("test", number=1)
            transaction.set_rollback(True)
        outbox.put("test", number=2)
        outbox.put("test", number=3)
    assert nudges == [2]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_loses_nothing_and_keeps_nobody_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    down = Celery("down", broker="redis+socket:///nowhere/valkey.sock", set_as_current=True)
    down.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    began = time.monotonic()
    with down, transaction.atomic():
        outbox.put("test", number=1)
    waited = time.monotonic() - began
    app.set_current()

    assert [record.message for record in caplog.records] == [
        "The broker is not reachable; the sweeper will send the outbox later"
    ]
    assert (outbox.send_due(), sent, waited < 3) == (1, [1], True)


@pytest.mark.django_db
def test_each_message_is_sent_once_and_in_order() -> None:
    for number in (1, 2, 3):
        outbox.put("test", number=number)
    assert (outbox.send_due(), outbox.send_due(), sent) == (3, 0, [1, 2, 3])


@pytest.mark.django_db
def test_no_more_than_the_limit_is_tried() -> None:
    for number in range(5):
        outbox.put("test", number=number)
    assert (outbox.send_due(limit=2), sent) == (2, [0, 1])


@pytest.mark.django_db
def test_an_empty_outbox_costs_one_look(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):
        assert outbox.send_due() == 0


@pytest.mark.django_db
def test_a_sender_that_fails_holds_nothing_else_up() -> None:
    moods[1] = "down"
    for number in (1, 2):
        outbox.put("test", number=number)
    assert (outbox.send_due(), sent) == (1, [2])


@pytest.mark.django_db
def test_a_sender_that_fails_is_tried_again_each_time_after_twice_as_long() -> None:
    moods[1] = "down"
    waits, now = [], START
    with clock.at(now):
        outbox.put("test", number=1)
    for _ in range(4):
        with clock.at(now):
            outbox.send_due()
            message = OutboxMessage.objects.get()
            waits.append((message.due_at - now).total_seconds())
            now = message.due_at
    assert (waits, message.attempts, message.error) == (
        [30, 60, 120, 240],
        4,
        "ConnectionRefusedError",
    )


@pytest.mark.django_db
def test_it_is_not_tried_before_it_is_due_and_then_it_is_sent() -> None:
    moods[1] = "down"
    with clock.at(START):
        outbox.put("test", number=1)
        outbox.send_due()
    moods.clear()
    with clock.at(START + dt.timedelta(seconds=29)):
        assert outbox.send_due() == 0
    with clock.at(START + dt.timedelta(seconds=30)):
        assert outbox.send_due() == 1
    message = OutboxMessage.objects.get()
    assert (sent, message.error, message.sent_at) == ([1], "", START + dt.timedelta(seconds=30))


@pytest.mark.django_db
def test_after_twelve_attempts_it_is_left_for_a_person_to_look_at() -> None:
    moods[1] = "down"
    now = START
    with clock.at(now):
        outbox.put("test", number=1)
    for _ in range(20):
        with clock.at(now):
            outbox.send_due()
        now = max(now, OutboxMessage.objects.get().due_at)
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.sent_at) == (outbox.MOST_ATTEMPTS, None)


@pytest.mark.django_db
def test_what_a_failing_sender_wrote_is_taken_back() -> None:
    person = given_a("auditor")

    @outbox.sender("test-half")
    def half(payload: dict) -> None:
        Notice.objects.create(to=person, subject="Half", url="/", created_at=clock.now())
        raise ZeroDivisionError

    outbox.put("test-half")
    assert (outbox.send_due(), Notice.objects.count()) == (0, 0)
    assert OutboxMessage.objects.get().error == "ZeroDivisionError"


@pytest.mark.django_db
def test_a_topic_nobody_sends_is_kept_with_its_error() -> None:
    outbox.put("test-unknown")
    assert (outbox.send_due(), OutboxMessage.objects.get().error) == (0, "KeyError")


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_senders_at_once_send_each_message_once() -> None:
    with transaction.atomic():
        for number in range(30):
            outbox.put("test", number=number)

    counts = at_once(*[lambda: outbox.send_due(limit=100)] * 3)

    assert (sum(counts), sorted(sent)) == (30, list(range(30)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_without_the_row_locks_they_send_twice() -> None:
    """The control: both look at what is unsent before either has marked it."""
    outbox.put("test", number=1)

    def send_unlocked(meet: Callable) -> None:
        unsent = list(OutboxMessage.objects.filter(sent_at=None))
        meet()
        for message in unsent:
            send(message.payload)
            OutboxMessage.objects.filter(pk=message.pk).update(sent_at=clock.now())

    at_once(send_unlocked, send_unlocked)
    assert sent == [1, 1]


@pytest.mark.django_db
def test_an_email_holds_a_reference_and_a_link_and_nothing_else(on_commit) -> None:
    with on_commit():
        notices.tell([given_a("team_manager")], "SR-000123 waits for you", url="/requests/123/")
    outbox.send_due()
    [message] = mail.outbox
    assert (message.subject, message.to) == (
        "SR-000123 waits for you",
        ["the.team.manager@example.org"],
    )
    assert message.body.split("\n\n")[:2] == [
        "SR-000123 waits for you",
        "See http://localhost:8000/requests/123/",
    ]


@pytest.mark.django_db
def test_a_mail_server_that_never_answers_is_given_up_and_tried_again_later() -> None:
    assert 0 < settings.EMAIL_TIMEOUT < 60
    notices.tell([given_a("team_manager")], "SR-000123 waits for you", url="/requests/123/")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host, port = silent.getsockname()
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST=host,
            EMAIL_PORT=port,
            EMAIL_TIMEOUT=0.2,
        ):
            assert outbox.send_due() == 0
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.error, message.sent_at) == (
        1,
        "SMTPServerDisconnected",
        None,
    )
