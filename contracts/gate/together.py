"""Direct awards: their written authorisation, and contracts that count together (splitting).

Contracts of one supplier for the same child count together where less than twelve months (data)
lie between their awards: a contract of 2 June 2025 no longer counts with one of 2 June 2026, one
of 3 June 2025 does. What counts is what each commits now, net. The figures themselves need
nothing, a penny more does. A record that names contracts as separate takes them out of the sum
for the one award it was written for, and for no later one.
"""

import datetime as dt
from decimal import Decimal

from contracts.gate.facts import AwardFacts, Related, Together
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import day, listed


def direct_award_is_authorised(facts: Together) -> Refusal | None:
    """A direct award above £25,000 has its written authorisation.

    From the Director of Policy, Performance and Governance, dated on or before the award.
    Measured on the sum of what counts together; £25,000.00 (data) needs none, a penny more does.
    The authorisation's highest value may be equalled.
    """
    total, limit = facts.together_direct, facts.direct_award_above
    if not facts.needs_authorisation:
        return None
    authorisation = facts.authorisation
    if authorisation is None:
        if facts.whole <= limit:
            return None  # is_not_split_below_authorisation says it
        return Refusal(
            "no-authorisation",
            f"The direct award is {gbp(total)}{_with(facts.related)}, above {gbp(limit)}. Record "
            "the written authorisation of the Director of Policy, Performance and Governance "
            "first, or run a mini-competition.",
            "Contract rules",
        )
    if total > authorisation.highest_value:
        return Refusal(
            "over-authorisation",
            f"The direct award is {gbp(total)}{_with(facts.related)}, but {authorisation.reference}"
            f" authorises up to {gbp(authorisation.highest_value)}. Reduce it, or record an "
            "authorisation of the whole.",
            "Contract rules",
        )
    if authorisation.authorised_on > facts.on:
        return Refusal(
            "authorised-later",
            f"{authorisation.reference} is dated {day(authorisation.authorised_on)}, after the "
            f"{facts.act} on {day(facts.on)}.",
            "Contract rules",
        )
    return None


def is_not_split_below_authorisation(facts: Together) -> Refusal | None:
    """Contracts of the same child and supplier do not together pass £25,000 unauthorised.

    Either the authorisation covers their sum, or somebody else than the officer recorded why
    they are separate.
    """
    total, limit = facts.together_direct, facts.direct_award_above
    if not facts.needs_authorisation or facts.whole > limit or facts.authorisation:
        return None
    direct = tuple(each for each in facts.related if each.is_direct)
    return Refusal(
        "split-below-authorisation",
        f"{_sum(facts, direct, total)}, above the {gbp(limit)} that a direct award needs "
        f"authorisation for. {_ways_out(facts)}, record an authorisation of the sum, or run a "
        "mini-competition.",
        "Contract rules, CR 4",
    )


def is_not_split_below_cabinet(facts: Together) -> Refusal | None:
    """Contracts of the same child and supplier do not together pass the Cabinet threshold.

    Either a Cabinet decision, past call-in, covers their sum, or somebody else than the officer
    recorded why they are separate.
    """
    total, limit = facts.together, facts.cabinet_threshold
    if facts.whole > limit or total <= limit or _cabinet_covers(facts, total):
        return None
    return Refusal(
        "split-below-cabinet",
        f"{_sum(facts, facts.related, total)}, above the {gbp(limit)} that Cabinet decides on. "
        f"{_ways_out(facts)}, or ask Cabinet for a decision on the sum.",
        "CR 4",
    )


def route_is_allowed(facts: AwardFacts) -> Refusal | None:
    """The route is allowed for this lot and value.

    By the rule in force on the day; both ends of its band are allowed.
    """
    if facts.lot is None:
        return None
    band = facts.route_band
    if band is None:
        return Refusal(
            "no-route",
            f"No rule says whether Lot {facts.lot} may be awarded by {facts.route}. Ask the "
            "commissioning manager to set one.",
            "Contract rules",
        )
    low, high = band
    if low <= facts.value and (high is None or facts.value <= high):
        return None
    return Refusal(
        "route-not-allowed",
        f"In Lot {facts.lot} a {facts.route} is allowed {_band(low, high)}, and this one is "
        f"{gbp(facts.value)}. Choose another route.",
        "Contract rules",
    )


def _band(low: Decimal, high: Decimal | None) -> str:
    return f"from {gbp(low)} to {gbp(high)}" if high is not None else f"from {gbp(low)}"


def _cabinet_covers(facts: Together, total: Decimal) -> bool:
    cabinet = facts.cabinet
    return cabinet is not None and _reaches(
        cabinet.highest_value, total, cabinet.effective_from, facts.on
    )


def _reaches(highest: Decimal, total: Decimal, from_: dt.date, on: dt.date) -> bool:
    return highest >= total and from_ <= on


def _with(related: tuple[Related, ...]) -> str:
    return f" with {_names(related)}" if related else ""


def _names(related: tuple[Related, ...]) -> str:
    return listed(
        [f"{each.reference} ({gbp(each.value)}, {day(each.awarded_on)})" for each in related]
    )


def _sum(facts: Together, related: tuple[Related, ...], total: Decimal) -> str:
    return (
        f"With {_names(related)} for the same child within {facts.together_months} months, "
        f"{facts.supplier} comes to {gbp(total)}"
    )


def _ways_out(facts: Together) -> str:
    if facts.own_separateness:
        return (
            f"You recorded {facts.own_separateness} yourself, so it does not count: somebody else "
            "records why these are separate"
        )
    return "Let somebody else record why these are separate"
