"""The figures of a monitoring round, held against the same figures in plain SQL."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mdps.core import clock
from reporting.documents import returns as document
from reporting.figures import monitoring, returns
from reporting.figures.small import WITHHELD
from reporting.models import MonitoringRound
from reporting.monitoring.rate import rate
from reporting.monitoring.read import accept
from reporting.periods import HALF, ending
from tests.build.contracts import given_a_delivery
from tests.build.monitoring import (
    LAST_DAY,
    OPENED,
    given_a_monitoring_round,
    given_a_package,
    given_it_is_submitted,
)
from tests.build.people import given_a
from tests.reporting.again.held import differences
from tests.reporting.again.monitoring import monitoring as again
from tests.reporting.recomputed import answers_given, rows
from tests.reporting.round_scenario import DAY, DUE

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
    sql = f"SELECT coalesce(sum((%s::jsonb -> id::text #>> %s)::int), 0)::int AS n {SAID}"
    return rows(sql, (answers_given(), f"{{{part},{name}}}"))[0]["n"]


@pytest.fixture
def figures(round_with_answers, db) -> dict[str, Any]:
    found = returns.figures(PERIOD, clock.noon(DUE + DAY))
    assert found
    return found


@pytest.mark.usefixtures("figures")
def test_every_figure_of_the_report_is_what_plain_sql_says():
    for day in (DUE, DUE + DAY):
        found = monitoring.figures(PERIOD, clock.noon(day))
        assert found["round"]
        assert differences(found, again(str(PERIOD.start), str(LAST_DAY), str(day))) == []


NUMBERS = st.integers(0, 7)
STEP = ("asked", "received")
SAID_BY_ONE = st.fixed_dictionaries(
    {
        "equality_sex": st.dictionaries(
            st.sampled_from(
                [f"{of}_{step}" for of in ("female", "male", "unsaid") for step in STEP]
            ),
            NUMBERS,
        ),
        "equality_age": st.dictionaries(st.sampled_from(["under_5_asked", "adult_asked"]), NUMBERS),
        "complaints": st.tuples(NUMBERS, NUMBERS),
        "safeguarding": st.tuples(NUMBERS, NUMBERS),
        "outcome": st.sampled_from(["achieved", "partly", "not_achieved"]),
        "grade": st.sampled_from([None, "good", "inadequate"]),
    }
)


@pytest.fixture
def opened() -> MonitoringRound:
    """Three suppliers with a package each, and their returns to be completed."""
    for name in ("Avon", "Brue", "Chew"):
        given_a_delivery(given_a_package(name), 6, 1)
    return given_a_monitoring_round()


@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(SAID_BY_ONE, max_size=3))
def test_whatever_suppliers_say_adds_up_to_what_plain_sql_says(opened, said):
    """Any numbers, small ones and none, from some of the suppliers; rated or not."""
    with transaction.atomic():
        records = opened.returns.select_related("round", "supplier").order_by("supplier__name")
        for record, one in zip(records, said, strict=False):
            given_it_is_submitted(record, **answers(one))
            if one["grade"]:
                officer = given_a("commissioner")
                accept(record, by=officer, on=OPENED)
                rate(record, grade=one["grade"], reasons="Seen.", by=officer, on=OPENED)
        days = (str(PERIOD.start), str(PERIOD.last_day), str(DUE + DAY))
        found = monitoring.figures(PERIOD, clock.noon(DUE + DAY))
        assert differences(found, again(*days)) == []
        transaction.set_rollback(True)


def answers(one: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a supplier answers: of the whole a part, and texts where there is something to say."""
    (received, upheld), (concerns, referred) = one["complaints"], one["safeguarding"]
    outcome = dict.fromkeys(("achieved", "partly", "not_achieved"), 0) | {one["outcome"]: 1}
    complaints: dict[str, Any] = {"received": received}
    safeguarding: dict[str, Any] = {"concerns": concerns}
    if received:
        complaints |= {"upheld": min(upheld, received), "done": "We said sorry."}
    if concerns:
        safeguarding |= {"referred": min(referred, concerns), "learnt": "To ask sooner."}
    return {
        "equality_sex": one["equality_sex"],
        "equality_age": one["equality_age"],
        "outcomes": outcome,
        "complaints": complaints,
        "safeguarding": safeguarding,
    }


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
