"""The sub navigation that all lists of contracts share."""

from mdps.core.navigation import entry
from mdps.core.permissions import Permission

TABS = (
    entry("Call-offs", "contracts:list", Permission.CONTRACT_READ),
    entry("To award", "contracts:to-award", Permission.CONTRACT_AWARD),
    entry("The ledger", "contracts:ledger", Permission.CONTRACT_READ),
    entry("Invoices", "contracts:invoices", Permission.CONTRACT_READ),
    entry("Spot purchases", "contracts:spot-purchases", Permission.CONTRACT_READ),
    entry("Standing authorities", "contracts:authorities", Permission.CONTRACT_READ),
    entry("Cabinet decisions", "contracts:cabinet-decisions", Permission.CONTRACT_READ),
)
