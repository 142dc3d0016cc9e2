"""A list page as a whole, on the list of accounts."""

import pytest
from django.test import Client

from tests.build.people import given_a
from tests.factories.people import UserFactory
from tests.sweeps.drawn import problems, title

pytestmark = pytest.mark.django_db

URL = "/accounts/"


@pytest.fixture(autouse=True)
def administrator(client: Client) -> None:
    client.force_login(given_a("system_administrator", name="Zed Admin"))


def names(client: Client, query: str = "") -> list[str]:
    return [row[0].text for row in client.get(URL + query).context["table"].rows]


def test_a_click_on_a_heading_sorts_and_another_one_turns_it_round(client: Client) -> None:
    for name in ("Bea", "Ada"):
        UserFactory.create(name=name)
    assert names(client) == ["Ada", "Bea", "Zed Admin"]
    heading = client.get(URL).context["table"].headings[0]
    assert (heading.sorted, heading.sort_url) == ("ascending", "/accounts/?sort=-name")
    assert names(client, "?sort=-name") == ["Zed Admin", "Bea", "Ada"]
    turned = client.get(f"{URL}?sort=-name").context["table"].headings[0]
    assert (turned.sorted, turned.sort_url) == ("descending", "/accounts/?sort=name")


@pytest.mark.parametrize("sort", ["password", "-password", "team__name", "nonsense", "--name"])
def test_it_is_sorted_by_nothing_but_its_columns(client: Client, sort: str) -> None:
    for name in ("Bea", "Ada"):
        UserFactory.create(name=name)
    assert names(client, f"?sort={sort}") == ["Ada", "Bea", "Zed Admin"]


def test_links_to_pages_keep_the_filters_and_the_order(client: Client) -> None:
    UserFactory.create_batch(60)
    page = client.get(f"{URL}?sort=-name&state=True")
    query = page.context["pager"].next_url.partition("?")[2].split("&")
    assert [part.partition("=")[0] for part in query] == ["sort", "state", "after"]
    following = client.get(page.context["pager"].next_url)
    assert following.context["pager"].text == "51-61 of 61"
    assert following.context["pager"].previous_url != ""


def test_sorting_anew_starts_from_the_first_page(client: Client) -> None:
    UserFactory.create_batch(60)
    second = client.get(client.get(URL).context["pager"].next_url)
    assert second.context["table"].headings[0].sort_url == "/accounts/?sort=-name"


def test_what_matches_nothing_says_how_to_see_all(client: Client) -> None:
    page = client.get(f"{URL}?name=nobody")
    assert (page.context["empty"].title, page.context["empty"].link.url) == (
        "Nothing matches these filters",
        URL,
    )


def test_a_download_holds_every_row_and_not_a_page(client: Client) -> None:
    UserFactory.create_batch(60)
    answer = client.get(f"{URL}?as=csv&sort=-name")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0].split(",")[0], lines[1].split(",")[0]) == (
        62,
        "Name",
        "Zed Admin",
    )


def test_an_unknown_kind_of_download_is_the_page(client: Client) -> None:
    assert client.get(f"{URL}?as=pdf")["Content-Type"] == "text/html; charset=utf-8"


def test_a_wrong_filter_is_said_above_the_rows_and_at_its_field(client: Client) -> None:
    page = client.get(f"{URL}?name=ab")
    assert problems(page.text) == []
    assert title(page.text) == "Error: Accounts – MDPS"
    results = page.text.partition('id="results"')[2]
    assert "Enter at least 3 letters to search" in results
