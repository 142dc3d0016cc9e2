"""Suppliers, their applications and admissions, their evidence and their prices."""

from suppliers.models.admission import Admission, Application, Judgement
from suppliers.models.evidence import Evidence
from suppliers.models.rates import RateLine
from suppliers.models.supplier import ProviderAccount, Supplier

__all__ = [
    "Admission",
    "Application",
    "Evidence",
    "Judgement",
    "ProviderAccount",
    "RateLine",
    "Supplier",
]
