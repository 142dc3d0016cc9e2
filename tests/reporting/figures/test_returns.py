"""The figures of a monitoring round, held against the same figures in plain SQL."""

from typing import Any

import pytest

from mdps.core import clock
from reporting.documents import returns as document
from reporting.figures import monitoring, returns
from reporting.figures.small import WITHHELD
from reporting.periods import HALF, ending
from tests.build.monitoring import (
    LAST_DAY,
    OPENED,
)
from tests.reporting.again.held import differences
from tests.reporting.again.monitoring import monitoring as again
from tests.reporting.recomputed import rows
from tests.reporting.round_scenario import DAY, DUE, given_a_round_with_answers

pytestmark = pytest.mark.django_db

PERIOD = ending(LAST_DAY, months=HALF)
SAID = "FROM reporting_monitoringreturn WHERE state IN ('submitted', 'accepted')"
RETURNS = """
    SELECT count(*) AS asked, count(submitted_on) AS received,
           count(*) FILTER (WHERE state = 'accepted') AS accepted,
           count(*) FILTER (WHERE state IN ('open', 'returned') AND r.due_on < %s) AS overdue
    FROM reporting_monitoringreturn t JOIN reporting_monitoringround r ON r.id = t.round_id
"""
RATINGS = """
    SELECT coalesce(last.grade, 'none') AS grade, count(*) AS suppliers
    FROM reporting_monitoringreturn t
    LEFT JOIN LATERAL (SELECT grade FROM reporting_supplierrating g WHERE g.of_return_id = t.id
                       ORDER BY g.id DESC LIMIT 1) last ON true
    GROUP BY 1
"""
ACTIONS = """
    SELECT count(*) AS set, count(done_on) AS done,
           count(*) FILTER (WHERE done_on IS NULL AND due_on < %s) AS overdue
    FROM reporting_monitoringaction
"""
DELIVERY = """
    SELECT sum((figures #>> '{totals,ordered}')::int)::int AS ordered,
           sum((figures #>> '{totals,delivered_in_period}')::int)::int AS delivered_in_period,
           sum((figures #>> '{totals,missed}')::int)::int AS missed
    FROM reporting_monitoringreturn
"""


def answered(part: str, name: str) -> int:
    """The sum of one answer over what was submitted."""
    sql = f"SELECT coalesce(sum((answers #>> %s)::int), 0)::int AS n {SAID}"
    return rows(sql, (f"{{{part},{name}}}",))[0]["n"]


@pytest.fixture
def figures(settings, tmp_path) -> dict[str, Any]:
    settings.MDPS_FILES = tmp_path
    given_a_round_with_answers()
    found = returns.figures(PERIOD, clock.noon(DUE + DAY))
    assert found
    return found


@pytest.mark.usefixtures("figures")
def test_every_figure_of_the_report_is_what_plain_sql_says():
    for day in (DUE, DUE + DAY):
        found = monitoring.figures(PERIOD, clock.noon(day))
        assert found["round"]
        assert differences(found, again(str(PERIOD.start), str(LAST_DAY), str(day))) == []


def test_returns_ratings_and_actions_are_what_plain_sql_says(figures):
    assert figures["returns"] == rows(RETURNS, (DUE + DAY,))[0]
    assert figures["returns"] == {"asked": 4, "received": 2, "accepted": 1, "overdue": 2}
    assert (
        figures["actions"]
        == rows(ACTIONS, (DUE + DAY,))[0]
        == {
            "set": 2,
            "done": 1,
            "overdue": 1,
        }
    )
    by_grade = {row["grade"]: row["suppliers"] for row in rows(RATINGS)}
    assert {row["rating"]: row["suppliers"] for row in figures["ratings"]} == {
        "Good": by_grade["good"],
        "Approaching target": 0,
        "Requires improvement": 0,
        "Inadequate": by_grade["inadequate"],
        "Not rated": by_grade["none"],
    }
    assert by_grade == {"good": 1, "inadequate": 1, "none": 2}


def test_what_was_delivered_is_what_plain_sql_says(figures):
    found = rows(DELIVERY)[0]

    assert {name: figures["delivery"][name] for name in found} == found
    assert found == {"ordered": 40, "delivered_in_period": 24, "missed": 4}


def test_nothing_is_overdue_on_the_day_itself(figures):
    found = returns.figures(PERIOD, clock.noon(DUE))

    assert found
    assert (found["returns"]["overdue"], found["actions"]["overdue"]) == (0, 1)


def test_what_suppliers_say_is_summed_over_what_is_submitted(figures):
    assert answered("complaints", "received") == 6
    assert figures["safety"] == {
        "complaints": 6,
        "upheld": 0,
        "concerns": WITHHELD,  # 1
        "referred": WITHHELD,
    }
    assert [row["packages"] for row in figures["outcomes"]] == [WITHHELD] * 3  # 2, 0, 0


def test_small_numbers_of_families_are_withheld_with_company(figures):
    [sex] = [each for each in figures["equality"] if each["characteristic"] == "Sex"]
    shown = {
        row["group"]: (row["asked"], row["received"], row["completed"]) for row in sex["groups"]
    }

    assert (answered("equality-sex", "female_asked"), answered("equality-sex", "unsaid_asked")) == (
        14,
        3,
    )
    assert shown == {
        "Female": (14, 9, 6),
        "Male": (WITHHELD, 5, 0),
        "Another term": (0, 0, 0),
        "Prefer not to say": (WITHHELD, 0, 0),
    }


def test_without_a_round_the_report_says_so():
    figures = monitoring.figures(PERIOD, clock.noon(OPENED))

    assert figures["round"] is None
    [chapter] = document.chapters(figures)
    assert chapter.blocks[0].content == "No monitoring round was opened for it yet."
    assert document.chapters({}) == []


def test_everything_is_said(figures):
    titles = [chapter.title for chapter in document.chapters({"round": figures})]

    assert titles == [
        "Monitoring returns",
        "How service providers are rated",
        "Delivery and outcomes",
        "Safeguarding, complaints and standards",
        "Social value",
        "Equality monitoring",
        "Actions",
    ]
