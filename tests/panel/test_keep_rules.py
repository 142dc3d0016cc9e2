"""The panel's own rules are data: set from a day on, by the chair alone, and kept."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import AuditEvent
from mdps.core.permissions import Forbidden
from mdps.core.roles import ROLES
from mdps.core.rules import Refused, ask
from panel.keep_rules import set_rules
from panel.keep_rules_rules import RULES, NewRules
from panel.models import PanelRules
from panel.quorum import quorum_of
from panel.rules_in_force import rules_on
from tests.build.browsing import posted, signed_in, words
from tests.build.panel import TODAY, given_a_chair, given_an_open_item
from tests.build.people import given_a

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TOMORROW = TODAY + DAY


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def setting(**changes: Any) -> PanelRules:
    usual = {
        "holds_from": TOMORROW,
        "least_members": 4,
        "areas": ["safeguarding", "health"],
        "minutes_an_item": 10,
        "papers_days": 5,
        "papers_at": dt.time(17),
        "by": given_a_chair(),
        "on": TODAY,
    }
    return set_rules(**(usual | changes))


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [refusal.code for refusal in refused.value.refusals]


def test_the_rules_of_the_start_ask_for_three_with_one_from_safeguarding() -> None:
    rules = rules_on(TODAY)
    assert (rules.least_members, rules.areas) == (3, ["safeguarding"])


def test_new_rules_hold_from_their_day_and_those_before_stay() -> None:
    rules = setting()

    assert [rules_on(each).least_members for each in (TODAY, TOMORROW, TODAY + 400 * DAY)] == [
        3,
        4,
        4,
    ]
    event = AuditEvent.objects.get(action="panel.rules_set")
    assert (event.subject_id, event.actor_id) == (rules.pk, given_a_chair().pk)
    assert event.detail["members"] == "4 members, with safeguarding and health"


def test_the_quorum_of_a_meeting_is_that_of_its_day() -> None:
    setting()
    before = given_an_open_item(on=TODAY)
    assert quorum_of(before).least == 3
    with clock.at(TOMORROW):
        after = given_an_open_item(on=TOMORROW)
        assert (quorum_of(after).least, list(quorum_of(after).areas)) == (
            4,
            ["Safeguarding", "Health"],
        )


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"panel_chair"}))
def test_nobody_but_the_chair_sets_them(role: str) -> None:
    with pytest.raises(Forbidden):
        setting(by=given_a(role))
    assert PanelRules.objects.count() == 1


def test_a_day_has_one_set_of_rules() -> None:
    setting()
    assert codes(lambda: setting(least_members=5)) == ["day-taken"]


FACTS = NewRules(
    holds_from=TOMORROW,
    on=TODAY,
    is_taken=False,
    least_members=3,
    areas=("safeguarding",),
    minutes_an_item=15,
    papers_days=3,
)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"holds_from": TODAY}, ["not-later"]),
        ({"holds_from": TODAY - DAY}, ["not-later"]),
        ({"least_members": 1}, []),
        ({"least_members": 0, "areas": ()}, ["quorum"]),
        ({"least_members": 20}, []),
        ({"least_members": 21}, ["quorum"]),
        ({"areas": ()}, []),
        ({"areas": ("safeguarding", "health", "finance")}, []),
        ({"areas": ("safeguarding", "health", "finance", "education")}, ["areas-over-quorum"]),
        ({"minutes_an_item": 1}, []),
        ({"minutes_an_item": 0}, ["minutes"]),
        ({"minutes_an_item": 240}, []),
        ({"minutes_an_item": 241}, ["minutes"]),
        ({"papers_days": 0}, []),
        ({"papers_days": -1}, ["papers"]),
        ({"papers_days": 30}, []),
        ({"papers_days": 31}, ["papers"]),
    ],
)
def test_the_edges_of_the_rules(changes: dict[str, Any], refused: list[str]) -> None:
    assert [each.code for each in ask(RULES, replace(FACTS, **changes))] == refused


def test_the_chair_changes_them_on_a_page_that_says_from_when() -> None:
    browser, url = signed_in(given_a_chair()), reverse("panel:rules")
    sent = {
        "holds_from_0": f"{TODAY.day}",
        "holds_from_1": f"{TODAY.month}",
        "holds_from_2": f"{TODAY.year}",
        "least_members": "2",
        "areas": ["safeguarding"],
        "minutes_an_item": "20",
        "papers_days": "2",
        "papers_at": "12:00",
    }
    assert "so that no meeting changes its quorum while it sits" in words(browser.post(url, sent))

    led_to = posted(browser.post(url, sent | {"holds_from_0": f"{TOMORROW.day}"}))

    assert led_to == reverse("panel:members")
    page = words(browser.get(led_to))
    assert "2 members, with safeguarding" in page
    assert "3 members, with safeguarding In force" in page


def test_the_page_begins_with_what_holds_and_with_a_time_as_people_write_it():
    page = signed_in(given_a_chair()).get(reverse("panel:rules")).text

    assert 'value="12:00pm"' in page
    assert "midday, 2 working days before" in page
