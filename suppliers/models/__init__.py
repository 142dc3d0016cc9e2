"""Suppliers, their applications and admissions, their evidence and their prices."""

from suppliers.models.admission import Admission, Application
from suppliers.models.assessment import (
    Acceptance,
    AssessmentComment,
    Clarification,
    Compliance,
    ConflictDeclaration,
    Judgement,
)
from suppliers.models.contacts import ContactInvitation
from suppliers.models.evidence import Evidence, EvidenceCheck, EvidenceRequirement
from suppliers.models.invitation import Attendance, EngagementEvent, Invitation
from suppliers.models.joining import CriterionAnswer, ProposedPrice, SharedAnswers, SignUp
from suppliers.models.proposal import PriceProposal
from suppliers.models.rates import ExtraRate, RateLine, VolumeDiscount
from suppliers.models.standing import AdmissionSuspension, RemovalNotice
from suppliers.models.supplier import ProviderAccount, Supplier
from suppliers.models.volumes import VolumePosting

__all__ = [
    "Acceptance",
    "Admission",
    "AdmissionSuspension",
    "Application",
    "AssessmentComment",
    "Attendance",
    "Clarification",
    "Compliance",
    "ConflictDeclaration",
    "ContactInvitation",
    "CriterionAnswer",
    "EngagementEvent",
    "Evidence",
    "EvidenceCheck",
    "EvidenceRequirement",
    "ExtraRate",
    "Invitation",
    "Judgement",
    "PriceProposal",
    "ProposedPrice",
    "ProviderAccount",
    "RateLine",
    "RemovalNotice",
    "SharedAnswers",
    "SignUp",
    "Supplier",
    "VolumeDiscount",
    "VolumePosting",
]
