"""Notices by e-mail as each person chose: at once, once a day, or never."""

import datetime as dt
from threading import Barrier

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.urls import reverse

from mdps.celery import app
from mdps.core import clock, digest, notices, outbox
from mdps.core.models import AuditEvent, Notice, OutboxMessage, User
from tests.build.browsing import signed_in, words
from tests.build.people import given_a
from tests.core.racing import at_once

SUBJECT, URL = "SR-000123 was endorsed", "/requests/123/"


def given_a_worker(mail: str) -> User:
    worker = given_a("social_worker")
    digest.choose(mail, by=worker)
    return worker


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mail", "at_once_by_mail", "waits"),
    [("at_once", 1, False), ("daily", 0, True), ("none", 0, False)],
)
def test_everybody_is_told_here_and_by_e_mail_as_they_chose(mail, at_once_by_mail, waits):
    notices.tell([given_a_worker(mail)], SUBJECT, url=URL)

    assert Notice.objects.get().waits_for_digest is waits
    assert OutboxMessage.objects.filter(topic="email").count() == at_once_by_mail


@pytest.mark.django_db
def test_a_digest_holds_subjects_and_links_only_and_is_sent_once(mailoutbox):
    worker = given_a_worker("daily")
    for number in (1, 2):
        notices.tell([worker], f"SR-00000{number} was endorsed", url=f"/requests/{number}/")

    people = [digest.collect(), digest.collect()]
    outbox.send_due()

    (mail,) = mailoutbox
    assert (people, mail.to, mail.subject) == (
        [1, 0],
        [worker.email],
        "2 notices since your last e-mail",
    )
    site = settings.MDPS_SITE_URL.rstrip("/")
    assert mail.body.splitlines()[:5] == [
        "SR-000001 was endorsed",
        f"{site}/requests/1/",
        "",
        "SR-000002 was endorsed",
        f"{site}/requests/2/",
    ]


@pytest.mark.django_db
def test_whoever_has_nothing_waiting_gets_nothing(mailoutbox):
    given_a_worker("daily")

    assert (digest.collect(), outbox.send_due(), mailoutbox) == (0, 0, [])


@pytest.mark.django_db
def test_a_closed_account_gets_no_digest(mailoutbox):
    worker = given_a_worker("daily")
    notices.tell([worker], SUBJECT, url=URL)
    digest.collect()
    User.objects.filter(pk=worker.pk).update(is_active=False)

    outbox.send_due()

    assert mailoutbox == []


@pytest.mark.django_db
def test_whoever_wants_none_from_now_on_is_not_sent_what_waited():
    worker = given_a_worker("daily")
    notices.tell([worker], SUBJECT, url=URL)

    digest.choose("none", by=worker)

    assert (digest.collect(), Notice.objects.count()) == (0, 1)


@pytest.mark.django_db
def test_what_waited_still_comes_after_a_change_to_at_once():
    worker = given_a_worker("daily")
    notices.tell([worker], SUBJECT, url=URL)

    digest.choose("at_once", by=worker)

    assert digest.collect() == 1


@pytest.mark.django_db
def test_the_choice_is_made_on_a_page_of_ones_own_account():
    worker = given_a("social_worker")
    client = signed_in(worker)

    client.post(reverse("my-notices"), {"mail": "daily"})

    page = words(client.get(reverse("my-account")))
    assert User.objects.get(pk=worker.pk).mail == "daily"
    assert "Once a day, at 7:30am, together" in page
    assert AuditEvent.objects.filter(action="user.mail_chosen").count() == 1


@pytest.mark.parametrize(
    "day",
    [dt.date(2026, 3, 28), dt.date(2026, 3, 29), dt.date(2026, 10, 24), dt.date(2026, 10, 25)],
)
def test_beat_asks_at_half_past_seven_in_london_across_both_clock_changes(day):
    entry = settings.CELERY_BEAT_SCHEDULE["send-digests"]["schedule"]
    before = dt.datetime.combine(day, dt.time(7, 29), tzinfo=clock.LONDON)
    schedule = crontab(
        minute=entry._orig_minute, hour=entry._orig_hour, nowfun=lambda: before, app=app
    )
    yesterday = dt.datetime.combine(day - dt.timedelta(days=1), dt.time(7, 30), clock.LONDON)

    last, delta, _ = schedule.remaining_delta(yesterday)

    due = (last + delta).astimezone(clock.LONDON)
    assert (due.date(), due.time()) == (day, dt.time(7, 30))


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_two_workers_send_one_digest():
    worker = given_a_worker("daily")
    notices.tell([worker], SUBJECT, url=URL)

    counted = at_once(digest.collect, digest.collect)

    assert (sorted(counted), OutboxMessage.objects.filter(topic="digest").count()) == ([0, 1], 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_control_without_the_lock_both_would_send_it(monkeypatch):
    worker = given_a_worker("daily")
    notices.tell([worker], SUBJECT, url=URL)
    barrier, put = Barrier(2, timeout=20), outbox.put

    def later(*args: object, **options: object) -> OutboxMessage:
        barrier.wait()
        return put(*args, **options)

    monkeypatch.setattr(
        Notice.objects, "select_for_update", lambda **_: Notice.objects.all(), raising=False
    )
    monkeypatch.setattr(Notice.objects, "filter", Unwritten(Notice.objects.filter))
    monkeypatch.setattr(outbox, "put", later)

    counted = at_once(digest.collect, digest.collect)

    assert counted == [True, True]


class Unwritten:
    """A `filter` whose rows are read and not yet written, as for one who looks first."""

    def __init__(self, filtered):
        self.filtered = filtered

    def __call__(self, **conditions):
        rows = self.filtered(**conditions)
        if "pk__in" in conditions:
            rows.update = lambda **_: 0
        return rows
