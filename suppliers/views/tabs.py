"""The sub navigation of the register, the applications and the prices."""

from mdps.core.navigation import entry
from mdps.core.permissions import Permission

TABS = (
    entry("Register", "suppliers:list", Permission.SUPPLIER_READ),
    entry("On a day", "suppliers:on-a-day", Permission.SUPPLIER_READ),
    entry("Applications", "suppliers:applications", Permission.SUPPLIER_READ),
    entry("Assessment", "suppliers:worklist", Permission.SUPPLIER_READ),
    entry("Invitations", "suppliers:invitations", Permission.SUPPLIER_READ),
    entry("Engagement", "suppliers:events", Permission.SUPPLIER_READ),
    entry("Prices", "suppliers:prices", Permission.SUPPLIER_READ),
    entry("Proposed prices", "suppliers:proposals", Permission.SUPPLIER_READ),
    entry("Required evidence", "suppliers:requirements", Permission.SUPPLIER_READ),
)
