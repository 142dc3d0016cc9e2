"""Awards, variations, transfers, releases, ends, an extension and suspensions, in any order.

Whatever was done: the ledger's lines come to the running total, never more than the cap, never
less than nothing for a contract; and what is refused is what a plain re-computation refuses.
"""

from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from mdps.core import clock
from tests.conftest import Statements
from tests.contracts.ledger_world import START, TERM, Tried, World
from tests.core.racing import at_once

WORKERS = 4
SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))
PICK = st.integers(0, 35)
UNITS = st.integers(1, 13)
GROUND = st.sampled_from("cef")


def machine(world: World) -> type[RuleBasedStateMachine]:
    """Each run starts from the same world, and is rolled back."""

    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.today = world.today
            self.savepoint = transaction.atomic()
            self.savepoint.__enter__()

        def teardown(self) -> None:
            world.today = self.today
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

        @rule(pick=PICK, units=UNITS)
        def award(self, pick: int, units: int) -> None:
            agrees(world.award(pick, units))

        @rule(pick=PICK, units=UNITS, delivered=st.integers(1, 4))
        def run(self, pick: int, units: int, delivered: int) -> None:
            """A call-off that is awarded, accepted and delivered in part."""
            agrees(world.award(pick, units))
            agrees(world.accept(-1))
            agrees(world.deliver(-1, delivered))

        @rule(pick=PICK, units=st.integers(1, 6), ground=GROUND)
        def increase(self, pick: int, units: int, ground: str) -> None:
            agrees(world.increase(pick, units, ground))

        @rule(pick=PICK, units=UNITS)
        def decrease(self, pick: int, units: int) -> None:
            agrees(world.decrease(pick, units))

        @rule(pick=PICK, pennies=st.integers(1, 1_300_000))
        def release(self, pick: int, pennies: int) -> None:
            agrees(world.release(pick, pennies))

        @rule(pick=PICK)
        def accept(self, pick: int) -> None:
            agrees(world.accept(pick))

        @rule(pick=PICK, units=UNITS)
        def deliver(self, pick: int, units: int) -> None:
            agrees(world.deliver(pick, units))

        @rule(pick=PICK)
        def unaward(self, pick: int) -> None:
            agrees(world.unaward(pick))

        @rule(pick=PICK)
        def complete(self, pick: int) -> None:
            agrees(world.complete(pick))

        @rule(pick=PICK)
        def terminate(self, pick: int) -> None:
            agrees(world.terminate(pick))

        @rule(pick=PICK, days=st.integers(1, 30))
        def other_dates(self, pick: int, days: int) -> None:
            agrees(world.later(pick, days))

        @rule(pick=PICK)
        def transfer(self, pick: int) -> None:
            agrees(world.transfer(pick))

        @rule()
        def extend(self) -> None:
            agrees(world.extend())

        @rule(pick=PICK)
        def suspend(self, pick: int) -> None:
            agrees(world.suspend(pick))

        @rule(pick=PICK)
        def reinstate(self, pick: int) -> None:
            agrees(world.reinstate(pick))

        @rule(days=st.integers(1, 2))
        def days_pass(self, days: int) -> None:
            world.days_pass(days)

        @invariant()
        def the_money_adds_up(self) -> None:
            adds_up(world)

    return Machine


def agrees(tried: Tried | None) -> None:
    if tried is not None:
        assert tried.refused == tried.expected, tried


def adds_up(world: World) -> None:
    assert world.drift() == 0
    assert world.out_of_bounds() == []
    assert world.without_ledger_line() == []


@pytest.mark.django_db(transaction=True)
def test_whatever_is_done_the_money_adds_up_and_refusals_are_those_worked_out_anew(
    as_owner: Statements,
) -> None:
    as_owner(TERM)
    run_state_machine_as_test(
        machine(World()), settings=settings(SETTINGS, max_examples=12, stateful_step_count=40)
    )


ACTS = st.one_of(
    st.tuples(st.just("award"), PICK, UNITS),
    st.tuples(st.just("award"), PICK, UNITS),
    st.tuples(st.just("increase"), PICK, st.integers(1, 4), GROUND),
    st.tuples(st.just("decrease"), PICK, UNITS),
    st.tuples(st.just("release"), PICK, st.integers(1, 300_000)),
    st.tuples(st.just("accept"), PICK),
    st.tuples(st.sampled_from(["unaward", "complete", "terminate"]), PICK),
    st.tuples(st.just("deliver"), PICK, UNITS),
    st.tuples(st.sampled_from(["suspend", "reinstate", "transfer"]), PICK),
    st.tuples(st.just("extend")),
)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_whatever_several_workers_do_at_once_the_money_adds_up(as_owner: Statements) -> None:
    """One long history: each round deals acts to four workers, who do theirs in a row."""
    as_owner(TERM)
    with clock.at(START):
        world = World(frozen=False)

        @settings(SETTINGS, max_examples=4)
        @given(st.lists(ACTS, min_size=24, max_size=24))
        def a_round(acts: list[tuple[object, ...]]) -> None:
            mine = [partial(in_a_row, world, acts[worker::WORKERS]) for worker in range(WORKERS)]
            for found in at_once(*mine):
                assert isinstance(found, list), found
            adds_up(world)

        a_round()


def in_a_row(world: World, acts: list[tuple[object, ...]]) -> list[Tried | None]:
    """What a worker tried; anything but a refusal comes out as it is."""
    return [do(*rest) for do, rest in ((getattr(world, name), rest) for name, *rest in acts)]
