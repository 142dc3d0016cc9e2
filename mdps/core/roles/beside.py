"""Who reads and reports, who delivers, and who keeps the accounts."""

from mdps.core.permissions import Permission as May
from mdps.core.roles.role import Role


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
