"""The sub navigation that all lists of contracts share."""

from mdps.core.navigation import Entry, entry, group
from mdps.core.permissions import Permission


def _page(text: str, name: str) -> Entry:
    return entry(text, f"contracts:{name}", Permission.CONTRACT_READ)


TABS = (
    group(
        "Call-offs",
        _page("Register", "list"),
        _page("What ends when", "endings"),
        _page("Suspended suppliers", "safeguards"),
    ),
    group(
        "Awards",
        entry("To award", "contracts:to-award", Permission.CONTRACT_AWARD),
        _page("Mini-competitions", "competitions"),
        _page("Direct awards", "direct-awards"),
        _page("Recorded as separate", "separate-records"),
    ),
    group("The cap", _page("Headroom", "headroom"), _page("The ledger", "ledger")),
    _page("Invoices", "invoices"),
    group(
        "Outside the scheme",
        _page("Spot purchases", "spot-purchases"),
        _page("Leakage", "leakage"),
    ),
    group(
        "Authorities",
        _page("Standing authorities", "authorities"),
        _page("Cabinet decisions", "cabinet-decisions"),
        _page("Cabinet requests", "cabinet-requests"),
        _page("Routes and limits", "limits"),
    ),
)
