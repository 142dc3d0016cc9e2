"""The sub navigation of monitoring."""

from mdps.core.navigation import entry
from mdps.core.permissions import Permission

TABS = (
    entry("Rounds", "monitoring:rounds", Permission.MONITORING_READ),
    entry("Returns", "monitoring:returns", Permission.MONITORING_READ),
    entry("Actions", "monitoring:actions", Permission.MONITORING_READ),
)
