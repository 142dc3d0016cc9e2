"""The scheme, its lots, what can be bought under them, and what is asked of suppliers."""

from lots.models.rounds import AdmissionRound, LotInRound, LotRule
from lots.models.scheme import Lot, RequestCategory, Scheme, Service
from lots.models.versions import Clause, LotVersion, SelectionCriterion, VersionDraft

__all__ = [
    "AdmissionRound",
    "Clause",
    "Lot",
    "LotInRound",
    "LotRule",
    "LotVersion",
    "RequestCategory",
    "Scheme",
    "SelectionCriterion",
    "Service",
    "VersionDraft",
]
