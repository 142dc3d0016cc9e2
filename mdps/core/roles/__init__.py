"""The roles of the council and of its providers, each with what it may do.

These files are written to be read by an auditor: a role is a class, its permissions are listed.
A person may hold several roles and then may do what any of them allows; the two-person
rules (nobody decides what they raised or endorsed, …) hold all the same.
"""

from enum import StrEnum

from mdps.core.permissions import Permission as May
from mdps.core.roles.beside import Auditor, Leadership, Provider, SystemAdministrator
from mdps.core.roles.children import (
    HeadOfService,
    PanelAdministrator,
    PanelChair,
    PanelMember,
    SocialWorker,
    TeamManager,
)
from mdps.core.roles.money import Commissioner, CommissioningManager, FinanceOfficer
from mdps.core.roles.role import Role

__all__ = ["ROLES", "Role", "RoleKey", "holders_of"]

ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        SocialWorker,
        TeamManager,
        PanelMember,
        PanelChair,
        PanelAdministrator,
        HeadOfService,
        Commissioner,
        CommissioningManager,
        FinanceOfficer,
        Leadership,
        Auditor,
        Provider,
        SystemAdministrator,
    )
}


class RoleKey(StrEnum):
    """The keys of ROLES, by name."""

    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    PANEL_MEMBER = "panel_member"
    PANEL_CHAIR = "panel_chair"
    PANEL_ADMINISTRATOR = "panel_administrator"
    HEAD_OF_SERVICE = "head_of_service"
    COMMISSIONER = "commissioner"
    COMMISSIONING_MANAGER = "commissioning_manager"
    FINANCE_OFFICER = "finance_officer"
    LEADERSHIP = "leadership"
    AUDITOR = "auditor"
    PROVIDER = "provider"
    SYSTEM_ADMINISTRATOR = "system_administrator"


def holders_of(permission: May) -> list[str]:
    """The keys of the roles that grant `permission`."""
    return [key for key, role in ROLES.items() if permission in role.permissions]
