"""Leakage: every figure recomputed by plain SQL, and the same in the file."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts import leakage, spot
from contracts.leakage import thresholds
from lots.models import Lot, RequestCategory
from mdps.core import clock
from suppliers.invite import invite
from tests.build.contracts import given_an_admitted_supplier, given_an_award
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a, given_a_team
from tests.contracts.test_found import found
from tests.contracts.test_pages import signed_in, text_of
from tests.contracts.test_together import given_limits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("under_way")]
FIRST, LAST = dt.date(2026, 4, 1), TODAY
PERIOD = "since_0=1&since_1=4&since_2=2026&until_0=2&until_1=6&until_2=2026"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def sql(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [FIRST, LAST])
        return cursor.fetchall()


def bought(name: str, day: dt.date, amount: str, team: str, category: int) -> None:
    found(
        provider_name=name,
        purchased_on=day,
        amount=Decimal(amount),
        team=given_a_team(team),
        category=RequestCategory.objects.get(position=category),
    )


def given_leakage() -> None:
    """Five purchases in the period, the first and the last day included, and two outside it."""
    line = given_an_approved_line(service="Advocacy", units=1, amount=Decimal("500.00"))
    spot.record(
        line,
        provider_name="County Advocates",
        units=1,
        amount=Decimal("500.00"),
        reason="no_lot",
        explanation="No lot covers advocacy.",
        authorised_by=given_a("commissioning_manager"),
        by=given_a("commissioner"),
        on=TODAY,
    )
    bought("Usk Therapies", FIRST - dt.timedelta(days=1), "77.00", "North", 1)
    bought("Usk Therapies", FIRST, "4000.00", "North", 1)
    bought("USK THERAPIES LTD.", dt.date(2026, 5, 31), "999.99", "South", 2)
    bought("Taff Tests", LAST, "25000.01", "South", 2)
    bought("Taff Tests", LAST, "0.01", "South", 3)
    bought("Long Gone", LAST - dt.timedelta(days=400), "10.00", "South", 3)


def test_every_figure_is_what_plain_sql_says() -> None:
    given_leakage()
    given_an_award(given_an_approved_line(), supplier=given_an_admitted_supplier())

    seen = leakage.between(FIRST, LAST)

    assert sql(
        "SELECT count(*), sum(amount) FROM contracts_spotpurchase"
        " WHERE purchased_on BETWEEN %s AND %s"
    ) == [(seen.number, seen.amount)]
    assert sql(
        "SELECT sum(amount) FROM contracts_commitment WHERE kind='award'"
        ' AND "on" BETWEEN %s AND %s'
    ) == [(seen.awarded,)]
    for table, column, groups in (
        ("core_team", "team_id", seen.teams),
        ("lots_requestcategory", "category_id", seen.categories),
    ):
        assert sql(
            f"SELECT name, count(*), sum(amount) FROM contracts_spotpurchase p JOIN {table} t"
            f" ON t.id = p.{column} WHERE purchased_on BETWEEN %s AND %s GROUP BY name"
            " ORDER BY 3 DESC, 1"
        ) == [(each.name, each.number, each.amount) for each in groups]
    assert sql(
        "SELECT provider_key, count(*), sum(amount) FROM contracts_spotpurchase"
        " WHERE purchased_on BETWEEN %s AND %s GROUP BY 1 ORDER BY 3 DESC, 1"
    ) == [(each.key, each.number, each.amount) for each in seen.providers]
    by_month = sql(
        "SELECT to_char(purchased_on, 'FMMonth YYYY'), count(*), sum(amount)"
        " FROM contracts_spotpurchase WHERE purchased_on BETWEEN %s AND %s GROUP BY 1"
    )
    assert sorted(by_month) == sorted(
        (each.name, each.number, each.amount) for each in seen.months if each.number
    )
    assert [each.name for each in seen.months] == ["April 2026", "May 2026", "June 2026"]


def test_a_provider_is_followed_over_time_and_against_the_thresholds() -> None:
    given_leakage()
    invite(
        provider_name="Taff Tests Limited",
        email="office@taff.example.org",
        lot=Lot.objects.get(number=1),
        reason="spot_purchase",
        by=given_a("commissioner"),
        on=TODAY,
    )

    taff, usk, county = leakage.between(FIRST, LAST).providers

    assert (taff.passed.amount, taff.following.amount) == (25000, 552950)
    assert (usk.passed.amount, usk.amount) == (5000, Decimal("4999.99"))  # £5,076.99 in 12 months
    assert (county.passed, county.following.amount) == (None, 5000)
    assert (usk.is_repeat, usk.ever, usk.since) == (True, 3, dt.date(2026, 3, 31))
    assert (county.is_repeat, county.standing) == (False, "Not invited")
    assert taff.standing == "Invited to join"


def test_a_threshold_is_passed_by_a_penny() -> None:
    bought("Exactly Ltd", TODAY, "5000.00", "North", 1)
    bought("Penny Ltd", TODAY, "5000.01", "North", 1)

    penny, exactly = leakage.between(FIRST, LAST).providers

    assert (exactly.passed, penny.passed.amount) == (None, 5000)
    assert [each.amount for each in thresholds(TODAY)] == [5000, 25000, 552950]


def test_the_page_says_the_finding_and_the_file_has_the_same_figures() -> None:
    given_leakage()
    client = signed_in(given_a("auditor"))

    page = text_of(client.get(f"{reverse('contracts:leakage')}?{PERIOD}"))
    answer = client.get(f"{reverse('contracts:leakage')}?{PERIOD}&as=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert "£30,500.01 was bought outside the scheme in 5 purchases: 100.0%" in page
    assert "Above £25,000.00" in page
    assert 'href="next' not in page
    for by in ("Team", "Category", "Source", "Month", "Provider"):
        sums = [Decimal(row["Amount ex VAT"]) for row in rows if row["By"] == by]
        assert sum(sums) == Decimal("30500.01"), by


def test_without_purchases_the_page_says_so() -> None:
    page = text_of(signed_in(given_a("auditor")).get(reverse("contracts:leakage")))

    assert "Nothing was bought outside the scheme" in page


def test_a_period_that_runs_backwards_is_refused_at_its_field() -> None:
    asked = "since_0=2&since_1=6&since_2=2026&until_0=1&until_1=6&until_2=2026"
    page = text_of(signed_in(given_a("auditor")).get(f"{reverse('contracts:leakage')}?{asked}"))

    assert "The last day must be on or after the first day" in page


def test_it_takes_as_many_queries_for_one_purchase_as_for_many() -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            leakage.between(FIRST, LAST)
        return len(asked)

    bought("Taff Tests", TODAY, "1.00", "North", 1)
    one = queries()
    given_leakage()

    assert queries() == one


def test_the_thresholds_of_the_day_are_data() -> None:
    given_limits(
        light_touch_above=Decimal("600000.00"), effective_from=TODAY + dt.timedelta(days=1)
    )

    assert [each.amount for each in thresholds(TODAY)] == [5000, 25000, 552950]
    assert [each.amount for each in thresholds(TODAY + dt.timedelta(days=1))] == [
        5000,
        25000,
        600000,
    ]
