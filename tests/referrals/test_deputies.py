"""A team manager names a deputy for some days: worklists, notices and the endorsement follow."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.rules import Refusal, Refused
from mdps.core.worklist import waiting_for
from referrals.deputise import deputise, end
from referrals.endorse import endorse
from referrals.models import Deputy
from referrals.people import managers_of
from referrals.queries import requests_visible_to
from referrals.submit import submit
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    DAY,
    given_a_manager_of,
    given_a_request,
    given_a_submitted_request,
)

pytestmark = pytest.mark.django_db

NEXT_DAY = DAY + dt.timedelta(days=1)
LATER = DAY + dt.timedelta(days=4)


@pytest.fixture
def stands_in() -> User:
    return given_a("team_manager", name="Stands In", team=given_a_team("Another team"))


@pytest.fixture
def manager() -> User:
    return given_a("team_manager", name="Away Soon", team=given_a_team())


def named(manager: User, stands_in: User, starts_on=DAY, ends_on=LATER) -> Deputy:
    return deputise(deputy=stands_in, starts_on=starts_on, ends_on=ends_on, by=manager, on=DAY)


def against(act: Callable[[], object]) -> tuple[Refusal, ...]:
    """Why the act was refused; nothing where it was not."""
    try:
        act()
    except Refused as refused:
        return refused.refusals
    return ()


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (DAY - dt.timedelta(days=1), False),
        (DAY, True),
        (LATER, True),
        (LATER + dt.timedelta(days=1), False),
    ],
)
def test_a_deputy_endorses_on_the_first_and_the_last_day_and_on_no_other(
    manager, stands_in, day, may
):
    named(manager, stands_in)
    request = given_a_submitted_request()

    with clock.at(day):
        visible = requests_visible_to(stands_in).filter(pk=request.pk).exists()
        waits = [group.title for group in waiting_for(stands_in)]
        told = stands_in in managers_of(request, on=day)
        try:
            endorse(request, by=stands_in, on=day)
        except Forbidden:
            endorsed = False
        else:
            endorsed = True

    assert (visible, waits, told, endorsed) == (
        (True, ["Requests to endorse"], True, True) if may else (False, [], False, False)
    )


def test_a_deputy_never_endorses_what_they_raised(manager, stands_in):
    named(manager, stands_in)
    stands_in.team = manager.team
    stands_in.save(update_fields=["team"])
    request = given_a_request(by=stands_in)
    submit(request, by=stands_in, on=DAY)

    with clock.at(DAY), pytest.raises(Refused, match="You raised this request"):
        endorse(request, by=stands_in, on=DAY)


def test_the_deputy_is_told_of_it_and_of_its_end(manager, stands_in):
    deputy = named(manager, stands_in)
    end(deputy, by=manager, on=DAY)
    end(deputy, by=manager, on=DAY)

    assert list(Notice.objects.order_by("id").values_list("to__name", "subject")) == [
        ("Stands In", "You stand in for Away Soon from 1 June 2026 to 5 June 2026"),
        ("Stands In", "You no longer stand in for Away Soon"),
    ]


def test_from_the_day_it_is_ended_it_no_longer_holds(manager, stands_in):
    deputy = named(manager, stands_in)

    end(deputy, by=manager, on=NEXT_DAY)

    standing = [
        Deputy.objects.standing_in(day).filter(pk=deputy.pk).exists() for day in (DAY, NEXT_DAY)
    ]
    assert standing == [True, False]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": DAY - dt.timedelta(days=1)}, "starts_on"),
        ({"starts_on": LATER, "ends_on": DAY}, "ends_on"),
        ({"starts_on": DAY, "ends_on": DAY}, ""),
    ],
)
def test_days_are_in_order_and_to_come(manager, stands_in, changes, field):
    refusals = against(lambda: named(manager, stands_in, **changes))
    assert [each.field for each in refusals] == ([field] if field else [])


@pytest.mark.parametrize(("starts", "ends", "may"), [(4, 6, False), (-1, 0, False), (5, 6, True)])
def test_one_deputy_at_a_time(manager, stands_in, starts, ends, may):
    other = given_a("team_manager", name="Other", team=given_a_team("A third team"))
    later = DAY + dt.timedelta(days=10)
    named(manager, stands_in, starts_on=later, ends_on=later + dt.timedelta(days=4))
    days = [later + dt.timedelta(days=number) for number in (starts, ends)]

    refusals = against(lambda: named(manager, other, *days))
    assert [each.code for each in refusals] == ([] if may else ["days-taken"])


def test_only_another_team_manager_stands_in(manager):
    for person, code in ((manager, "own-deputy"), (given_a("auditor"), "not-manager")):
        with pytest.raises(Refused) as refused:
            named(manager, person)
        assert code in [each.code for each in refused.value.refusals]


def test_only_a_manager_names_one_and_only_their_own_is_ended(manager, stands_in):
    with pytest.raises(Forbidden):
        named(given_a("social_worker"), stands_in)
    with pytest.raises(Forbidden, match="only they can end it"):
        end(named(manager, stands_in), by=stands_in, on=DAY)


def test_a_deputy_is_named_and_ended_on_the_pages(manager, stands_in):
    browser = signed_in(manager)
    days = {
        f"{name}_{part}": value
        for name in ("starts_on", "ends_on")
        for part, value in enumerate(("1", "6", "2026"))
    }
    with clock.at(DAY):
        led_to = posted(
            browser.post(reverse("referrals:name-deputy"), {"deputy": stands_in.pk} | days)
        )
        assert "Stands In" in words(browser.get(led_to))
        deputy = Deputy.objects.get()
        posted(browser.post(reverse("referrals:end-deputy", args=[deputy.pk]), {}))
        assert "Ended" in words(browser.get(led_to))


def test_home_shows_a_manager_what_their_team_has_at_the_panel_and_what_was_decided(manager):
    request = given_a_submitted_request()
    endorse(request, by=given_a_manager_of(request), on=DAY)

    with clock.at(DAY):
        page = words(signed_in(manager).get("/"))

    assert "Your team's requests at the panel" in page
    assert request.reference in page
