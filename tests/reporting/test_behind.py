"""The rows behind a report's figures: lists of its period, for those who may open them."""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from mdps.core import clock
from reporting.models import Report
from tests.build.deciding import given_a_decided_line
from tests.build.people import given_a
from tests.build.reporting import MONTH, TODAY, given_a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(given_a(role))
    return client


def links(client: Client, report: Report) -> list[str]:
    shown = client.get(report.get_absolute_url()).text
    return [unescape(url) for url in re.findall(r'href="([^"]+\?since=[^"]+)"', shown)]


def test_the_lines_of_the_panel_are_those_of_the_first_to_the_last_day():
    for day in (MONTH.start - dt.timedelta(days=1), MONTH.start, MONTH.last_day, MONTH.end):
        given_a_decided_line(on=day)
    auditor = signed_in("auditor")
    report = given_a_draft(Report.Kind.PANEL_ACTIVITY)
    every, assessments, *others = links(auditor, report)

    assert "1-2 of 2" in auditor.get(every).text
    assert "1-2 of 2" in auditor.get(assessments).text
    assert len(others) == 3
    assert "1-2 of 2" not in auditor.get(others[0]).text


def test_the_call_offs_of_the_year_are_for_those_who_read_contracts():
    report = given_a_draft()
    auditor = signed_in("auditor")

    assert len(links(auditor, report)) == 4
    assert {auditor.get(url).status_code for url in links(auditor, report)} == {200}
    assert links(signed_in("leadership"), report) == []
