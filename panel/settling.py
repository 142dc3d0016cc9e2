"""What of an item was approved urgently, in words, for whoever ratifies or overturns it.

From records that are loaded by queries.items_of: nothing here asks the database.
"""

from collections.abc import Iterable

from mdps.core.money import gbp
from mdps.core.words import day
from panel.items import to_ratify
from panel.models import AgendaItem, PanelDecision
from referrals.models import RequestLine


def urgent_words(item: AgendaItem, lines: Iterable[RequestLine]) -> dict[int, str]:
    """Of each line by its id that this meeting is to ratify: what was approved, when and why."""
    return {
        line.pk: _words(decision)
        for line in lines
        if to_ratify(line, item)
        for decision in line.decisions.all()
        if decision.route == PanelDecision.Route.URGENT
    }


def _words(decision: PanelDecision) -> str:
    reason = decision.urgent_reason.rstrip(".")
    return f"{gbp(decision.amount)} approved urgently on {day(decision.decided_on)}: {reason}"
