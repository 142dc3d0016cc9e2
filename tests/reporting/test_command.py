"""`report`: the same figures as JSON and as PDF, from the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from mdps.core import clock
from reporting.figures import annual_cabinet
from reporting.models import Report
from tests.build.reporting import TODAY, YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def report(*arguments: str) -> str:
    out = StringIO()
    call_command("report", *arguments, stdout=out)
    return out.getvalue()


def test_it_writes_pdf_and_json_of_the_same_figures(tmp_path):
    pdf, figures = tmp_path / "out.pdf", tmp_path / "out.json"
    report(
        "annual-cabinet", "--year-ending", "2026-05-31", "--pdf", str(pdf), "--json", str(figures)
    )

    assert json.loads(figures.read_text()) == annual_cabinet.figures(YEAR, clock.noon(TODAY))
    assert PdfReader(pdf).attachments["figures.json"] == [figures.read_bytes()]
    assert Report.objects.count() == 0


def test_without_a_file_the_figures_are_printed():
    figures = json.loads(report("monitoring", "--half-ending", "2026-05-31"))

    assert figures["period"] == {"first_day": "2025-12-01", "last_day": "2026-05-31"}


def test_without_a_day_it_is_the_last_complete_period():
    assert json.loads(report("annual-cabinet"))["period"]["last_day"] == "2026-05-31"


def test_the_panels_activity_is_of_any_days_or_of_the_last_month():
    some_days = ("--from", "2026-04-15", "--period-ending", "2026-05-20")
    periods = [json.loads(report("panel-activity", *days))["period"] for days in (some_days, ())]

    assert periods == [
        {"first_day": "2026-04-15", "last_day": "2026-05-20"},
        {"first_day": "2026-05-01", "last_day": "2026-05-31"},
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("annual-cabinet", "--year-ending", "2026-05-30"), "is not the last day of a month"),
        (("annual-cabinet", "--year-ending", "2028-05-31"), "is still to come"),
        (("monitoring", "--half-ending", "2026-12-31"), "The 6 months to 31 December 2026 begin"),
        (("annual-cabinet", "--year-ending", "soon"), "invalid fromisoformat value"),
        (("annual-cabinet", "--year-ending", "9999-12-31"), "is still to come"),
        (("annual-cabinet", "--year-ending", "0001-05-31"), "The scheme began on 1 June 2022"),
        (("panel-activity", "--period-ending", "2026-07-31"), "The month to 31 July 2026 begins"),
        (
            ("panel-activity", "--from", "2026-05-02", "--period-ending", "2026-05-01"),
            "The period begins on 2 May 2026, after its last day, 1 May 2026",
        ),
        (("weekly",), "invalid choice"),
        (("annual-cabinet", "--json", "/nowhere/out.json"), "cannot be written"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        report(*arguments)
