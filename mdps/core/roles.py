"""The roles of the council and of its providers, each with what it may do.

This file is written to be read by an auditor: a role is a class, its permissions are listed.
A person may hold several roles and then may do what any of them allows; the two-person
rules (nobody decides what they raised or endorsed, …) hold all the same.
"""

from enum import StrEnum

from mdps.core.permissions import Permission as May


class Role:
    """One role: its key in the database, its name for people, and its permissions.

    `needs_team`: what it does, it does for the team of the person.
    """

    key: str
    name: str
    description: str
    permissions: frozenset[May]
    needs_team = False


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


class Commissioner(Role):
    key = "commissioner"
    name = "Commissioner"
    description = "Registers and assesses suppliers, and awards call-off contracts."
    permissions = frozenset(
        {
            May.SCHEME_READ,
            May.ROUND_PLAN,
            May.SUPPLIER_READ,
            May.SUPPLIER_MANAGE,
            May.CONTACT_CHANGE,
            May.CONTACT_INVITE,
            May.INVITATION_RAISE,
            May.EVIDENCE_OFFER,
            May.REMOVAL_ANSWER,
            May.APPLICATION_MAKE,
            May.APPLICATION_ASSESS,
            May.REQUEST_READ,
            May.PANEL_READ,
            May.CONTRACT_READ,
            May.CONTRACT_AWARD,
            May.CALL_OFF_ANSWER,
            May.INVOICE_RECORD,
            May.SPOT_PURCHASE_RECORD,
            May.FIGURES_READ,
            May.BUDGET_READ,
            May.MONITORING_READ,
            May.MONITORING_MANAGE,
            May.RETURN_COMPLETE,
        }
    )


class CommissioningManager(Role):
    key = "commissioning_manager"
    name = "Commissioning manager"
    description = "Records the delegated decisions: admissions, removals, authorities, reports."
    permissions = Commissioner.permissions | {
        May.ADMISSION_DECIDE,
        May.LOT_MANAGE,
        May.AUTHORITY_MANAGE,
        May.REPORT_READ,
        May.REPORT_READ_PUBLISHED,
        May.REPORT_MAKE,
        May.REPORT_REVIEW,
        May.REPORT_SIGN_OFF,
    }


class FinanceOfficer(Role):
    key = "finance_officer"
    name = "Finance officer"
    description = (
        "Sets the budgets, sees every amount and enters invoices; reads no narrative about a child."
    )
    permissions = frozenset(
        {
            May.BUDGET_READ,
            May.BUDGET_MANAGE,
            May.SCHEME_READ,
            May.SUPPLIER_READ,
            May.CONTRACT_READ,
            May.INVOICE_RECORD,
            May.FIGURES_READ,
            May.REPORT_READ,
            May.REPORT_READ_PUBLISHED,
            May.REPORT_REVIEW,
        }
    )


class Leadership(Role):
    key = "leadership"
    name = "Leadership"
    description = (
        "Reads and signs off the reports, sees the headroom, and answers for them to Cabinet."
    )
    permissions = frozenset(
        {
            May.SCHEME_READ,
            May.PERSONAL_DATA_READ,
            May.FIGURES_READ,
            May.BUDGET_READ,
            May.REPORT_READ,
            May.REPORT_READ_PUBLISHED,
            May.REPORT_SIGN_OFF,
            May.MONITORING_READ,
        }
    )


class Auditor(Role):
    key = "auditor"
    name = "Auditor"
    description = "Reads everything but what is said about a child, and changes nothing."
    permissions = frozenset(
        {
            May.AUDIT_READ,
            May.PERSONAL_DATA_READ,
            May.BUDGET_READ,
            May.SCHEME_READ,
            May.SUPPLIER_READ,
            May.REQUEST_READ,
            May.PANEL_READ,
            May.CONTRACT_READ,
            May.FIGURES_READ,
            May.REPORT_READ,
            May.REPORT_READ_PUBLISHED,
            May.MONITORING_READ,
        }
    )


class Provider(Role):
    key = "provider"
    name = "Provider"
    description = "Applies for lots, delivers and sees its own record; never another provider's."
    permissions = frozenset(
        {
            May.ORGANISATION_READ,
            May.ORGANISATION_REGISTER,
            May.CONTACT_CHANGE,
            May.CONTACT_INVITE,
            May.EVIDENCE_OFFER,
            May.REMOVAL_ANSWER,
            May.PRICE_PROPOSE,
            May.APPLICATION_MAKE,
            May.QUOTE_GIVE,
            May.CALL_OFF_ANSWER,
            May.RETURN_COMPLETE,
        }
    )


class SystemAdministrator(Role):
    key = "system_administrator"
    name = "System administrator"
    description = "Keeps accounts and settings; sees no cases."
    permissions = frozenset({May.ACCOUNTS_MANAGE, May.PERSONAL_DATA_READ})


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
