"""Notices: everybody concerned is told once, inside the transaction of the act."""

import datetime as dt

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from mdps.core import clock, notices, outbox
from mdps.core.models import Notice, OutboxMessage
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

SUBJECT, URL = "SR-000123 was endorsed", "/requests/123/"


def test_each_person_is_told_once_and_gets_one_email() -> None:
    worker, manager = given_a("social_worker"), given_a("team_manager")
    notices.tell([worker, manager, worker], SUBJECT, url=URL)
    told = Notice.objects.order_by("id").values_list("to", "subject", "url", "read_at")
    assert list(told) == [(worker.pk, SUBJECT, URL, None), (manager.pk, SUBJECT, URL, None)]
    assert OutboxMessage.objects.filter(topic="email").count() == 2


def test_what_is_to_be_sent_holds_an_id_only() -> None:
    notices.tell([given_a("social_worker")], SUBJECT, url=URL)
    assert OutboxMessage.objects.get().payload == {"notice": Notice.objects.get().pk}


def test_somebody_without_an_address_is_told_in_the_system_only() -> None:
    worker = given_a("social_worker")
    worker.email = ""
    notices.tell([worker], SUBJECT, url=URL)
    assert (Notice.objects.count(), OutboxMessage.objects.count()) == (1, 0)


def test_a_rolled_back_act_tells_nobody() -> None:
    with transaction.atomic():
        notices.tell([given_a("social_worker")], SUBJECT, url=URL)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_a_subject_longer_than_its_line_is_shortened() -> None:
    notices.tell([given_a("social_worker")], "S" * 199 + " is admitted to Lot 1", url=URL)

    assert Notice.objects.get().subject == "S" * 199 + "…"


def test_an_account_that_was_closed_meanwhile_gets_no_email(mailoutbox: list) -> None:
    worker = given_a("social_worker")
    notices.tell([worker], SUBJECT, url=URL)
    worker.is_active = False
    worker.save()

    sent = outbox.send_due()

    assert (sent, mailoutbox) == (1, [])


def test_silence_ends_also_when_something_failed() -> None:
    worker = given_a("social_worker")
    with pytest.raises(ZeroDivisionError), notices.silence():
        raise ZeroDivisionError
    with notices.silence():
        notices.tell([worker], SUBJECT, url=URL)
    assert Notice.objects.count() == 0
    notices.tell([worker], SUBJECT, url=URL)
    assert Notice.objects.count() == 1


def test_the_page_shows_mine_newest_first_and_nobody_elses(client: Client) -> None:
    worker, other = given_a("social_worker"), given_a("team_manager")
    for day, subject in ((1, "Older"), (2, "Newer")):
        with clock.at(dt.date(2026, 6, day)):
            notices.tell([worker], subject, url="/")
    notices.tell([other], "Not mine", url="/")
    client.force_login(worker)
    rows = client.get(reverse("notices")).context["table"].rows
    assert [(row[0].text, row[1].text) for row in rows] == [
        ("Newer", "2 June 2026 at midday"),
        ("Older", "1 June 2026 at midday"),
    ]


def test_opening_one_marks_it_read_and_leads_on(client: Client) -> None:
    worker = given_a("social_worker")
    notices.tell([worker], SUBJECT, url=reverse("home"))
    client.force_login(worker)
    assert client.get(reverse("home")).context["unread_notices"] == 1
    answer = client.get(reverse("open-notice", args=[Notice.objects.get().pk]))
    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert client.get(reverse("home")).context["unread_notices"] == 0


def test_somebody_elses_notice_is_not_found_and_stays_unread(client: Client) -> None:
    notices.tell([given_a("social_worker")], SUBJECT, url=URL)
    client.force_login(given_a("team_manager"))
    notice = Notice.objects.get()
    assert client.get(reverse("open-notice", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None
