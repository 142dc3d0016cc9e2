"""Who may do what: one permission a line, asked by pages and enforced by actions.

A role grants permissions (mdps.core.roles). An app adds what depends on the record with
`@about(Permission.X)`: a function of user and record that returns the reason against, or None.
Not visible is 404 (a queryset decides); visible but not allowed is 403, with the reason.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from mdps.core.models import User


class Permission(StrEnum):
    ACCOUNTS_MANAGE = "manage accounts"
    AUDIT_READ = "read the audit trail"
    PERSONAL_DATA_READ = "read which personal data is held, and why"
    SCHEME_READ = "see the scheme and its headroom"
    LOT_MANAGE = "set a lot's rule, criteria, specification and standards"
    ROUND_PLAN = "plan admission rounds"

    SUPPLIER_READ = "see suppliers"
    ORGANISATION_READ = "see an organisation as its provider"
    ORGANISATION_REGISTER = "register an organisation as its provider"
    CONTACT_CHANGE = "change how a supplier is reached"
    CONTACT_INVITE = "invite people to sign in for a supplier"
    SUPPLIER_MANAGE = "register suppliers and keep their rate cards"
    INVITATION_RAISE = "invite a provider to join a lot"
    EVIDENCE_OFFER = "offer evidence"
    PRICE_PROPOSE = "propose a price for a rate card"
    REMOVAL_ANSWER = "answer a notice of removal"
    APPLICATION_MAKE = "apply for a lot"
    APPLICATION_ASSESS = "assess applications"
    ADMISSION_DECIDE = "admit, suspend and remove suppliers"

    DISPOSAL_PROPOSE = "propose disposals and hold cases"
    DISPOSAL_APPROVE = "approve disposals and lift holds"
    SUBJECT_ACCESS_ANSWER = "put together what is held about a child"

    REQUEST_RAISE = "raise support requests"
    REQUEST_ENDORSE = "endorse or return support requests"
    REQUEST_READ = "see support requests"
    NARRATIVE_READ = "read what a request says about a child"
    EMERGENCY_OPEN = "open a request of others in an emergency"
    EMERGENCY_REVIEW = "review emergency access to requests"

    MEETING_MANAGE = "arrange panel meetings and their agendas"
    PANEL_READ = "see panel meetings and decisions"
    PANEL_DECIDE = "decide panel items"
    PANEL_RULES_SET = "set the panel's quorum, papers and times"
    URGENT_DECIDE = "approve urgently between panel meetings"

    BUDGET_READ = "see the budgets and what is charged to them"
    BUDGET_MANAGE = "set budgets and name their custodians"

    CONTRACT_READ = "see call-off contracts"
    CONTRACT_AWARD = "award call-off contracts"
    AUTHORITY_MANAGE = "record standing authorities and Cabinet decisions"
    QUOTE_GIVE = "quote in mini-competitions"
    CALL_OFF_ANSWER = "answer call-offs and report what was delivered"
    INVOICE_RECORD = "enter invoices and payments"
    SPOT_PURCHASE_RECORD = "record spot purchases"

    REPORT_READ = "read reports before they are published"
    REPORT_READ_PUBLISHED = "read published reports"
    REPORT_MAKE = "make, comment on and publish reports"
    REPORT_REVIEW = "review drafts of reports"
    REPORT_SIGN_OFF = "sign off reviewed reports"
    FIGURES_READ = "see the panel's and the scheme's figures"

    MONITORING_READ = "see monitoring rounds, returns and ratings"
    MONITORING_MANAGE = "open monitoring rounds, accept returns and rate suppliers"
    RETURN_COMPLETE = "complete monitoring returns"
    PACKAGE_RATE = "rate packages that have ended"


class Forbidden(PermissionDenied):
    """Allowed to see, not allowed to do; the message says why and is shown on the 403 page."""


Against = Callable[["User", Any], str | None]

_about: dict[Permission, list[Against]] = {}


def about(permission: Permission) -> Callable[[Against], Against]:
    """Register a function that says why `user` may not use `permission` on a record."""

    def register(function: Against) -> Against:
        _about.setdefault(permission, []).append(function)
        return function

    return register


def reason_against(user: "User", permission: Permission, on: Any = None) -> str | None:
    """Why `user` may not use `permission` (on `on`), in a sentence; None when they may."""
    if not user.is_active:
        return "Your account is closed."
    if permission not in user.permissions:
        return f"Your role does not allow you to {permission}."
    if on is None:
        return None
    return next((why for against in _about.get(permission, ()) if (why := against(user, on))), None)


def can(user: "User", permission: Permission, on: Any = None) -> bool:
    """Whether `user` may use `permission` (on `on`)."""
    return reason_against(user, permission, on) is None


def require(user: "User", permission: Permission, on: Any = None) -> None:
    """Raise Forbidden with the reason unless `user` may use `permission` (on `on`)."""
    if reason := reason_against(user, permission, on):
        raise Forbidden(reason)
