"""The sub navigation that all lists of contracts share."""

from mdps.core.navigation import entry
from mdps.core.permissions import Permission

TABS = (
    entry("Call-offs", "contracts:list", Permission.CONTRACT_READ),
    entry("Suspended suppliers", "contracts:safeguards", Permission.CONTRACT_READ),
    entry("To award", "contracts:to-award", Permission.CONTRACT_AWARD),
    entry("The ledger", "contracts:ledger", Permission.CONTRACT_READ),
    entry("Invoices", "contracts:invoices", Permission.CONTRACT_READ),
    entry("Spot purchases", "contracts:spot-purchases", Permission.CONTRACT_READ),
    entry("Leakage", "contracts:leakage", Permission.CONTRACT_READ),
    entry("Standing authorities", "contracts:authorities", Permission.CONTRACT_READ),
    entry("Cabinet decisions", "contracts:cabinet-decisions", Permission.CONTRACT_READ),
    entry("Cabinet requests", "contracts:cabinet-requests", Permission.CONTRACT_READ),
    entry("Direct awards", "contracts:direct-awards", Permission.CONTRACT_READ),
    entry("Separate", "contracts:separate-records", Permission.CONTRACT_READ),
    entry("Headroom", "contracts:headroom", Permission.CONTRACT_READ),
    entry("What ends when", "contracts:endings", Permission.CONTRACT_READ),
    entry("Routes and limits", "contracts:limits", Permission.CONTRACT_READ),
)
