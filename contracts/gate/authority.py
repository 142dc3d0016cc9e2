"""The authority to award: the officer's standing authority, and Cabinet's above the threshold."""

from contracts.gate.facts import AwardFacts
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import day


def authority_covers_award(facts: AwardFacts) -> Refusal | None:
    """The officer holds a standing authority for this lot, value and day.

    Given by the Executive Director in consultation with the Cabinet Member (CR 4). Its highest
    value may be equalled; its first and last days are included.
    """
    authority = facts.authority
    if authority is None:
        return Refusal(
            "no-authority",
            "You hold no standing authority to award. Ask the commissioning manager to record one.",
            "CR 4",
        )
    if facts.lot is not None and facts.lot not in authority.lots:
        return Refusal(
            "authority-lot",
            f"Your standing authority {authority.reference} does not cover Lot {facts.lot}.",
            "CR 4",
        )
    if not authority.starts_on <= facts.on <= authority.ends_on:
        return Refusal(
            "authority-dates",
            f"Your standing authority {authority.reference} runs from {day(authority.starts_on)} "
            f"to {day(authority.ends_on)}, which does not include {day(facts.on)}.",
            "CR 4",
        )
    if facts.value > authority.highest_value and not _cabinet_covers(facts):
        return Refusal(
            "over-authority",
            f"The award is {gbp(facts.value)} but your standing authority {authority.reference} "
            f"goes up to {gbp(authority.highest_value)}. "
            "Ask somebody with a higher one to award it.",
            "CR 4",
        )
    return None


def cabinet_has_authorised(facts: AwardFacts) -> Refusal | None:
    """A contract above the Cabinet threshold has its Cabinet decision, past call-in.

    The threshold itself needs none, a penny more does (CR 4). The decision's highest value may
    be equalled. It is for one contract; another one needs another decision.
    """
    if facts.value <= facts.cabinet_threshold:
        return None
    cabinet = facts.cabinet
    if cabinet is None:
        return Refusal(
            "no-cabinet-decision",
            f"The award is {gbp(facts.value)}, above {gbp(facts.cabinet_threshold)}. "
            "It needs a Cabinet decision of its own; record it first.",
            "CR 4",
        )
    if facts.value > cabinet.highest_value:
        return Refusal(
            "over-cabinet-decision",
            f"The award is {gbp(facts.value)} but Cabinet's decision {cabinet.minute} covers up to "
            f"{gbp(cabinet.highest_value)}. Reduce the award, or ask Cabinet again.",
            "CR 4",
        )
    if facts.on < cabinet.effective_from:
        return Refusal(
            "in-call-in",
            f"Cabinet's decision {cabinet.minute} can be acted on from "
            f"{day(cabinet.effective_from)}, after call-in. Award it then.",
            "CR 4",
        )
    return None


def _cabinet_covers(facts: AwardFacts) -> bool:
    """Cabinet's own decision for a contract stands above any officer's standing authority."""
    return (
        facts.value > facts.cabinet_threshold
        and facts.cabinet is not None
        and facts.value <= facts.cabinet.highest_value
    )
