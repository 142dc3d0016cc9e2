"""Call-off contracts, the ledger, the authorities they rest on, and spot purchases."""

from contracts.models.authority import CabinetDecision, StandingAuthority
from contracts.models.contract import CallOffContract, Commitment
from contracts.models.delivery import Delivery
from contracts.models.invoice import Invoice, Payment
from contracts.models.spot import SpotPurchase
from contracts.models.variation import Variation

__all__ = [
    "CabinetDecision",
    "CallOffContract",
    "Commitment",
    "Delivery",
    "Invoice",
    "Payment",
    "SpotPurchase",
    "StandingAuthority",
    "Variation",
]
