"""The rows behind a report's figures: as many or as much, for those who may open them."""

import csv
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from mdps.core import clock
from mdps.core.models import UseCount
from reporting.models import Report
from reporting.monitoring.open_round import open_round
from reporting.pages.behind import value_of
from reporting.pages.rows_behind import Behind, rows_behind
from reporting.public import public_form
from tests.build.deciding import given_a_decided_line
from tests.build.people import given_a
from tests.build.reporting import HALF, MONTH, TODAY, given_a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(given_a(role))
    return client


def behind(report: Report, role: str = "auditor") -> list[Behind]:
    return rows_behind(report, report.figures or {}, given_a(role))


def opened(client: Client, each: Behind) -> int | Decimal:
    """How many rows the list shows, or what its column comes to."""
    UseCount.objects.all().delete()  # nobody asks for so many files at once
    answer = client.get(f"{each.url}&as=csv")
    lines = csv.DictReader(b"".join(answer).decode("utf-8-sig").splitlines())  # type: ignore[arg-type]
    if not each.adds_up:
        return len(list(lines))
    return abs(sum((Decimal(line[each.adds_up]) for line in lines), Decimal(0)))


def differing(report: Report) -> list[Any]:
    """The figures that are not what their rows come to."""
    client, figures = signed_in("auditor"), report.figures or {}
    return [
        (each, value_of(figures, each), found)
        for each in behind(report)
        if (found := opened(client, each)) != Decimal(value_of(figures, each))
    ]


@pytest.mark.usefixtures("past")
def test_the_rows_behind_each_figure_of_the_year_and_the_half_come_to_it():
    with clock.at(TODAY):
        open_round(HALF.last_day, by=None, on=TODAY)
    year, half = given_a_draft(), given_a_draft(Report.Kind.MONITORING)

    assert (differing(year), differing(half)) == ([], [])
    assert {each.way[0] for each in behind(year)} == {
        "awarded",
        "by_lot",
        "by_category",
        "by_route",
        "by_supplier",
        "spot_purchases",
        "to_date",
    }
    assert {each.way[0] for each in behind(half)} == {
        "awarded",
        "by_supplier",
        "packages",
        "round",
    }


def test_the_rows_behind_each_figure_of_the_panel_come_to_it():
    for day in (MONTH.start - dt.timedelta(days=1), MONTH.start, MONTH.last_day, MONTH.end):
        given_a_decided_line(on=day)
    given_a_decided_line("defer", on=MONTH.start)
    given_a_decided_line("decline", on=MONTH.last_day)
    report = given_a_draft(Report.Kind.PANEL_ACTIVITY)

    assert differing(report) == []
    assert {each.way[0] for each in behind(report)} == {
        "considered",
        "by_category",
        "by_team",
        "by_kind",
    }


def test_a_figure_leads_to_its_rows_and_a_withheld_one_nowhere():
    given_a_decided_line(on=MONTH.start)
    report = given_a_draft(Report.Kind.PANEL_ACTIVITY)
    every, public = report.figures or {}, public_form(report).figures
    page = signed_in("auditor").get(report.get_absolute_url()).text

    assert "The rows behind the figures" in page
    for each in behind(report):
        assert each.url.replace("&", "&amp;") in page
    shown = [each for each in behind(report) if value_of(public, each) != "withheld"]
    assert len(shown) < len(behind(report))
    assert [each for each in behind(report) if value_of(every, each) == "withheld"] == []


def test_the_call_offs_of_the_year_are_for_those_who_read_contracts():
    report = given_a_draft()

    assert behind(report)
    assert behind(report, "leadership") == []
