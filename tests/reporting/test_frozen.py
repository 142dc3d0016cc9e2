"""What the database keeps of a report, whoever asks and whatever the code says."""

import datetime as dt
import json

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from mdps.core import clock
from mdps.core.models import PrivateFile
from reporting import jobs
from reporting.make import make
from reporting.models import Report
from reporting.retry import retry
from tests.build.people import given_a
from tests.build.reporting import (
    TODAY,
    given_a_draft,
    given_a_queued_report,
    given_it_is_published,
)

CHANGES = {
    "as_at": dt.datetime(2026, 7, 1, tzinfo=clock.LONDON),
    "figures": {"awards": 0},
    "figures_sha256": "0" * 64,
    "file": None,
}


def change(report: Report, **changes: object) -> None:
    with transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**changes)


@pytest.mark.django_db
@pytest.mark.parametrize("is_published", [False, True])
def test_what_a_made_report_says_cannot_be_changed(draft, is_published):
    report = given_it_is_published(draft) if is_published else draft

    for column, value in CHANGES.items():
        with pytest.raises(IntegrityError, match="does not change any more"):
            change(report, **{column: value})


@pytest.mark.django_db
def test_another_file_cannot_be_put_in_the_place_of_a_reports_own(draft):
    other = PrivateFile.objects.create(
        path="aa/other", name="other.pdf", content_type="application/pdf", size=1,
        sha256="0" * 64, created_at=clock.now(),
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="does not change any more"):
        change(draft, file=other)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Report.Kind.MONITORING},
        {"period_start": dt.date(2024, 6, 1)},
        {"period_end": dt.date(2027, 6, 1)},
        {"version": 2},
        {"requested_by": None},
        {"requested_at": clock.noon(TODAY)},
    ],
)
def test_what_a_report_is_of_cannot_be_changed_even_before_it_is_made(changes):
    with pytest.raises(DatabaseError, match="permission denied"):
        change(given_a_queued_report(), **changes)


@pytest.mark.django_db
def test_a_made_report_does_not_become_a_job_again(draft):

    with pytest.raises(IntegrityError, match="does not change any more"):
        change(draft, state="failed")


@pytest.mark.django_db
def test_a_report_cannot_be_deleted():
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        given_a_queued_report().delete()


BY_THE_OWNER = (
    "UPDATE reporting_report SET version = 9",
    "UPDATE reporting_report SET figures = '{}'",
    "UPDATE reporting_report SET figures_sha256 = ''",
    "UPDATE reporting_report SET file_id = NULL, state = 'failed'",
    "DELETE FROM reporting_report",
    "TRUNCATE reporting_report CASCADE",
)


@pytest.mark.django_db(transaction=True)
def test_even_the_owner_changes_nothing_of_a_made_report(as_owner):
    given_a_draft()
    let_through = []

    for statement in BY_THE_OWNER:
        try:
            as_owner(statement)
        except psycopg.errors.RestrictViolation:
            continue
        let_through.append(statement)

    assert let_through == []


def given_a_frozen_job() -> tuple[Report, jobs.Claim]:
    """A report whose figures are computed and whose pages are not."""
    report = given_a_queued_report()
    with clock.at(TODAY):
        claim = jobs.claim(report.pk)
        assert claim is not None
        jobs.write(claim, figures={"frozen": True}, figures_sha256="a" * 64)
    return report, claim


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [{"figures": {"frozen": False}}, {"figures": None, "figures_sha256": ""}, CHANGES],
)
def test_figures_are_frozen_as_soon_as_they_are_computed(changes):
    report, _ = given_a_frozen_job()

    with pytest.raises(IntegrityError, match="does not change any more"):
        change(report, **changes)


@pytest.mark.django_db
def test_a_failed_report_that_is_tried_again_gets_new_figures():
    report, claim = given_a_frozen_job()
    jobs.fail(claim, "There is no room left.")
    report.refresh_from_db()

    retry(report, by=given_a("commissioning_manager"))
    with clock.at(TODAY):
        make(report.pk)

    report.refresh_from_db()
    assert (report.state, "frozen" in json.dumps(report.figures)) == ("draft", False)
