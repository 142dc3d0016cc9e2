"""Paging by key: every record once and in order, however many share a value, there and back."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

import pytest
from django.core import signing
from django.db.models import F, QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st

from mdps.core import clock, together
from mdps.core.lists import export, paging
from mdps.core.lists.keys import Key, Order
from mdps.core.lists.paging import page
from mdps.core.models import Notice, User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NEWEST = Order.parse("-created_at")
ORDERS = [NEWEST, Order.parse("created_at"), Order.parse("subject"), Order.parse("-subject")]


@pytest.fixture(autouse=True)
def three_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PER_PAGE", 3)


def given_notices(days: list[int]) -> User:
    """A new person with a notice of each day in June 2026; several may share a day."""
    person = UserFactory.create()
    Notice.objects.bulk_create(
        Notice(
            to=person,
            subject=f"Day {day}",
            url="/",
            created_at=clock.noon(dt.date(2026, 6, day)),
        )
        for day in days
    )
    return person


def text_of(found: paging.PageOfRows) -> str:
    return found.text(*together.read(*found.to_count))


def forward(rows, order: Order) -> Iterator[paging.PageOfRows]:
    key = ""
    while True:
        found = page(rows, order, after=key)
        yield found
        if not found.after:
            return
        key = str(found.after)


def backward(rows, order: Order, last: paging.PageOfRows) -> Iterator[paging.PageOfRows]:
    found = last
    while found.before:
        found = page(rows, order, before=str(found.before))
        yield found


@pytest.mark.parametrize("order", ORDERS, ids=str)
@given(days=st.lists(st.integers(1, 4), max_size=14))
@settings(max_examples=25)
def test_every_record_is_met_once_in_order_there_and_back(order: Order, days: list[int]) -> None:
    rows = Notice.objects.filter(to=given_notices(days))
    expected = list(order.apply(rows))

    there = list(forward(rows, order))
    back = list(backward(rows, order, there[-1]))

    assert [record for found in there for record in found.rows] == expected
    assert [found.rows for found in reversed(back)] == [found.rows for found in there[:-1]]
    assert [text_of(found) for found in reversed(back)] == [text_of(found) for found in there[:-1]]


def test_a_page_says_where_one_is() -> None:
    rows = Notice.objects.filter(to=given_notices([1] * 7))
    assert [text_of(found) for found in forward(rows, NEWEST)] == ["1-3 of 7", "4-6 of 7", "7 of 7"]


def test_an_empty_list_has_no_words_and_no_neighbours() -> None:
    found = page(Notice.objects.none(), NEWEST)
    assert (found.rows, text_of(found), found.after, found.before) == ([], "", None, None)


def test_a_full_last_page_has_no_next() -> None:
    rows = Notice.objects.filter(to=given_notices([1, 2, 3]))
    assert page(rows, NEWEST).after is None


def test_a_record_that_came_in_meanwhile_is_neither_repeated_nor_hides_another() -> None:
    person = given_notices([1, 2, 3, 4, 5, 6])
    rows = Notice.objects.filter(to=person)
    first = page(rows, NEWEST)
    Notice.objects.create(
        to=person, subject="New", url="/", created_at=clock.noon(dt.date(2026, 6, 30))
    )
    second = page(rows, NEWEST, after=str(first.after))
    subjects = [[notice.subject for notice in found.rows] for found in (first, second)]
    assert subjects == [["Day 6", "Day 5", "Day 4"], ["Day 3", "Day 2", "Day 1"]]


def test_a_key_lives_on_when_its_record_is_gone() -> None:
    rows = Notice.objects.filter(to=given_notices([1, 2, 3, 4, 5, 6]))
    first = page(rows, NEWEST)
    Notice.objects.filter(pk=first.rows[-1].pk).delete()
    second = page(rows, NEWEST, after=str(first.after))
    assert [notice.subject for notice in second.rows] == ["Day 3", "Day 2", "Day 1"]


def tampered(key: Key) -> list[str]:
    text = str(key)
    other_order = Key.of(Notice.objects.latest("id"), Order.parse("subject"), 3)
    return [
        "",
        "nonsense",
        text[:-1],
        text[1:],
        text.swapcase(),
        f"{text}x",
        str(other_order),
        signing.dumps(["-created_at", "2026-06-01", 1, 3], salt="another"),
        signing.dumps("a string", salt="list"),
        signing.dumps([1], salt="list"),
        "\x00",
    ]


@pytest.mark.parametrize("number", range(11))
def test_a_key_that_is_not_ours_is_no_key(number: int) -> None:
    rows = Notice.objects.filter(to=given_notices([1, 2, 3, 4]))
    wrong = tampered(page(rows, NEWEST).after)[number]
    for found in (page(rows, NEWEST, after=wrong), page(rows, NEWEST, before=wrong)):
        assert text_of(found) == "1-3 of 4"


def test_two_queries_however_deep_and_one_where_nothing_is_left_to_count(
    django_assert_num_queries,
) -> None:
    rows = Notice.objects.filter(to=given_notices([1] * 20))
    *_, last_but_two, last_but_one, _ = forward(rows, NEWEST)
    with django_assert_num_queries(2):
        text_of(page(rows, NEWEST))
    with django_assert_num_queries(2):
        text_of(page(rows, NEWEST, after=str(last_but_two.after)))
    with django_assert_num_queries(1):
        text_of(page(rows, NEWEST, after=str(last_but_one.after)))
    with django_assert_num_queries(2):
        text_of(page(rows, NEWEST, before=str(last_but_one.after)))


def test_a_page_beyond_what_is_counted_does_not_count(
    django_assert_num_queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", 5)
    rows = Notice.objects.filter(to=given_notices([1] * 20))
    first = page(rows, NEWEST)
    with django_assert_num_queries(1):
        assert text_of(page(rows, NEWEST, after=str(first.after))) == "4-6 of 6+"


@pytest.mark.parametrize(
    ("most", "texts"),
    [
        (5, ["1-3 of 5+", "4-6 of 6+", "7 of 7"]),
        (6, ["1-3 of 6+", "4-6 of 6+", "7 of 7"]),
        (7, ["1-3 of 7", "4-6 of 7", "7 of 7"]),
    ],
)
def test_beyond_what_is_counted_it_only_says_that_there_are_more(
    monkeypatch: pytest.MonkeyPatch, most: int, texts: list[str]
) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", most)
    rows = Notice.objects.filter(to=given_notices([1] * 7))
    assert [text_of(found) for found in forward(rows, NEWEST)] == texts


@pytest.mark.parametrize(
    ("number", "text"),
    [(1000, "1-3 of 1,000"), (1001, "1-3 of 1,000+")],
)
def test_a_thousand_are_counted_and_no_more(number: int, text: str) -> None:
    rows = Notice.objects.filter(to=given_notices([1] * number))
    assert text_of(page(rows, NEWEST)) == text


def test_a_list_may_be_in_the_order_of_a_related_record() -> None:
    for name in ("Bea", "Ada", "Cid", "Ada"):
        person = UserFactory.create(name=name)
        Notice.objects.create(to=person, subject=name, url="/", created_at=clock.now())
    rows = Notice.objects.select_related("to")
    met = [
        notice.subject for found in forward(rows, Order.parse("to__name")) for notice in found.rows
    ]
    assert met == ["Ada", "Ada", "Bea", "Cid"]


def test_an_export_holds_what_was_there_once_while_rows_are_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export, "CHUNK", 3)
    person = given_notices([1, 1, 2, 2, 3, 3, 4])
    rows = Notice.objects.filter(to=person)
    before = list(NEWEST.apply(rows))

    read = []
    for notice in export.by_key(rows, NEWEST):
        read.append(notice)
        Notice.objects.create(to=person, subject="New", url="/", created_at=notice.created_at)

    assert [each for each in read if each.subject != "New"] == before
    assert len(set(read)) == len(read)


def test_what_only_the_rows_need_is_not_asked_to_count_them() -> None:
    rows = Notice.objects.filter(to=given_notices([1, 2, 3, 4]))
    with_name = partial(QuerySet.annotate, name=F("to__name"))
    found = page(rows, NEWEST, with_name)
    assert [each.name for each in found.rows] == [each.to.name for each in found.rows]
    [to_count] = found.to_count
    assert ("JOIN" in str(with_name(rows).query), "JOIN" in str(to_count.rows.query)) == (
        True,
        False,
    )
    assert text_of(found) == "1-3 of 4"
