"""The rows behind a report's figures: as many or as much, for those who may open them."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mdps.core import clock
from reporting.documents.reading import opens
from reporting.import_history import import_history
from reporting.models import Report
from reporting.pages.behind import linked, value_of
from reporting.pages.rows.without import LEGAL_STATUS, REASONS_SAID
from reporting.periods import ending
from reporting.public import public_form
from tests.build.deciding import given_a_decided_line
from tests.build.monitoring import LAST_DAY, given_a_package
from tests.build.reporting import MONTH, TODAY, given_a_draft
from tests.reporting.opened import behind, differing, made, refused, signed_in, unopened
from tests.reporting.panel_scenario import QUARTER
from tests.reporting.round_scenario import DAY, DUE, given_a_round_with_answers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.mark.usefixtures("round_with_answers")
def test_every_number_of_a_round_opens_the_returns_that_come_to_it():
    with clock.at(DUE + DAY):
        report = made(Report.Kind.MONITORING, ending(LAST_DAY, months=6))

        assert (differing(report), unopened(report), refused(report)) == ([], [], [])


@pytest.mark.usefixtures("busy_quarter")
def test_every_figure_of_the_panel_opens_what_comes_to_it_or_says_why_not():
    import_history(Path("reporting/data/panel-requests-by-category.csv").read_bytes(), by=None)
    with clock.at(QUARTER.end + 14 * DAY):
        report = made(Report.Kind.PANEL_ACTIVITY, QUARTER)

        assert (differing(report), unopened(report), refused(report)) == ([], [], [])


def test_a_figure_leads_to_its_rows_and_a_withheld_one_nowhere():
    given_a_decided_line(on=MONTH.start)
    report = given_a_draft(Report.Kind.PANEL_ACTIVITY)
    page = signed_in("auditor").get(report.get_absolute_url()).text

    assert "The rows behind the figures" in page
    for each in behind(report):
        if value_of(report.figures or {}, each.way) is not None:
            assert each.url.replace("&", "&amp;") in page, each
    assert LEGAL_STATUS in page
    public = public_form(report).figures
    held = [each for each in behind(report) if value_of(public, each.way) == "withheld"]
    assert held
    shown = linked(public, held)
    assert [each for each in held if opens(value_of(shown, each.way))] == []


def test_the_call_offs_of_the_year_are_for_those_who_read_contracts():
    report = given_a_draft()
    lists = {each.rows.list for each in behind(report)}
    page = signed_in("leadership").get(report.get_absolute_url()).text

    assert {"contracts:ledger", "contracts:spot-purchases", "suppliers:admissions"} <= lists
    assert {each.rows.list for each in behind(report, "leadership")} == {"reporting:panel-lines"}
    assert "/ledger/" not in page


def test_the_docs_name_each_reason_for_a_figure_without_rows():
    said = " ".join(Path("docs/reports.md").read_text().split())

    assert [why for why in REASONS_SAID if why not in said] == []


LISTS = (
    ("reporting:panel-waits", "since=2026-05-06&until=2026-05-06"),
    ("reporting:panel-urgent", "since=2026-05-12&until=2026-05-12"),
    ("reporting:panel-conditions", "state=open_before_award"),
    ("reporting:panel-lines", "since=2026-05-06&until=2026-05-06"),
    ("panel:list", "since=2026-05-06&until=2026-05-06"),
    ("suppliers:admissions", "supplier=Severn"),
    ("monitoring:said", "figure=safety.concerns"),
)


@pytest.mark.usefixtures("busy_quarter")
def test_the_lists_ask_the_database_as_often_for_one_row_as_for_many():
    client, prices = signed_in("auditor"), reverse("reporting:prices-compared")
    given_a_package("Axe")

    def asked(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    with clock.at(DUE):
        client.get(prices)
        once = asked(prices)
        given_a_round_with_answers("Axe")
        assert asked(prices) == once
        for name, narrowed in LISTS:
            every = reverse(name)
            client.get(every)
            assert asked(f"{every}?{narrowed}") >= asked(every) > 0, name
