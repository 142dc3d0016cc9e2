"""Who is told when a report is ready: whoever asked for it, and the roles that wait for its kind.

They get a link and nothing else; what it says is on its page, for those who may read it.
"""

from mdps.core.models import User
from mdps.core.roles import RoleKey
from reporting.models import Report

WAITING = {
    Report.Kind.ANNUAL_CABINET: (RoleKey.COMMISSIONING_MANAGER, RoleKey.FINANCE_OFFICER),
    Report.Kind.MONITORING: (RoleKey.COMMISSIONING_MANAGER,),
    Report.Kind.PANEL_ACTIVITY: (RoleKey.COMMISSIONING_MANAGER, RoleKey.LEADERSHIP),
}


def subscribers(report: Report) -> list[User]:
    """Those who are told, each once; all of them may read drafts. One query."""
    roles = WAITING[Report.Kind(report.kind)]
    asked_by = [report.requested_by] if report.requested_by else []
    return [*asked_by, *User.objects.holding(*roles)]
