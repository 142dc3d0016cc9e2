"""Every act on a call-off, and the rules that it asks: one table.

An act asks its rules of facts of its own kind, under its locks; the page asks them before anyone
presses. What a row does not name, the act is never refused for: giving back, other dates, another
supplier and an early end ask nothing about cap, term or approval.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contracts import (
    carry_over_rules,
    found_rules,
    increase_rules,
    life_rules,
    spot_rules,
    vary_rules,
)
from contracts.gate import RULES
from mdps.core.rules import Refusal

Rule = Callable[..., Refusal | None]


@dataclass(frozen=True)
class Act:
    """An act and the rules that it asks, in the order in which their refusals are shown."""

    name: str
    rules: tuple[Rule, ...]


ACTS = (
    Act("Award", RULES),
    Act("Increase", increase_rules.INCREASE),
    Act("Decrease", vary_rules.DECREASE),
    Act("Release", life_rules.RELEASE),
    Act("Early end", life_rules.TERMINATE),
    Act("Dates", vary_rules.DATES),
    Act("Transfer", vary_rules.NOVATION),
    Act("Un-award", life_rules.UNAWARD),
    Act("Import", (*carry_over_rules.RECORD, *carry_over_rules.IMPORT)),
    Act("Spot purchase", spot_rules.RULES),
    Act("Spot purchase found", found_rules.RULES),
)
