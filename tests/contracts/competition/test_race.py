"""Two at the same instant: quotes of one supplier, a quote against the opening, two awards.

Controls take the lock away inside the test: then a quote that waited past the deadline is taken as
in time, and what was opened had not all come. If a control fails, the races beside it prove
nothing.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from contracts.award import award
from contracts.competition import opening, quote, seal, settle
from contracts.competition.awarding import terms_of
from contracts.competition.opening import open_quotes
from contracts.competition.quote import enter_quote, give_quote
from contracts.models import CallOffContract, Competition, Quote
from mdps.core import clock
from mdps.core.rules import Refused
from tests.build.competitions import (
    AFTER,
    CLOSES,
    INVITED,
    THREE,
    given_a_quote,
    given_a_ranking,
    given_an_open_competition,
    given_what_is_said,
    invitation_of,
)
from tests.build.contracts import given_an_officer
from tests.build.referrals import a_pdf
from tests.build.suppliers import given_a_provider
from tests.core.racing import at_once, until_somebody_waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

AVON, SEVERN = THREE[:2]


def outcome(result: Any) -> str:
    if isinstance(result, Refused):
        return ",".join(each.code for each in result.refusals)
    if isinstance(result, Exception):
        return type(result).__name__
    return "done"


def quotes(competition: Competition, name: str, price: str) -> Callable[[], Quote]:
    """A quote of the supplier that saw no other quote of its own."""
    invitation = invitation_of(competition, name)
    person = given_a_provider(invitation.supplier, name=f"{name} {price}")
    return lambda: give_quote(invitation, given_what_is_said(price), replaces=None, by=person)


def without_lock(monkeypatch: pytest.MonkeyPatch, *modules: Any) -> None:
    for module in modules:
        monkeypatch.setattr(module, "lock", lambda competition: competition.refresh_from_db())


def two_quotes_of_one_supplier() -> list[str]:
    competition = given_an_open_competition()
    first = quotes(competition, AVON, "1000.00")
    with clock.at(INVITED + dt.timedelta(days=1)):
        # The second form was sent by somebody else of the same supplier.
        second = quotes(competition, AVON, "1001.00")
        return sorted(map(outcome, at_once(first, second)))


def test_of_two_quotes_of_one_supplier_at_once_one_is_told_that_the_other_came() -> None:
    assert two_quotes_of_one_supplier() == ["changed-meanwhile", "done"]
    assert Quote.objects.count() == 1


def test_control_without_the_lock_only_the_database_tells_two_quotes_apart(monkeypatch) -> None:
    """Both ask the rules before either is written; the constraint refuses the second."""
    competition = given_an_open_competition()
    acts = [quotes(competition, AVON, price) for price in ("1000.00", "1001.00")]
    without_lock(monkeypatch, quote)
    asked = quote.enforce
    gates: list[Callable[[], object]] = []

    def ask_and_wait(rules: Any, facts: Any) -> None:
        asked(rules, facts)
        gates[0]()

    monkeypatch.setattr(quote, "enforce", ask_and_wait)

    def act(number: int) -> Callable[[Callable[[], object]], Quote]:
        def together(go: Callable[[], object]) -> Quote:
            gates.append(go)
            return acts[number]()

        return together

    with clock.at(INVITED + dt.timedelta(days=1)):
        results = sorted(map(outcome, at_once(act(0), act(1))))
    assert results == [IntegrityError.__name__, "done"]


def a_quote_that_waited(monkeypatch: pytest.MonkeyPatch, *, lock: bool) -> str:
    """The outcome of a quote that was sent before the deadline and waits for the lock until a
    second after it."""
    competition = given_an_open_competition()
    act = quotes(competition, AVON, "1000.00")
    taken = quote.lock

    def late(competition: Competition) -> None:
        """By the time the lock is there the deadline has passed."""
        if lock:
            taken(competition)
        clock._stopped = CLOSES + dt.timedelta(seconds=1)

    if lock:
        monkeypatch.setattr(quote, "lock", late)
        with clock.at(CLOSES):
            return outcome(at_once(lambda go: act())[0])
    with clock.at(CLOSES):
        now = clock.now()
        monkeypatch.setattr(quote.clock, "now", lambda: now)  # read before the wait
        monkeypatch.setattr(quote, "lock", late)
        return outcome(at_once(lambda go: act())[0])


def test_a_quote_that_waits_past_the_deadline_is_late(monkeypatch) -> None:
    assert a_quote_that_waited(monkeypatch, lock=True) == "too-late"


def test_control_with_the_clock_read_before_the_lock_it_is_taken(monkeypatch) -> None:
    assert a_quote_that_waited(monkeypatch, lock=False) == "done"


def an_opening_and_an_email(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], int]:
    """An opening that has counted the quotes, and an e-mail that is entered then."""
    competition = given_an_open_competition()
    given_a_quote(competition, AVON)
    invitation, officer = invitation_of(competition, SEVERN), given_an_officer()
    counted: list[int] = []
    moved = opening.states.move

    def opens(go: Callable[[], object]) -> int:
        def count_then_move(record: Any, to: str, **more: Any) -> None:
            counted.append(seal.standing_quotes(competition).count())
            go()
            until_somebody_waits()
            moved(record, to, **more)

        monkeypatch.setattr(opening.states, "move", count_then_move)
        return open_quotes(competition, by=officer, on=AFTER.date())

    def enters(go: Callable[[], object]) -> Quote:
        go()
        return enter_quote(
            invitation,
            given_what_is_said(),
            received_at=CLOSES,
            document=a_pdf("quote.pdf"),
            replaces=None,
            by=officer,
        )

    with clock.at(AFTER):
        results = [outcome(each) for each in at_once(opens, enters)]
    return results, seal.standing_quotes(competition).count() - counted[0]


def test_an_e_mail_that_meets_the_opening_is_refused_and_nothing_opened_grows(monkeypatch) -> None:
    results, grown = an_opening_and_an_email(monkeypatch)
    assert results == ["done", "not-open"]
    assert grown == 0


def test_a_competition_is_awarded_once_however_many_press() -> None:
    competition = given_a_ranking()
    terms = terms_of(competition)
    officers = [given_an_officer(name=name) for name in ("Ann Officer", "Ben Officer")]

    def presses(officer: Any) -> Callable[[Callable[[], object]], CallOffContract]:
        def act(go: Callable[[], object]) -> CallOffContract:
            go()
            return award(terms, by=officer, on=AFTER.date())

        return act

    with clock.at(AFTER):
        results = sorted(map(outcome, at_once(*map(presses, officers))))
    assert sum(1 for each in results if each == "done") == 1
    assert any("no-competition" in each for each in results)
    assert CallOffContract.objects.count() == 1


def test_an_award_that_waits_for_the_ranking_sees_who_won_it(monkeypatch) -> None:
    competition, officer = given_a_ranking(), given_an_officer()
    terms, ranked = terms_of(competition), settle.ranking

    def settles(go: Callable[[], object]) -> object:
        def rank_then_wait(*args: Any, **options: Any) -> Any:
            go()
            until_somebody_waits()
            return ranked(*args, **options)

        monkeypatch.setattr(settle, "ranking", rank_then_wait)
        return settle.settle(competition, by=officer, on=AFTER.date())

    def awards(go: Callable[[], object]) -> CallOffContract:
        go()
        return award(terms, by=officer, on=AFTER.date())

    with clock.at(AFTER):
        settle.take_up_again(competition, because="A score was wrong.", by=officer, on=AFTER.date())
        results = [outcome(each) for each in at_once(settles, awards)]
    assert results == ["done", "done"]
