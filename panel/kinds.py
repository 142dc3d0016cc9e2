"""Every kind of decision in one table: what it asks for, what it does, and who may make it.

The rules (panel.kind_rules), the form and the effects read this table; docs/decisions.md shows it.
"""

from dataclasses import dataclass
from enum import StrEnum

from panel.models import OUTCOMES
from panel.models.reason import Kind


class Amount(StrEnum):
    """Which amount a kind has, GBP ex VAT."""

    NONE = "none"
    WHOLE = "what was requested, or more with a reason"
    PART = "less than was requested"
    ANY = "what was requested unless given; more with a reason"
    URGENT = "what was approved urgently"


class Line(StrEnum):
    """What becomes of the line when the decision is released."""

    APPROVED = "approved"
    STAYS = "stays as it is"
    DECLINED = "declined"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class KindOf:
    """One row. `hint` is what the form says beside it."""

    amount: Amount = Amount.NONE
    line: Line
    conditions: bool = False  # may have some
    needs_conditions: bool = False
    redirects: bool = False
    without_chair: bool = False
    without_quorum: bool = False
    urgently: bool = False  # may be decided between meetings
    of_urgent: bool = False  # decides what was approved urgently, and nothing else does
    is_final: bool = True  # counts in what was requested against approved

    @property
    def approves(self) -> bool:
        return self.line == Line.APPROVED


KINDS: dict[str, KindOf] = {
    Kind.APPROVE: KindOf(amount=Amount.WHOLE, line=Line.APPROVED, urgently=True),
    Kind.APPROVE_IN_PART: KindOf(amount=Amount.PART, line=Line.APPROVED, urgently=True),
    Kind.APPROVE_WITH_CONDITIONS: KindOf(
        amount=Amount.ANY,
        line=Line.APPROVED,
        conditions=True,
        needs_conditions=True,
        urgently=True,
    ),
    Kind.DEFER: KindOf(line=Line.STAYS, without_chair=True, without_quorum=True, is_final=False),
    Kind.DECLINE: KindOf(line=Line.DECLINED),
    Kind.REDIRECT: KindOf(line=Line.DECLINED, redirects=True),
    Kind.WITHDRAWN: KindOf(
        line=Line.CLOSED, without_chair=True, without_quorum=True, is_final=False
    ),
    Kind.IN_PRINCIPLE: KindOf(
        amount=Amount.ANY,
        line=Line.STAYS,
        conditions=True,
        without_chair=True,
        is_final=False,
    ),
    Kind.RATIFY: KindOf(amount=Amount.URGENT, line=Line.STAYS, of_urgent=True),
    Kind.OVERTURN: KindOf(line=Line.DECLINED, of_urgent=True),
}

FINAL = tuple(kind for kind, row in KINDS.items() if row.is_final)
WITHOUT_CHAIR = tuple(kind for kind, row in KINDS.items() if row.without_chair)
WITHOUT_QUORUM = tuple(kind for kind, row in KINDS.items() if row.without_quorum)
URGENTLY = tuple(kind for kind, row in KINDS.items() if row.urgently)
OF_URGENT = tuple(kind for kind, row in KINDS.items() if row.of_urgent)
AT_A_MEETING = tuple(kind for kind, row in KINDS.items() if not row.of_urgent)


def table() -> list[tuple[str, ...]]:
    """The table in words, for the document: a row a kind, beneath HEADINGS."""
    return [
        (
            OUTCOMES[Kind(kind)],
            row.amount.value,
            _conditions(row),
            row.line.value,
            _yes(row.without_chair),
            _yes(row.without_quorum),
            _yes(row.urgently),
            _yes(row.is_final),
        )
        for kind, row in KINDS.items()
    ]


HEADINGS = (
    "Decision",
    "Amount",
    "Asks for",
    "The line is then",
    "Without a chair",
    "Without a quorum",
    "Between meetings",
    "Counts as decided",
)


def _conditions(row: KindOf) -> str:
    if row.needs_conditions:
        return "at least one condition"
    if row.conditions:
        return "conditions, where there are some"
    return "where to" if row.redirects else ""


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
