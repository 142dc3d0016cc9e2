"""The records of the panel. Import them from here."""

from panel.models.approval import ApprovalExtension, ApprovalTerms
from panel.models.budget import Budget, BudgetPosting, Custodian
from panel.models.condition import DecisionCondition
from panel.models.decision import PanelDecision
from panel.models.feed import CalendarFeed
from panel.models.item import AgendaItem
from panel.models.meeting import PanelMeeting
from panel.models.members import Attendance, Conflict, PanelSeat
from panel.models.minutes import MinutesCorrection
from panel.models.package import PackageReview
from panel.models.reason import OUTCOMES, ReasonCode
from panel.models.rules import PanelRules
from panel.models.views import MemberView

__all__ = [
    "OUTCOMES",
    "AgendaItem",
    "ApprovalExtension",
    "ApprovalTerms",
    "Attendance",
    "Budget",
    "BudgetPosting",
    "CalendarFeed",
    "Conflict",
    "Custodian",
    "DecisionCondition",
    "MemberView",
    "MinutesCorrection",
    "PackageReview",
    "PanelDecision",
    "PanelMeeting",
    "PanelRules",
    "PanelSeat",
    "ReasonCode",
]
