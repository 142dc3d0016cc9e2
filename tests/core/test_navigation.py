"""The sub navigation: pages and groups of them, for those who may open them."""

import pytest

from mdps.core import navigation
from mdps.core.navigation import entry, group
from mdps.core.permissions import Permission
from mdps.core.ui import Link
from tests.build.browsing import signed_in
from tests.build.people import given_a

pytestmark = pytest.mark.django_db
TABS = (
    group(
        "Awards",
        entry("To award", "contracts:to-award", Permission.CONTRACT_AWARD),
        entry("Direct awards", "contracts:direct-awards", Permission.CONTRACT_READ),
    ),
    entry("Invoices", "contracts:invoices", Permission.CONTRACT_READ),
)


def shown(role: str, path: str = "/contracts/invoices/") -> list[tuple[str, bool, list[str]]]:
    links = navigation.tabs(TABS, given_a(role), path)
    return [(each.text, each.current, [one.text for one in each.within]) for each in links]


def test_a_group_leads_to_its_first_page_and_holds_the_others():
    assert shown("commissioner") == [
        ("Awards", False, ["To award", "Direct awards"]),
        ("Invoices", True, []),
    ]


def test_a_group_is_current_where_one_of_its_pages_is():
    assert shown("commissioner", "/contracts/direct-awards/") == [
        ("Awards", True, ["To award", "Direct awards"]),
        ("Invoices", False, []),
    ]


def test_a_group_of_which_one_page_may_be_opened_is_that_page():
    assert shown("auditor", "/contracts/direct-awards/") == [
        ("Direct awards", True, []),
        ("Invoices", False, []),
    ]


def test_who_may_open_nothing_is_shown_nothing():
    assert shown("social_worker") == []


def test_the_home_of_those_who_raise_requests_begins_with_that():
    begins = {role: navigation.begins_with(given_a(role)) for role in ("social_worker", "auditor")}
    assert begins == {"social_worker": Link("Raise a request", "/requests/new/"), "auditor": None}


def test_the_home_shows_it_as_its_button():
    page = signed_in(given_a("social_worker")).get("/")
    assert '<a class="govuk-button' in page.content.decode()
    assert 'href="/requests/new/">Raise a request</a>' in page.content.decode()
