"""The rows behind each figure of a made report: which list of the service shows them, and what of
them comes to the figure. What has none is in `without`, with its reason.
"""

from mdps.core.models import User
from reporting.models import Report
from reporting.pages.rows.annual import annual
from reporting.pages.rows.monitoring import monitoring
from reporting.pages.rows.panel import panel
from reporting.pages.rows.rows import Behind

OF_KIND = {
    Report.Kind.ANNUAL_CABINET: annual,
    Report.Kind.MONITORING: monitoring,
    Report.Kind.PANEL_ACTIVITY: panel,
}


def rows_behind(report: Report, figures: dict, user: User) -> list[Behind]:
    """Those figures of a made report whose rows `user` may open, in the order of the report."""
    found = OF_KIND[Report.Kind(report.kind)](report, figures)
    return [behind for behind in found if behind.rows.needed in user.permissions]
