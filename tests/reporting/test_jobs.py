"""A job cannot be lost, doubled, or finished by a worker that has lost it."""

import datetime as dt
import threading
import time
from uuid import uuid4

import pytest
from django.db import connection

from mdps.core import clock
from mdps.core.models import OutboxMessage, PrivateFile
from reporting import jobs
from reporting.jobs import Lost, Printed
from reporting.make import make
from reporting.models import Report
from reporting.retry import retry
from tests.build.people import given_a
from tests.build.reporting import TODAY, given_a_queued_report

LATER = clock.noon(TODAY) + jobs.LOST_AFTER + dt.timedelta(seconds=1)


def sent() -> int:
    """How often a worker was told of a report."""
    return OutboxMessage.objects.filter(topic="report").count()


@pytest.mark.django_db
def test_a_killed_worker_is_replaced_once_and_can_finish_nothing():
    report = given_a_queued_report()
    with clock.at(TODAY):
        killed = jobs.claim(report.pk)
    with clock.at(LATER):
        assert jobs.requeue() == 1
        assert jobs.requeue() == 0
        make(report.pk)

    with pytest.raises(Lost):
        jobs.finish(killed, Printed(b"%PDF-", "late.pdf"))
    with pytest.raises(Lost):
        jobs.step(killed, 2)
    report.refresh_from_db()
    assert (report.state, report.attempts) == ("draft", 2)
    assert [file.name for file in PrivateFile.objects.order_by("id")] == [
        "annual-cabinet-2026-05-31-v1.pdf",
        "annual-cabinet-2026-05-31-v1-exempt-annex.pdf",
    ]


@pytest.mark.django_db
def test_a_worker_that_takes_over_goes_on_with_the_frozen_figures():
    report = given_a_queued_report()
    with clock.at(TODAY):
        claim = jobs.claim(report.pk)
        jobs.write(claim, figures={"frozen": True}, figures_sha256="a" * 64)
    with clock.at(LATER):
        jobs.requeue()

    report.refresh_from_db()
    assert (report.state, report.figures) == ("queued", {"frozen": True})


@pytest.mark.django_db
def test_a_living_worker_is_left_alone():
    report = given_a_queued_report()
    with clock.at(TODAY):
        claim = jobs.claim(report.pk)
    with clock.at(LATER - dt.timedelta(seconds=30)):
        jobs.step(claim, 1)
    with clock.at(LATER):
        assert jobs.requeue() == 0


@pytest.mark.django_db
def test_a_lost_message_is_sent_again():
    given_a_queued_report()
    with clock.at(LATER):
        assert jobs.requeue() == 1

    assert sent() == 2


@pytest.mark.django_db
def test_after_three_attempts_it_is_given_up_with_a_sentence():
    report = given_a_queued_report()
    moment = clock.noon(TODAY)
    for _ in range(jobs.MOST_ATTEMPTS):
        with clock.at(moment):
            assert jobs.claim(report.pk)
        moment += jobs.LOST_AFTER + dt.timedelta(seconds=1)
        with clock.at(moment):
            jobs.requeue()

    report.refresh_from_db()
    assert (report.state, report.error, report.token) == ("failed", jobs.GAVE_UP, None)


@pytest.mark.django_db
def test_a_failed_report_is_tried_again_with_figures_of_its_own():
    report = given_a_queued_report()
    with clock.at(TODAY):
        claim = jobs.claim(report.pk)
        jobs.fail(claim, "There was no room.")
        report.refresh_from_db()
        retry(report, by=given_a("commissioning_manager"))
        make(report.pk)

    report.refresh_from_db()
    assert (report.state, report.error, report.attempts) == ("draft", "", 1)


@pytest.mark.django_db(transaction=True)
def test_a_heart_beats_by_itself_while_the_work_goes_on(monkeypatch):
    report = given_a_queued_report()
    with clock.at(TODAY):
        claim = jobs.claim(report.pk)
    monkeypatch.setattr(jobs, "BEAT", dt.timedelta(milliseconds=20))
    give_up = time.monotonic() + 10
    with clock.at(LATER), jobs.heartbeat(claim):
        while Report.objects.filter(pk=report.pk, heartbeat_at__lt=LATER).exists():
            assert time.monotonic() < give_up

    with clock.at(LATER):
        assert jobs.requeue() == 0


@pytest.mark.django_db(transaction=True)
def test_a_heart_that_cannot_beat_once_beats_on(monkeypatch, as_owner):
    """The database ends every connection, as in a restart, and the next sign of life comes."""
    report = given_a_queued_report()
    with clock.at(TODAY):
        claim = jobs.claim(report.pk)
    monkeypatch.setattr(jobs, "BEAT", dt.timedelta(milliseconds=20))
    end_all = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = current_database() AND usename = '{connection.settings_dict['USER']}'"
    )

    def beats_by(moment: dt.datetime) -> None:
        give_up = time.monotonic() + 10
        while Report.objects.filter(pk=report.pk, heartbeat_at__lt=moment).exists():
            assert time.monotonic() < give_up

    with clock.at(LATER), jobs.heartbeat(claim):
        beats_by(LATER)
        as_owner(end_all)
        connection.close()
        Report.objects.update(heartbeat_at=clock.noon(TODAY))
        beats_by(LATER)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_that_claim_at_once_one_wins():
    report = given_a_queued_report()

    assert sorted(at_once(lambda: bool(jobs.claim(report.pk)))) == [False, True]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_condition_both_workers_would_win():
    """The control: reading the state first and writing it then lets both go on."""
    report = given_a_queued_report()
    both_have_read = threading.Barrier(2)

    def claim_in_two_steps() -> bool:
        queued = Report.objects.get(pk=report.pk).state == Report.State.QUEUED
        both_have_read.wait(timeout=10)
        Report.objects.filter(pk=report.pk).update(state=Report.State.RUNNING, token=uuid4())
        return queued

    assert at_once(claim_in_two_steps) == [True, True]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_same_request_twice_at_once_leads_to_one_report():
    by = given_a("commissioning_manager")

    assert len(set(at_once(lambda: given_a_queued_report(by=by).pk))) == 1
    assert sent() == 1


def at_once(act) -> list:
    """What two threads get that do the same in the same moment, each on its own connection."""
    start, results = threading.Barrier(2), []

    def run() -> None:
        try:
            start.wait(timeout=10)
            results.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
