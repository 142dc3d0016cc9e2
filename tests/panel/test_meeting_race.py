"""Two people close one item at once; a view arrives while its item opens. With their controls."""

from threading import Barrier

import pytest

from mdps.core import clock
from mdps.core.rules import Refused
from panel import give_view as giving
from panel import item_steps
from panel.models import AgendaItem, MemberView
from tests.build.panel import (
    TODAY,
    given_a_chair,
    given_a_member,
    given_an_item,
    given_an_open_item,
    given_it_is_decided,
    given_it_is_open,
)
from tests.core.racing import at_once, until_somebody_waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

NOON = clock.noon(TODAY)


def outcome(result: object) -> str:
    if isinstance(result, Refused):
        return result.refusals[0].code
    return type(result).__name__ if isinstance(result, Exception) else "done"


def test_one_closes_the_item_and_the_other_is_told():
    item, chair = given_it_is_decided(given_an_open_item(), close=False), given_a_chair()

    def close() -> object:
        return item_steps.close_item(AgendaItem.objects.get(pk=item.pk), by=chair, on=TODAY)

    assert sorted(map(outcome, at_once(close, close))) == ["done", "item-not-open"]


def test_control_without_the_lock_both_pass_the_rules(monkeypatch):
    item, chair = given_it_is_decided(given_an_open_item(), close=False), given_a_chair()
    barrier, release = Barrier(2, timeout=20), item_steps.release

    def unlocked(item: AgendaItem, *, by: object) -> AgendaItem:
        return AgendaItem.objects.select_related("meeting", "request").get(pk=item.pk)

    def later(*args: object, **options: object) -> None:
        barrier.wait()
        release(*args, **options)

    monkeypatch.setattr(item_steps, "locked", unlocked)
    monkeypatch.setattr(item_steps, "_locked_lines", lambda request: request.lines.all())
    monkeypatch.setattr(item_steps, "release", later)

    def close() -> object:
        return item_steps.close_item(AgendaItem.objects.get(pk=item.pk), by=chair, on=TODAY)

    # Both passed the rules of closing; the second is stopped only by the lock on the request.
    assert sorted(map(outcome, at_once(close, close))) == ["done", "not-on-agenda"]


def test_a_view_that_comes_while_its_item_opens_waits_and_is_refused(monkeypatch):
    first, second = given_an_item(), given_an_item()
    given_it_is_open(first.meeting)
    member, chair = given_a_member("Ann Reed"), given_a_chair()
    opening = item_steps._open
    started = Barrier(2, timeout=20)

    def slowly(item: AgendaItem, *, by: object) -> None:
        started.wait()
        until_somebody_waits()
        opening(item, by=by)

    monkeypatch.setattr(item_steps, "_open", slowly)

    def view() -> object:
        started.wait()
        return giving.give_view(second, opinion="support", by=member, at=NOON)

    results = at_once(lambda: item_steps.open_item(second, by=chair), view)

    assert [outcome(each) for each in results] == ["done", "item-open"]
    assert MemberView.objects.count() == 0


def test_control_without_the_lock_the_view_arrives_in_the_open_item(monkeypatch):
    first, second = given_an_item(), given_an_item()
    given_it_is_open(first.meeting)
    member, chair = given_a_member("Ann Reed"), given_a_chair()
    looked = Barrier(2, timeout=20)
    monkeypatch.setattr(giving, "_held", lambda item: item)
    asked = giving.ask

    def ask_then_wait(*args: object) -> object:
        found = asked(*args)
        looked.wait()  # the rules are content
        looked.wait()  # and now the item is open
        return found

    monkeypatch.setattr(giving, "ask", ask_then_wait)
    seen = AgendaItem.objects.select_related("meeting", "request").get(pk=second.pk)

    def open_between() -> None:
        looked.wait()
        item_steps.open_item(second, by=chair)
        looked.wait()

    results = at_once(
        open_between, lambda: giving.give_view(seen, opinion="support", by=member, at=NOON)
    )

    assert [outcome(each) for each in results] == ["done", "done"]
    second.refresh_from_db()
    assert (second.state, MemberView.objects.count()) == ("open", 1)
