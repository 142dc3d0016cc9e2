"""Call-off contracts, the ledger, the authorities they rest on, and spot purchases."""

from contracts.models.authority import CabinetDecision, StandingAuthority
from contracts.models.cabinet import CabinetRequest, LimitDecision
from contracts.models.carried_over import HistoricalException
from contracts.models.competition import (
    Competition,
    CompetitionAnswer,
    CompetitionInvitation,
    CompetitionQuestion,
)
from contracts.models.contract import CallOffContract, Commitment
from contracts.models.delivery import Delivery
from contracts.models.direct import (
    AwardLimits,
    DirectAwardAuthorisation,
    Route,
    RouteRule,
    SeparatenessRecord,
)
from contracts.models.invoice import Invoice, Payment
from contracts.models.quote import (
    CompetitionInterest,
    Quote,
    QuoteContent,
    QuoteDecision,
    QuoteScore,
)
from contracts.models.safeguard import PackageSafeguard
from contracts.models.spot import SpotPurchase
from contracts.models.variation import Variation

__all__ = [
    "AwardLimits",
    "CabinetDecision",
    "CabinetRequest",
    "CallOffContract",
    "Commitment",
    "Competition",
    "CompetitionAnswer",
    "CompetitionInterest",
    "CompetitionInvitation",
    "CompetitionQuestion",
    "Delivery",
    "DirectAwardAuthorisation",
    "HistoricalException",
    "Invoice",
    "LimitDecision",
    "PackageSafeguard",
    "Payment",
    "Quote",
    "QuoteContent",
    "QuoteDecision",
    "QuoteScore",
    "Route",
    "RouteRule",
    "SeparatenessRecord",
    "SpotPurchase",
    "StandingAuthority",
    "Variation",
]
