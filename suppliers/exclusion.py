"""The exclusion grounds of regulation 57, and what a declared one needs (self-cleaning)."""

from dataclasses import dataclass
from enum import StrEnum

from mdps.core.rules import Refusal


class Mandatory(StrEnum):
    """Convictions and unpaid taxes: excluded for up to five years (reg 57(1) to (3))."""

    CONSPIRACY = "conspiracy"
    BRIBERY = "bribery"
    FRAUD = "fraud"
    TERRORISM = "terrorism"
    MONEY_LAUNDERING = "money_laundering"
    SLAVERY = "slavery"
    TAX = "tax"


class Discretionary(StrEnum):
    """Conduct that may exclude for up to three years (reg 57(8))."""

    LABOUR_LAW = "labour_law"
    INSOLVENCY = "insolvency"
    MISCONDUCT = "misconduct"
    COLLUSION = "collusion"
    CONFLICT = "conflict"
    EARLIER_CONTRACT = "earlier_contract"
    MISREPRESENTATION = "misrepresentation"
    INFLUENCE = "influence"


WORDS: dict[str, str] = {
    Mandatory.CONSPIRACY: "Convicted of taking part in organised crime",
    Mandatory.BRIBERY: "Convicted of corruption or bribery",
    Mandatory.FRAUD: "Convicted of fraud",
    Mandatory.TERRORISM: "Convicted of a terrorist offence",
    Mandatory.MONEY_LAUNDERING: "Convicted of money laundering",
    Mandatory.SLAVERY: "Convicted of child labour, slavery or human trafficking",
    Mandatory.TAX: "Found to owe taxes or social security contributions",
    Discretionary.LABOUR_LAW: "Broke environmental, social or labour law",
    Discretionary.INSOLVENCY: "Bankrupt, insolvent or winding up",
    Discretionary.MISCONDUCT: "Guilty of grave professional misconduct",
    Discretionary.COLLUSION: "Agreed with others to distort competition",
    Discretionary.CONFLICT: "Has a conflict of interest with the council",
    Discretionary.EARLIER_CONTRACT: "Had an earlier public contract ended for poor performance",
    Discretionary.MISREPRESENTATION: "Gave false information to a public body, or held it back",
    Discretionary.INFLUENCE: "Tried to influence a public body’s decision unduly",
}


@dataclass(frozen=True, kw_only=True)
class Declaring:
    """`applies` is the answer to whether any ground applies; `grounds` those that were ticked."""

    applies: bool
    grounds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SelfCleaning:
    """What was done since about one declared ground."""

    ground: str
    text: str


def answer_fits_the_boxes(facts: Declaring) -> Refusal | None:
    """Yes goes with at least one ground, no with none (reg 57)."""
    if facts.applies and not facts.grounds:
        return Refusal(
            "none-ticked", "Select each ground that applies to you.", "reg 57", field="mandatory"
        )
    if not facts.applies and facts.grounds:
        return Refusal(
            "ticked-all-the-same",
            f"You answered no, but ticked “{WORDS[facts.grounds[0]]}”. Answer yes, or untick it.",
            "reg 57",
            field="applies",
        )
    return None


def says_what_was_done_since(facts: SelfCleaning) -> Refusal | None:
    """A declared ground comes with what was done since, so that it can be weighed (reg 57)."""
    if not facts.text.strip():
        return Refusal(
            "no-self-cleaning",
            f"Enter what you have done since about “{WORDS[facts.ground]}”.",
            "reg 57",
            field=facts.ground,
        )
    return None


DECLARE = (answer_fits_the_boxes,)
CLEAN = (says_what_was_done_since,)
