"""Who raises, endorses and decides what a child needs."""

from mdps.core.permissions import Permission as May
from mdps.core.roles.role import Role


class SocialWorker(Role):
    key = "social_worker"
    name = "Social worker"
    needs_team = True
    description = "Raises support requests for the children they work with."
    permissions = frozenset(
        {
            May.REQUEST_RAISE,
            May.REQUEST_READ,
            May.NARRATIVE_READ,
            May.INVITATION_RAISE,
            May.EMERGENCY_OPEN,
            May.PACKAGE_RATE,
        }
    )


class TeamManager(Role):
    key = "team_manager"
    name = "Team manager"
    needs_team = True
    description = "Endorses or returns the requests of their team."
    permissions = frozenset(
        {
            May.REQUEST_RAISE,
            May.REQUEST_ENDORSE,
            May.REQUEST_READ,
            May.NARRATIVE_READ,
            May.INVITATION_RAISE,
            May.EMERGENCY_OPEN,
            May.EMERGENCY_REVIEW,
            May.PACKAGE_RATE,
            May.REPORT_READ_PUBLISHED,
        }
    )


class PanelMember(Role):
    key = "panel_member"
    name = "Panel member"
    description = "Reads the items of a meeting and takes part in its decisions."
    permissions = frozenset(
        {
            May.PANEL_READ,
            May.PANEL_DECIDE,
            May.REQUEST_READ,
            May.NARRATIVE_READ,
            May.FIGURES_READ,
            May.BUDGET_READ,
        }
    )


class PanelChair(Role):
    key = "panel_chair"
    name = "Panel chair"
    description = "Chairs the Access to Resources Panel and answers for its decisions."
    permissions = PanelMember.permissions | {
        May.MEETING_MANAGE,
        May.PANEL_RULES_SET,
        May.REPORT_READ_PUBLISHED,
        May.SCHEME_READ,
    }


class PanelAdministrator(Role):
    key = "panel_administrator"
    name = "Panel administrator"
    description = "Arranges meetings, builds agendas, keeps the cases' records; decides nothing."
    permissions = frozenset(
        {
            May.MEETING_MANAGE,
            May.PANEL_READ,
            May.REQUEST_READ,
            May.FIGURES_READ,
            May.DISPOSAL_PROPOSE,
        }
    )


class HeadOfService(Role):
    """Decides what cannot wait for the panel; the next meeting ratifies or overturns it."""

    key = "head_of_service"
    name = "Head of service"
    description = "Approves urgently between panel meetings, for the panel to ratify."
    permissions = frozenset(
        {
            May.PANEL_READ,
            May.URGENT_DECIDE,
            May.DISPOSAL_APPROVE,
            May.SUBJECT_ACCESS_ANSWER,
            May.REQUEST_READ,
            May.NARRATIVE_READ,
            May.EMERGENCY_OPEN,
            May.EMERGENCY_REVIEW,
            May.FIGURES_READ,
            May.BUDGET_READ,
            May.REPORT_READ_PUBLISHED,
        }
    )
