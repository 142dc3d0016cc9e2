"""Lists and homes among 100,000 requests: no table is read from end to end, whatever is asked for,
and a longer page asks no more questions than a short one.

The rows are those of `bin/bench`, made by the database in one go.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import homes
from bench.data.made import make
from bench.data.terms import TODAY
from bench.lists import FEW, LISTS, List, deepest
from lots.models import RequestCategory
from mdps.core import clock
from mdps.core.lists import paging
from mdps.core.roles import ROLES
from tests.build.people import given_a
from tests.conftest import as_application, fresh_copy, owner_connection

pytestmark = pytest.mark.django_db

REQUESTS = 100_000
MANY = 10_000  # rows of a table that is worth an index


@pytest.fixture(scope="module", autouse=True)
def many_requests(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """In tables without the gaps that earlier tests left, so that rows lie in their order."""
    with django_db_blocker.unblock(), clock.at(TODAY):
        fresh_copy()
        as_application()
        name = connection.settings_dict["NAME"]
        with owner_connection(name, autocommit=True) as owner:
            make(REQUESTS, owner)
            # Of all rows: what a sample says is now and then another plan.
            owner.execute("SET default_statistics_target = 1000")
            owner.execute("VACUUM ANALYZE")
        for role in ROLES:
            given_a(role)
        yield
        fresh_copy()
        as_application()


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def look(client: Client) -> Any:
    """Ask for a page as a role; what was asked of the database for it."""

    def look(role: str, url: str) -> list[str]:
        client.force_login(given_a(role))
        client.get(url)  # fills what is kept
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return [each["sql"] for each in captured.captured_queries]

    return look


def read_from_end_to_end(queries: list[str]) -> set[str]:
    """The tables with many rows that a query would read from end to end."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE reltuples > %s", [MANY])
        large = {name for (name,) in cursor.fetchall()}
        for query in queries:
            if query.startswith("SELECT"):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {query}")
                [[plans]] = cursor.fetchall()
                plans = json.loads(plans) if isinstance(plans, str) else plans
                found |= set(_scanned(plans[0]["Plan"])) & large
    return found


def _scanned(plan: dict[str, Any]) -> Iterator[str]:
    """What is scanned below; not a scan that ends at once, when it has found what a page needs."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for below in plan.get("Plans", ()):
        if plan["Node Type"] != "Limit" or plan["Total Cost"] * 10 > below["Total Cost"]:
            yield from _scanned(below)


@pytest.mark.parametrize("each", LISTS, ids=lambda each: each.name)
def test_a_list_reads_no_table_from_end_to_end(look: Any, each: List) -> None:
    pages = each.pages(given_a(each.role))
    scanned = {name: read_from_end_to_end(look(each.role, url)) for name, url in pages.items()}
    assert {name: tables for name, tables in scanned.items() if tables} == {}


@pytest.mark.parametrize("each", LISTS, ids=lambda each: each.name)
def test_a_list_asks_as_much_for_five_rows_as_for_fifty(
    look: Any, each: List, monkeypatch: pytest.MonkeyPatch
) -> None:
    fifty = look(each.role, each.url)
    monkeypatch.setattr(paging, "PER_PAGE", FEW)
    assert len(look(each.role, each.url)) == len(fifty)


def test_no_home_reads_a_table_from_end_to_end_or_asks_more_than_twelve(
    look: Any,
) -> None:
    asked = {role: look(role, "/") for role in ROLES}
    scanned = {role: read_from_end_to_end(queries) for role, queries in asked.items()}
    assert {role: tables for role, tables in scanned.items() if tables} == {}
    assert more_than_twelve(asked) == {}


def test_the_pages_of_the_cap_read_no_table_from_end_to_end_and_ask_as_little(look: Any) -> None:
    asked = {url: look(role, url) for url, role in homes.CAP_PAGES.values()}
    scanned = {url: read_from_end_to_end(queries) for url, queries in asked.items()}
    assert {url: tables for url, tables in scanned.items() if tables} == {}
    assert more_than_twelve(asked) == {}


def more_than_twelve(asked: dict[str, list[str]]) -> dict[str, int]:
    return {page: len(each) for page, each in asked.items() if len(each) > homes.MOST_QUERIES}


def rows_of(page: Any) -> int:
    return len(page.context["table"].rows)


def test_a_filter_that_matches_nothing_everything_or_half_is_answered(client: Client) -> None:
    client.force_login(given_a("auditor"))
    nothing = client.get(f"{reverse('referrals:list')}?state=declined")
    everything = client.get(f"{reverse('referrals:list')}?raised_from=1+1+2000")
    half = client.get(f"{reverse('referrals:list')}?category={RequestCategory.objects.first().pk}")
    assert "Nothing matches these filters" in nothing.content.decode()
    assert (rows_of(nothing), rows_of(everything), rows_of(half)) == (0, 50, 50)
    assert everything.context["pager"].text == "1-50 of 1,000+"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Su", "Enter at least 3 letters to search"),
        ("%_\\", "Nothing matches these filters"),
        ("S" * 10_000, "Enter at most 100 letters to search"),
    ],
)
def test_what_cannot_be_searched_for_is_answered_with_a_sentence(
    client: Client, typed: str, says: str
) -> None:
    client.force_login(given_a("commissioner"))
    page = client.get(reverse("suppliers:list"), {"name": typed})
    assert says in page.content.decode()


def test_a_key_that_was_tampered_with_leads_to_the_first_page(client: Client) -> None:
    client.force_login(given_a("auditor"))
    url = deepest(reverse("referrals:list"), given_a("auditor"))
    first, deep, tampered = (client.get(each) for each in (url.split("?")[0], url, f"{url}x"))
    assert deep.context["pager"].text == "99,953-100,002 of 100,002"
    assert tampered.context["pager"].text == first.context["pager"].text == "1-50 of 1,000+"
