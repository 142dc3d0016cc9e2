"""A report of a period that is not over: made, marked on every page, never published."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mdps.core import clock, files
from reporting.make import make
from reporting.models import Report
from reporting.periods import Period
from reporting.request import request_report
from reporting.schedule import begin_due
from reporting.step_rules import PUBLISH
from reporting.steps import refusals_against
from tests.build.people import given_a
from tests.build.reporting import TODAY, YEAR

pytestmark = pytest.mark.django_db

JUNE = Period(dt.date(2026, 6, 1), dt.date(2026, 7, 1))


def given_a_draft_of(period: Period, kind: str, on: dt.date = TODAY) -> Report:
    by = given_a("commissioning_manager")
    with clock.at(on):
        report = request_report(
            kind, period_start=period.start, period_end=period.end, by=by, on=on
        )
        make(report.pk)
    report.refresh_from_db()
    return report


def test_each_page_of_it_says_so_and_it_cannot_be_published(client):
    year = Period(dt.date(2025, 7, 1), dt.date(2026, 7, 1))
    report = given_a_draft_of(year, Report.Kind.ANNUAL_CABINET)
    client.force_login(given_a("auditor"))
    pages = PdfReader(io.BytesIO(files.read(report.file))).pages
    said = "Incomplete: the period runs to 30 June 2026, and only what was recorded by 15 June 2026"

    assert not report.is_complete
    assert {"INCOMPLETE · " in page.extract_text() for page in pages} == {True}
    assert said in " ".join(pages[0].extract_text().split())
    assert said in client.get(report.get_absolute_url()).text
    found = refusals_against(PUBLISH, report, by=given_a("leadership"), on=TODAY)
    assert "incomplete" in [refusal.code for refusal in found]


def test_a_report_of_a_period_that_was_over_says_nothing_of_it(client):
    report = given_a_draft_of(YEAR, Report.Kind.ANNUAL_CABINET)
    client.force_login(given_a("auditor"))

    assert report.is_complete
    assert "Incomplete" not in client.get(reverse("reporting:detail", args=[report.pk])).text


def test_the_schedule_makes_the_whole_one_when_the_period_is_over():
    given_a_draft_of(JUNE, Report.Kind.PANEL_ACTIVITY)
    with clock.at(JUNE.end):
        found = begin_due(on=JUNE.end)

    assert [(each.kind, each.version) for each in found if each.period == JUNE] == [
        ("panel_activity", 2)
    ]


def test_what_is_over_of_a_period_ends_with_a_day_inside_it():
    assert YEAR.until(dt.date(2026, 5, 31)) == YEAR.until(dt.date(2026, 12, 1)) == YEAR
    assert YEAR.until(dt.date(2026, 5, 30)).end == dt.date(2026, 5, 31)
    assert YEAR.until(dt.date(2020, 1, 1)).end == YEAR.start
