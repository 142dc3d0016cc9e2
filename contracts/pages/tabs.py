"""The sub navigation that all lists of contracts share."""

from django.urls import reverse

from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.ui import Link

TABS = (
    ("Call-offs", "contracts:list", Permission.CONTRACT_READ),
    ("To award", "contracts:to-award", Permission.CONTRACT_AWARD),
    ("The ledger", "contracts:ledger", Permission.CONTRACT_READ),
    ("Spot purchases", "contracts:spot-purchases", Permission.CONTRACT_READ),
    ("Standing authorities", "contracts:authorities", Permission.CONTRACT_READ),
    ("Cabinet decisions", "contracts:cabinet-decisions", Permission.CONTRACT_READ),
)


def tabs(user: User, path: str) -> list[Link]:
    """The tabs that the user may open; the one at `path` is current."""
    return [
        Link(text, reverse(name), current=reverse(name) == path)
        for text, name, permission in TABS
        if permission in user.permissions
    ]


class Tabbed:
    """A list of contracts with the tabs above it."""

    def content(self) -> dict:
        content = super().content()  # type: ignore[misc]
        return content | {"subnav": tabs(self.user, self.request.path)}  # type: ignore[attr-defined]
