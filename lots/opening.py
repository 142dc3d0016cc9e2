"""Whether a lot can be applied for at a moment, and in which round."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lots.models import AdmissionRound, Lot, LotRule
from lots.opening_rules import RULES, Opening
from lots.queries import rounds_that_end_after, rules_on
from mdps.core import clock
from mdps.core.rules import Refusal, ask
from mdps.core.words import moment


@dataclass(frozen=True)
class Now:
    """A lot at one moment, with the rounds that matter to it."""

    lot: Lot
    is_in_rounds: bool
    open_round: AdmissionRound | None
    next_round: AdmissionRound | None

    @property
    def facts(self) -> Opening:
        return Opening(
            lot=self.lot.short,
            is_in_rounds=self.is_in_rounds,
            round_is_open=self.open_round is not None,
            next_opens_at=self.next_round.opens_at if self.next_round else None,
        )

    @property
    def sentence(self) -> str:
        """When it can be applied for, in words for everybody."""
        if not self.is_in_rounds:
            return "Open for applications at any time."
        if self.open_round:
            closes = moment(self.open_round.closes_at)
            return f"Open for applications in a round until {closes}. At that moment it is closed."
        if self.next_round:
            opens, closes = moment(self.next_round.opens_at), moment(self.next_round.closes_at)
            return f"Open for applications in rounds. The next one is from {opens} to {closes}."
        return "Open for applications in rounds. No further round is planned yet."


def now(lot: Lot, at: dt.datetime) -> Now:
    """How the lot can be applied for at the moment `at`."""
    return now_of([lot], at)[lot.pk]


def now_of(lots: Iterable[Lot], at: dt.datetime) -> dict[int, Now]:
    """The same of several lots, by their id. One query, and two more where any is in rounds."""
    rules = rules_on(at.astimezone(clock.LONDON).date())
    in_rounds = {lot for lot, rule in rules.items() if rule.opening == LotRule.Opening.ROUNDS}
    rounds = list(rounds_that_end_after(at)) if in_rounds else []
    return {
        lot.pk: _in_rounds(lot, rounds, at) if lot.pk in in_rounds else Now(lot, False, None, None)
        for lot in lots
    }


def _in_rounds(lot: Lot, rounds: list[AdmissionRound], at: dt.datetime) -> Now:
    """Of those that end after `at`, the next first; those of one lot do not overlap."""
    own = [each for each in rounds if lot in each.lots.all()]
    is_open = [each for each in own if each.opens_at <= at]
    to_come = [each for each in own if each.opens_at > at]
    return Now(lot, True, next(iter(is_open), None), next(iter(to_come), None))


def refusals_against_applying(lot: Lot, at: dt.datetime) -> list[Refusal]:
    """Why the lot cannot be applied for at the moment `at`."""
    return ask(RULES, now(lot, at).facts)
