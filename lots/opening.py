"""Whether a lot can be applied for at a moment, and in which round."""

import datetime as dt
from dataclasses import dataclass

from lots.models import AdmissionRound, Lot
from lots.opening_rules import RULES, Opening
from lots.queries import is_in_rounds, next_round, round_open_at
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
    if not is_in_rounds(lot, at.astimezone(clock.LONDON).date()):
        return Now(lot, False, None, None)
    return Now(lot, True, round_open_at(lot, at), next_round(lot, at))


def refusals_against_applying(lot: Lot, at: dt.datetime) -> list[Refusal]:
    """Why the lot cannot be applied for at the moment `at`."""
    return ask(RULES, now(lot, at).facts)
