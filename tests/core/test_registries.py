"""What apps register with core: what waits for whom, page slots, and the navigation."""

import datetime as dt
from typing import Any

import pytest

from mdps.core import navigation, slots, worklist
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Section
from mdps.core.worklist import Source, Task, Waiting
from tests.build.people import given_a
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 6, 1)


def task(title: str, since: int, due: int | None = None, **more: str) -> Task:
    return Task(
        title=title,
        url="/",
        why="A test",
        since=MONDAY + dt.timedelta(days=since),
        due=None if due is None else MONDAY + dt.timedelta(days=due),
        **more,
    )


def source(*tasks: Task) -> Source:
    """A source in which one record, whoever asks, gives `tasks` to do."""
    return lambda user: [Waiting(User.objects.filter(pk=user.pk), lambda record: tasks)]


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "_sources", [])
    monkeypatch.setattr(slots, "_fillers", {})
    monkeypatch.setattr(navigation, "_entries", [])


def test_what_is_due_first_comes_first_then_what_has_waited_longest() -> None:
    worklist.source()(source(task("waits long", -30), task("due soon", -1, due=2)))
    worklist.source()(source(task("due today", 0, due=0), task("waits", -3)))
    [group] = worklist.waiting_for(given_a("auditor"))
    assert [each.title for each in group.tasks] == [
        "due today",
        "due soon",
        "waits long",
        "waits",
    ]


def test_what_waits_for_a_permission_is_asked_for_those_who_hold_it() -> None:
    worklist.source(Permission.AUDIT_READ)(source(task("one", 0)))
    found = {role: len(worklist.waiting_for(given_a(role))) for role in ("auditor", "provider")}
    assert found == {"auditor": 1, "provider": 0}


def test_groups_are_in_the_order_in_which_they_are_met() -> None:
    worklist.source()(source(task("one", 0, group="To endorse")))
    worklist.source()(source(task("two", 0, group="To award"), task("three", 0)))
    worklist.source()(source(task("four", 0, group="To endorse")))
    groups = worklist.waiting_for(given_a("auditor"))
    assert [(group.title, len(group.tasks)) for group in groups] == [
        ("To endorse", 2),
        ("To award", 1),
        ("Waiting for you", 1),
    ]


def test_the_most_urgent_are_shown_where_the_others_stand_on_a_list() -> None:
    many = [task(f"task {number}", number, all_url="/all/") for number in range(12)]
    worklist.source()(source(*many))
    [group] = worklist.waiting_for(given_a("auditor"))
    assert (len(group.tasks), group.count, group.all_url) == (10, "12", "/all/")
    assert group.tasks[0].title == "task 0"


def test_without_such_a_list_all_are_shown() -> None:
    worklist.source()(source(*(task(f"task {number}", number) for number in range(12))))
    [group] = worklist.waiting_for(given_a("auditor"))
    assert (len(group.tasks), group.count, group.all_url) == (12, "12", "")


@pytest.mark.parametrize(
    ("tasks", "shown", "count", "leads"),
    [
        (10, 10, "10", ""),
        (11, 10, "11", "/all/"),
        (49, 10, "49", "/all/"),
        (50, 10, "50+", "/all/"),
    ],
)
def test_a_long_group_shows_its_most_urgent_ten_and_leads_to_all(
    tasks: int, shown: int, count: str, leads: str
) -> None:
    worklist.source()(source(*(task("one", -n, all_url="/all/") for n in range(tasks))))
    [group] = worklist.waiting_for(given_a("auditor"))
    assert (len(group.tasks), group.count, group.all_url) == (shown, count, leads)


def test_a_group_whose_tasks_stand_on_no_list_shows_all_of_them() -> None:
    worklist.source()(source(*[task("one", 0)] * 11))
    [group] = worklist.waiting_for(given_a("auditor"))
    assert (len(group.tasks), group.count, group.all_url) == (11, "11", "")


def test_what_waits_is_asked_for_this_person_only() -> None:
    given_a("auditor", name="Grace")
    worklist.source()(
        lambda user: [
            Waiting(User.objects.filter(pk=user.pk), lambda who: [task(f"for {who.name}", 0)])
        ]
    )
    [group] = worklist.waiting_for(given_a("auditor", name="Ada"))
    assert [each.title for each in group.tasks] == ["for Ada"]


def test_what_all_apps_know_is_one_question(django_assert_num_queries: Any) -> None:
    for number in range(20):
        worklist.source()(source(task(f"task {number}", number)))
    somebody = given_a("auditor")
    with django_assert_num_queries(1):
        [group] = worklist.waiting_for(somebody)
    assert len(group.tasks) == 20


def test_of_many_records_that_wait_the_first_fifty_are_read() -> None:
    for number in range(51):
        given_a("auditor", name=f"Auditor {number:02}")
    worklist.source()(
        lambda user: [Waiting(User.objects.order_by("name"), lambda who: [task(who.name, 0)])]
    )
    [group] = worklist.waiting_for(given_a("auditor", name="Auditor 00"))
    assert (len(group.tasks), group.tasks[-1].title) == (50, "Auditor 49")


def test_a_slot_shows_what_each_app_gives_in_turn_and_nothing_for_none() -> None:
    for title in ("Call-offs", "", "Reports"):
        slots.filler("supplier")(
            lambda user, supplier, title=title: Section(title, "x.html") if title else None
        )
    sections = slots.fill("supplier", UserFactory.build(), "a supplier")
    assert [section.title for section in sections] == ["Call-offs", "Reports"]
    assert slots.fill("another", UserFactory.build()) == []


def test_the_navigation_shows_what_one_may_see_and_marks_where_one_is() -> None:
    navigation.add("Accounts", "accounts", Permission.ACCOUNTS_MANAGE)
    navigation.add("Audit", "audit", Permission.AUDIT_READ)
    auditor = UserFactory.build(roles=["auditor"])
    links = navigation.links(auditor, "/audit/?person=ann")
    assert [(link.text, link.url, link.current) for link in links] == [
        ("Home", "/", False),
        ("Audit", "/audit/", True),
    ]


def test_home_is_marked_on_the_home_page_only() -> None:
    assert [link.current for link in navigation.links(UserFactory.build(), "/")] == [True]
    assert [link.current for link in navigation.links(UserFactory.build(), "/notices/")] == [False]


def test_the_longest_entry_that_fits_is_the_current_one() -> None:
    navigation.add("Accounts", "accounts", Permission.ACCOUNTS_MANAGE)
    navigation.add("Everything", "home", Permission.ACCOUNTS_MANAGE)
    links = navigation.links(UserFactory.build(roles=["system_administrator"]), "/accounts/7/")
    assert [link.text for link in links if link.current] == ["Accounts"]
