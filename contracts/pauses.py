"""When a call-off is paused: chosen while its supplier is suspended for safeguarding."""

import datetime as dt
from dataclasses import dataclass

from contracts.models import CallOffContract, PackageSafeguard
from mdps.core.models import DecisionRecord

REINSTATED = DecisionRecord.Kind.REINSTATEMENT


@dataclass(frozen=True)
class Pause:
    """From the day `first` to `last`, both inclusive; None while nobody knows how long."""

    first: dt.date
    last: dt.date | None

    def covers(self, since: dt.date, until: dt.date) -> bool:
        """Whether a day from `since` to `until`, both inclusive, lies in it."""
        return self.first <= until and (self.last is None or since <= self.last)


def pauses_of(contract: CallOffContract) -> tuple[Pause, ...]:
    """The pauses of who delivers it now, the earliest first. One query.

    A pause begins on the day on which it is chosen, and ends with another choice or on the day
    before the supplier is reinstated; a removal does not end it.
    """
    found = PackageSafeguard.objects.filter(
        contract=contract,
        choice=PackageSafeguard.Choice.PAUSE,
        suspension__admission__supplier=contract.delivered_by_id,
    ).select_related("suspension__end_decision")
    return tuple(_pause(each) for each in found.order_by("chosen_on", "id"))


def _pause(safeguard: PackageSafeguard) -> Pause:
    suspension = safeguard.suspension
    ended = suspension.end_decision
    last = suspension.until if ended and ended.kind == REINSTATED else None
    return Pause(safeguard.chosen_on or safeguard.due_on, last)
