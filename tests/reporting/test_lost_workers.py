"""Workers that are killed or stand still, a broker that forgets, two schedules: one report each."""

from pathlib import Path

import pytest
from django.conf import settings

from bench import databases, lost_workers
from mdps.core.models import AuditEvent, PrivateFile
from reporting.models import Report
from tests.build.people import given_a

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_each_report_is_made_exactly_once_whatever_happens(tmp_path: Path) -> None:
    environment = databases.environment() | {
        "MDPS_FILES": str(settings.MDPS_FILES),
        "MDPS_SWEEP_SECONDS": "2",
        "MDPS_REPORT_LOST_AFTER": "9",
    }

    with lost_workers.processes(environment, tmp_path) as running:
        lost_workers.everything_that_can_go_wrong(running, given_a("commissioning_manager"))
        assert all(map(running.said, ("task_started", "task_succeeded")))

    reports = Report.objects.count()
    assert (lost_workers.faults(), reports >= 3) == ([], True)
    public = Report.objects.exclude(public_form=None).count()
    assert PrivateFile.objects.count() == reports + public
    assert AuditEvent.objects.filter(action="report.draft").count() == reports
