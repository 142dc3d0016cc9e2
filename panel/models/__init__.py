"""The records of the panel. Import them from here."""

from panel.models.decision import OUTCOMES, PanelDecision
from panel.models.item import AgendaItem
from panel.models.meeting import PanelMeeting
from panel.models.members import Attendance, Conflict, PanelSeat
from panel.models.rules import PanelRules
from panel.models.views import MemberView

__all__ = [
    "OUTCOMES",
    "AgendaItem",
    "Attendance",
    "Conflict",
    "MemberView",
    "PanelDecision",
    "PanelMeeting",
    "PanelRules",
    "PanelSeat",
]
