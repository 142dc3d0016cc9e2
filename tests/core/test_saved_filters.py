"""Filters kept under a name: one's own, on whichever list, found again and deleted."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from mdps.core import saved_filters
from mdps.core.models import SavedFilter
from mdps.core.rules import Refused
from mdps.core.saved_filters_rules import MOST
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

LIST = "/accounts/"


@pytest.fixture
def browser() -> Client:
    return signed_in(given_a("system_administrator"))


def saving(path: str = LIST, query: str = "state=True") -> str:
    return f"{reverse('save-filter')}?{urlencode({'list': path, 'query': query})}"


def kept(name: str = "Open", query: str = "state=True", path: str = LIST) -> SavedFilter:
    by = given_a("system_administrator")
    return saved_filters.save(path=path, query=query, name=name, by=by)


def test_filters_are_saved_from_the_list_and_lead_back_to_it(browser):
    page = browser.get(f"{LIST}?state=True&sort=-name&after=x")
    offer = page.context["save"].url

    led_to = posted(browser.post(offer, {"name": "Open accounts"}))

    assert led_to == f"{LIST}?state=True&sort=-name"
    following = browser.get(led_to)
    assert [(each.link.text, each.link.current) for each in following.context["saved"]] == [
        ("Open accounts", True)
    ]
    assert following.context["save"] is None  # these are saved already
    assert browser.get(LIST).context["saved"][0].link.current is False


def test_a_list_named_after_its_record_saves_its_filters_too():
    path = reverse("suppliers:on-a-day")
    page = signed_in(given_a("auditor")).get(saving(path, "lot=1"))

    assert " at 0x" not in page.content.decode()
    assert "Save these filters" in words(page)


def test_nothing_is_offered_where_no_filter_is_in_use(browser):
    assert browser.get(f"{LIST}?sort=-name").context["save"] is None


def test_only_ones_own_are_seen_and_deleted(browser):
    mine = kept()
    other = given_a("system_administrator", name="Another")
    theirs = saved_filters.save(path=LIST, query="state=True", name="Theirs", by=other)

    assert "Theirs" not in words(browser.get(LIST))
    assert browser.get(reverse("delete-filter", args=[theirs.pk])).status_code == 404
    assert posted(browser.post(reverse("delete-filter", args=[mine.pk]), {})) == LIST
    assert list(SavedFilter.objects.all()) == [theirs]


def test_a_list_shows_its_own_and_not_those_of_another():
    kept(path="/requests/", query="state=draft")
    browser = signed_in(given_a("system_administrator"))

    assert browser.get(LIST).context["saved"] == []


@pytest.mark.parametrize(
    "url",
    [
        saving(path="/nowhere/"),
        saving(path="/"),
        saving(path="/audit/"),
        saving(query=""),
        saving(query="after=x&as=csv&state="),
        saving(query="name=" + "x" * 1001),
        reverse("save-filter"),
        saving(path="//example.org/"),
    ],
)
def test_only_the_filters_of_a_list_that_one_may_open_are_saved(browser, url):
    assert browser.get(url).status_code == 404
    assert browser.post(url, {"name": "Mine"}).status_code == 404


@pytest.mark.parametrize("name", ["Open", "OPEN", "  open "])
def test_a_name_is_given_once(browser, name):
    kept("Open")

    refused = browser.post(saving(), {"name": name})

    assert "on this list already. Enter another name, or delete it." in words(refused)
    assert SavedFilter.objects.count() == 1


def test_the_same_name_may_be_given_on_another_list():
    kept("Open")
    kept("Open", path="/audit/", query="action=x")

    assert SavedFilter.objects.count() == 2


def test_there_is_room_for_twenty_on_a_list():
    for number in range(MOST):
        kept(f"Number {number}")

    with pytest.raises(Refused, match="You have 20 filters on this list already"):
        kept("One more")


def test_three_saved_filters_cost_the_queries_of_one(browser):
    kept("One")
    browser.get(LIST)
    one = cost(browser, LIST)

    kept("Two")
    kept("Three")

    assert cost(browser, LIST) == one
