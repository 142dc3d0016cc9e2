"""The records that all apps share. Import them from here."""

from mdps.core.models.cases import CaseKey
from mdps.core.models.files import PrivateFile, QuarantinedFile
from mdps.core.models.integrity import DataCheck
from mdps.core.models.messages import Notice, OneTimeKey, OutboxMessage
from mdps.core.models.papers import Paper
from mdps.core.models.processes import RunningProcess
from mdps.core.models.records import AuditEvent, DecisionRecord
from mdps.core.models.reminders import Reminder
from mdps.core.models.saved import SavedFilter
from mdps.core.models.seals import AuditSeal, RowChange, Unsealed
from mdps.core.models.sessions import OpenSession
from mdps.core.models.users import Team, User, UserManager
from mdps.core.models.uses import UseCount

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "CaseKey",
    "DataCheck",
    "DecisionRecord",
    "Notice",
    "OneTimeKey",
    "OpenSession",
    "OutboxMessage",
    "Paper",
    "PrivateFile",
    "QuarantinedFile",
    "Reminder",
    "RowChange",
    "RunningProcess",
    "SavedFilter",
    "Team",
    "Unsealed",
    "UseCount",
    "User",
    "UserManager",
]
