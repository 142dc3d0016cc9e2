"""Who awards, and who keeps the money."""

from mdps.core.permissions import Permission as May
from mdps.core.roles.role import Role


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
