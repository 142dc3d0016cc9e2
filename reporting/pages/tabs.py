"""The sub navigation of the figures."""

from mdps.core.navigation import entry
from mdps.core.permissions import Permission

TABS = (
    entry("The cap", "reporting:cap", Permission.SCHEME_READ, Permission.FIGURES_READ),
    entry("Requests and approvals", "reporting:panel", Permission.FIGURES_READ),
    entry("Direct awards", "reporting:direct-awards", Permission.REPORT_READ),
    entry("Open data", "reporting:open-data", Permission.REPORT_READ),
)
