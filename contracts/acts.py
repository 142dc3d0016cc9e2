"""Every act on a call-off, and the rules that it asks: one table.

An act asks its rules of facts of its own kind, under its locks; the page asks them before anyone
presses. What a row does not name, the act is never refused for: giving back, other dates, another
supplier and an early end ask nothing about cap, term or approval.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contracts import found_rules, increase_rules, life_rules, spot_rules, vary_rules
from contracts.gate import RULES
from contracts.gate.approval import counts_for_no_later_day
from contracts.gate.authority import cabinet_has_authorised
from contracts.gate.limits import scheme_is_in_term, value_is_within_cap
from contracts.gate.supplier import service_has_lot, supplier_is_admitted
from mdps.core.rules import Refusal

Rule = Callable[..., Refusal | None]

# Of a contract from before the system; what else is missing is kept on its record.
IMPORT: tuple[Rule, ...] = (
    scheme_is_in_term,
    counts_for_no_later_day,
    service_has_lot,
    supplier_is_admitted,
    cabinet_has_authorised,
    value_is_within_cap,
)


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
    Act("Import", IMPORT),
    Act("Spot purchase", spot_rules.RULES),
    Act("Spot purchase found", found_rules.RULES),
)
