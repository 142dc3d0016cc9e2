"""The rules of an assessment: every criterion of the lot is judged, and a fail says why."""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from suppliers.models import Judgement

OUTCOMES = frozenset(Judgement.Outcome.values)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """`criteria` are the lot's, id -> text; `judgements` are id -> (outcome, comment)."""

    criteria: dict[int, str]
    judgements: dict[int, tuple[str, str]]
    summary: str


def outcome_field(criterion: int) -> str:
    """The name of the form field that holds the outcome of a criterion."""
    return f"outcome_{criterion}"


def comment_field(criterion: int) -> str:
    """The name of the form field that holds the comment on a criterion."""
    return f"comment_{criterion}"


def refusals(facts: Assessment) -> list[Refusal]:
    """Every reason why the assessment is not complete, in the order of the criteria (CR 3)."""
    found = []
    for criterion, text in facts.criteria.items():
        outcome, comment = facts.judgements.get(criterion, ("", ""))
        if outcome not in OUTCOMES:
            found.append(
                Refusal(
                    "not-judged",
                    f"Select whether “{text}” is passed or failed.",
                    "CR 3",
                    field=outcome_field(criterion),
                )
            )
        elif outcome == Judgement.Outcome.FAIL and not comment.strip():
            found.append(
                Refusal(
                    "fail-without-reason",
                    f"Say why “{text}” is failed. The provider may ask.",
                    "CR 3",
                    field=comment_field(criterion),
                )
            )
    if facts.judgements.keys() - facts.criteria.keys():
        found.append(Refusal("not-a-criterion", "A criterion that is not of this lot was judged."))
    if not facts.summary.strip():
        found.append(
            Refusal("no-summary", "Enter a summary of the assessment.", field="summary"),
        )
    return found
