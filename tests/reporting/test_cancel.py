"""Stopping a report: its worker can store nothing any more, and it can be asked for again."""

import pytest

from mdps.core import clock
from mdps.core.models import Notice, PrivateFile
from mdps.core.permissions import Forbidden
from mdps.core.states import WrongState
from reporting import jobs
from reporting.cancel import cancel
from reporting.jobs import Lost, Printed
from reporting.make import make
from tests.build.people import given_a
from tests.build.reporting import TODAY, given_a_draft, given_a_queued_report

pytestmark = pytest.mark.django_db


def test_a_worker_whose_report_was_stopped_stores_nothing():
    report = given_a_queued_report()
    other = given_a("commissioning_manager", name="Another manager")
    with clock.at(TODAY):
        claim = jobs.claim(report.pk)
        cancel(report, by=other)

    with pytest.raises(Lost):
        jobs.finish(claim, Printed(b"%PDF-", "late.pdf"))
    report.refresh_from_db()
    assert (report.state, report.token) == ("cancelled", None)
    assert report.error == "Another manager stopped it. It can be asked for again."
    assert not PrivateFile.objects.exists()
    assert Notice.objects.get(to=report.requested_by).subject == f"{report} was stopped"


def test_a_message_that_comes_after_it_was_stopped_makes_nothing_and_nobody_takes_it_back():
    report = given_a_queued_report()
    cancel(report, by=given_a("commissioning_manager"))
    make(report.pk)

    with clock.at(clock.noon(TODAY) + 2 * jobs.LOST_AFTER):
        assert jobs.requeue() == 0
    report.refresh_from_db()
    assert report.state == "cancelled"


def test_it_can_be_asked_for_again_at_once_as_a_further_version():
    cancel(given_a_queued_report(), by=given_a("commissioning_manager"))

    assert given_a_queued_report().version == 2


def test_what_is_made_is_not_stopped_and_not_everybody_may():
    with pytest.raises(WrongState):
        cancel(given_a_draft(), by=given_a("commissioning_manager"))
    with pytest.raises(Forbidden):
        cancel(given_a_queued_report(), by=given_a("leadership"))


def test_the_progress_page_leads_to_it_and_says_afterwards_who_did_it(client):
    report = given_a_queued_report()
    client.force_login(given_a("commissioning_manager"))
    before = client.get(f"{report.get_absolute_url()}progress/").text
    client.post(f"{report.get_absolute_url()}cancel/", {})
    after = client.get(report.get_absolute_url()).text

    assert "Stop making it" in before
    assert "stopped it. It can be asked for again." in after
