"""What the two commands accept and print."""

import datetime as dt
import gc

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from contracts.models import CallOffContract
from demonstration.load import figures, garbage_collected_seldom, load
from demonstration.management.commands.demo_data import day
from demonstration.sizes import Size
from mdps.core import clock
from mdps.core.models import User
from referrals.models import SupportRequest
from suppliers.models import RateLine
from tests.demonstration.conftest import TODAY

TINY = Size("tiny", suppliers=12, requests=6, months=3, teams=2, workers=2, reports=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yesterday", "is not a date. Write it like 2026-06-15"),
        ("2026-02-30", "is not a date"),
        ("15/06/2026", "is not a date"),
        ("2023-06-14", "choose a day from 15 June 2023"),
        ("2026-06-16", "to 15 June 2026"),
    ],
)
def test_a_bad_date_is_refused(text: str, said: str) -> None:
    with clock.at(TODAY), pytest.raises(CommandError, match=said):
        day(text)


@pytest.mark.django_db
def test_the_first_and_the_last_possible_day_are_accepted() -> None:
    with clock.at(TODAY):
        assert [day("2023-06-15"), day("2026-06-15"), day("")] == [
            dt.date(2023, 6, 15),
            TODAY,
            TODAY,
        ]


@pytest.mark.django_db
def test_after_the_term_the_story_ends_with_its_last_day() -> None:
    with clock.at(dt.date(2031, 1, 1)):
        assert day("") == dt.date(2027, 5, 31)


@pytest.mark.django_db
def test_a_bad_date_makes_nothing() -> None:
    with override_settings(MDPS_DEMO=True), pytest.raises(CommandError, match="is not a date"):
        call_command("demo_data", size="small", today="soon")
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_the_same_seed_and_day_give_the_same_data() -> None:
    first, again, another = (told(seed) for seed in (1, 1, 2))
    assert first == again
    assert first != another


@pytest.mark.django_db
def test_an_interrupted_run_is_recognised_the_next_time() -> None:
    with clock.at(TODAY), override_settings(MDPS_DEMO=True):
        with pytest.raises(KeyboardInterrupt):
            load(TINY, seed=1, today=TODAY, say=interrupt)
        with pytest.raises(CommandError, match="bin/demo --fresh"):
            call_command("demo_data", size="small")


@pytest.mark.django_db
def test_there_are_no_accounts_to_list_before_the_data_is_made() -> None:
    with override_settings(MDPS_DEMO=True), pytest.raises(CommandError, match="demo_data"):
        call_command("demo_accounts")


def test_what_the_collector_of_garbage_left_out_before_it_leaves_out_after() -> None:
    before = gc.get_freeze_count()  # what was imported and collected: tests/conftest.py
    with garbage_collected_seldom():
        assert gc.get_freeze_count() >= before
    assert gc.get_freeze_count() >= before > 0


def told(seed: int) -> tuple:
    """Everything that was made, as figures and names; taken back afterwards."""
    with clock.at(TODAY), transaction.atomic():
        load(TINY, seed=seed, today=TODAY, say=str)
        story = (
            figures(),
            sorted(User.objects.values_list("name", "username")),
            sorted(RateLine.objects.values_list("supplier__name", "service__name", "unit_price")),
            sorted(
                (each.case_reference, each.state, each.narrative.need)
                for each in SupportRequest.objects.select_related("narrative")
            ),
            sorted(CallOffContract.objects.values_list("supplier__name", "value", "awarded_on")),
        )
        transaction.set_rollback(True)
    return story


def interrupt(text: str) -> None:
    raise KeyboardInterrupt
