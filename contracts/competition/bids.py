"""The quotes of an opened competition: prices, points, decisions, and their ranking."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.competition import seal
from contracts.competition.scoring import Bid, Ranked, low_below, rank
from contracts.models import (
    Competition,
    CompetitionInvitation,
    Quote,
    QuoteContent,
    QuoteDecision,
    QuoteScore,
)
from mdps.core import clock
from mdps.core.money import to_penny
from suppliers.prices import priced


@dataclass(frozen=True, kw_only=True)
class OpenedQuote:
    """A quote that counts. `price` is GBP ex VAT for all units with the expected extras.

    `points` and `reasons` are one per criterion, None and "" where it is not scored. `low_against`
    is what its price is abnormally low against, None where it is not.
    """

    quote: Quote
    invitation: CompetitionInvitation
    content: QuoteContent
    price: Decimal
    points: tuple[int | None, ...]
    reasons: tuple[str, ...]
    low_against: Decimal | None
    decision: QuoteDecision | None

    @property
    def name(self) -> str:
        return self.invitation.supplier.name

    @property
    def is_rejected(self) -> bool:
        return self.decision is not None and not self.decision.is_accepted

    @property
    def is_scored(self) -> bool:
        return None not in self.points

    @property
    def waits_for_decision(self) -> bool:
        """It is abnormally low and nobody has decided about it."""
        return self.low_against is not None and self.decision is None


def bids_of(competition: Competition, *, on: dt.date | None = None) -> list[OpenedQuote]:
    """The quotes that count, by the supplier's name. Raises Forbidden while they are sealed.

    Low is measured by the rate cards of the day of the opening. Four queries, and where fewer than
    three suppliers quoted up to three more for each.
    """
    found = seal.contents(competition)
    quotes = list(seal.standing_quotes(competition))
    totals = {pk: total_of(competition, each) for pk, each in found.items()}
    opened_on = on or (competition.opened_at or clock.now()).astimezone(clock.LONDON).date()
    points: dict[int, dict[int, QuoteScore]] = {}
    for score in QuoteScore.objects.filter(quote__in=quotes).order_by("id"):
        points.setdefault(score.quote_id, {})[score.criterion] = score
    decisions = {
        each.quote_id: each
        for each in QuoteDecision.objects.filter(quote__in=quotes)
        .select_related("decided_by")
        .order_by("id")
    }
    numbers = range(1, len(competition.criteria) + 1)
    return [
        OpenedQuote(
            quote=quote,
            invitation=quote.invitation,
            content=found[quote.pk],
            price=totals[quote.pk],
            points=tuple(_points(points.get(quote.pk, {}), each) for each in numbers),
            reasons=tuple(_reasons(points.get(quote.pk, {}), each) for each in numbers),
            low_against=low_below(
                totals[quote.pk],
                list(totals.values()),
                _card(competition, quote, opened_on) if len(quotes) < 3 else None,
            ),
            decision=decisions.get(quote.pk),
        )
        for quote in quotes
    ]


def total_of(competition: Competition, content: QuoteContent) -> Decimal:
    """What all units come to with the expected extras."""
    return to_penny(content.unit_price * competition.units) + content.extras


def ranking(
    competition: Competition, opened: Sequence[OpenedQuote], *, chosen: int | None = None
) -> list[Ranked]:
    """The quotes that are scored and not rejected, in their order; `chosen` is a quote's id."""
    bids = [
        Bid(
            key=each.quote.pk,
            name=each.name,
            price=each.price,
            points=tuple(point for point in each.points if point is not None),
        )
        for each in opened
        if each.is_scored and not each.is_rejected
    ]
    return rank(
        bids,
        weights=[each["weight"] for each in competition.criteria],
        quality_weight=competition.quality_weight,
        price_weight=competition.price_weight,
        chosen=chosen,
    )


def _card(competition: Competition, quote: Quote, on: dt.date) -> Decimal | None:
    card = priced(quote.invitation.supplier, competition.service, competition.units, on)
    return card.total if card else None


def _points(scores: dict[int, QuoteScore], criterion: int) -> int | None:
    return scores[criterion].points if criterion in scores else None


def _reasons(scores: dict[int, QuoteScore], criterion: int) -> str:
    return scores[criterion].reasons if criterion in scores else ""
