"""The gate: every rule an award must pass, asked together so that all reasons are seen at once.

The page that shows what stands in the way, the action under its locks and the tests ask
RULES the same facts. Each rule is a pure function; the first line of its docstring is what it
demands, in the words that the page and docs/gate.md show.

Which act asks which of them, and what else, is the table of contracts.acts.
"""

from contracts.gate.approval import (
    approval_has_not_expired,
    conditions_are_met,
    counts_for_no_later_day,
    line_is_approved,
    officer_did_not_raise_request,
    units_are_approved,
    value_is_within_approval,
)
from contracts.gate.authority import authority_covers_award, cabinet_has_authorised
from contracts.gate.competition import competition_is_won, standstill_is_over
from contracts.gate.facts import (
    Authorisation,
    Authority,
    AwardFacts,
    Cabinet,
    Competed,
    Related,
    Together,
    UseOfLine,
)
from contracts.gate.limits import scheme_is_in_term, value_is_within_cap
from contracts.gate.officer import (
    dearer_supplier_has_reason,
    delivery_starts_after_award,
    value_is_as_shown,
)
from contracts.gate.supplier import (
    evidence_is_in_order,
    price_is_on_rate_card,
    service_has_lot,
    supplier_is_admitted,
)
from contracts.gate.together import (
    direct_award_is_authorised,
    is_not_split_below_authorisation,
    is_not_split_below_cabinet,
    route_is_allowed,
)

RULES = (
    scheme_is_in_term,
    counts_for_no_later_day,
    service_has_lot,
    supplier_is_admitted,
    evidence_is_in_order,
    line_is_approved,
    conditions_are_met,
    approval_has_not_expired,
    units_are_approved,
    price_is_on_rate_card,
    value_is_within_approval,
    authority_covers_award,
    route_is_allowed,
    competition_is_won,
    standstill_is_over,
    direct_award_is_authorised,
    cabinet_has_authorised,
    is_not_split_below_authorisation,
    is_not_split_below_cabinet,
    value_is_within_cap,
    officer_did_not_raise_request,
    delivery_starts_after_award,
    dearer_supplier_has_reason,
    value_is_as_shown,
)

__all__ = [
    "RULES",
    "Authorisation",
    "Authority",
    "AwardFacts",
    "Cabinet",
    "Competed",
    "Related",
    "Together",
    "UseOfLine",
]
