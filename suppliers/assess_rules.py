"""The rules of an assessment (CR 3).

Each is a pure function of one finding or of the whole assessment.
"""

from dataclasses import dataclass

from mdps.core.rules import Refusal
from suppliers.models import Judgement

OUTCOMES = frozenset(Judgement.Outcome.values)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found on one criterion of the lot; `outcome` is empty where nothing was."""

    criterion: int
    text: str
    outcome: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """`criteria` are the lot's, id -> text; `judgements` are id -> (outcome, comment)."""

    criteria: dict[int, str]
    judgements: dict[int, tuple[str, str]]
    summary: str

    @property
    def findings(self) -> list[Finding]:
        """One for each criterion of the lot, in their order."""
        return [
            Finding(criterion=pk, text=text, outcome=outcome, comment=comment)
            for pk, text in self.criteria.items()
            for outcome, comment in [self.judgements.get(pk, ("", ""))]
        ]


def outcome_field(criterion: int) -> str:
    """The name of the form field that holds the outcome of a criterion."""
    return f"outcome_{criterion}"


def comment_field(criterion: int) -> str:
    """The name of the form field that holds the comment on a criterion."""
    return f"comment_{criterion}"


def criterion_is_judged(finding: Finding) -> Refusal | None:
    """Every criterion of the lot is passed or failed."""
    if finding.outcome not in OUTCOMES:
        return Refusal(
            "not-judged",
            f"Select whether “{finding.text}” is passed or failed.",
            "CR 3",
            field=outcome_field(finding.criterion),
        )
    return None


def fail_says_why(finding: Finding) -> Refusal | None:
    """A fail has a comment, since the provider may ask."""
    if finding.outcome == Judgement.Outcome.FAIL and not finding.comment.strip():
        return Refusal(
            "fail-without-reason",
            f"Say why “{finding.text}” is failed. The provider may ask.",
            "CR 3",
            field=comment_field(finding.criterion),
        )
    return None


def only_the_lots_criteria(facts: Assessment) -> Refusal | None:
    """Nothing is judged that is not a criterion of the lot."""
    if facts.judgements.keys() - facts.criteria.keys():
        return Refusal("not-a-criterion", "A criterion that is not of this lot was judged.")
    return None


def summary_is_given(facts: Assessment) -> Refusal | None:
    """The assessment ends in a summary."""
    if not facts.summary.strip():
        return Refusal("no-summary", "Enter a summary of the assessment.", field="summary")
    return None


OF_A_FINDING = (criterion_is_judged, fail_says_why)
OF_THE_WHOLE = (only_the_lots_criteria, summary_is_given)
