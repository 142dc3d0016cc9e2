"""The records of referrals, by topic. Import them from here."""

from referrals.models.attachment import Attachment
from referrals.models.court import CourtDirection, Instruction
from referrals.models.deputy import Deputy
from referrals.models.emergency import EmergencyAccess
from referrals.models.funding import FundingShare, FundingSource
from referrals.models.line import RequestLine
from referrals.models.narrative import Narrative
from referrals.models.request import SupportRequest, case_reference

__all__ = [
    "Attachment",
    "CourtDirection",
    "Deputy",
    "EmergencyAccess",
    "FundingShare",
    "FundingSource",
    "Instruction",
    "Narrative",
    "RequestLine",
    "SupportRequest",
    "case_reference",
]
