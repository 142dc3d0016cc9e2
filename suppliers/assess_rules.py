"""The rules of an assessment (CR 3).

Each is a pure function of one finding, of the whole assessment, or of who assesses and when.
Points are whole.
"""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from lots.models import SelectionCriterion
from mdps.core.rules import Refusal
from mdps.core.words import count, moment
from suppliers.models import Judgement

Outcome = Judgement.Outcome


class Said(NamedTuple):
    """What an assessor enters about one criterion; a scored one has points for its outcome."""

    outcome: str = ""
    comment: str = ""
    points: int | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found on one criterion; `outcome` is empty where nothing was.

    `most` and `least` are its scale where it is scored: passed from `least` points on.
    """

    criterion: int
    text: str
    outcome: str = ""
    comment: str = ""
    points: int | None = None
    most: int | None = None
    least: int | None = None

    @property
    def is_scored(self) -> bool:
        return self.most is not None


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The findings on every criterion of the application's version, in their order."""

    findings: tuple[Finding, ...]
    summary: str
    strangers: int = 0  # criteria that were judged and are not of this version
    open_questions: int = 0


@dataclass(frozen=True, kw_only=True)
class Assessor:
    """Who wants to assess; `conflict` is the reason they declared, if any."""

    reference: str
    conflict: str = ""
    round_closes_at: dt.datetime | None = None
    at: dt.datetime | None = None


def finding_on(criterion: SelectionCriterion, said: Said) -> Finding:
    """What was said about `criterion`; the outcome of a score follows from its points."""
    outcome = said.outcome
    if criterion.is_scored and said.points is not None and outcome != Outcome.CLARIFY:
        least = criterion.least_points or 0
        outcome = Outcome.PASS if said.points >= least else Outcome.FAIL
    return Finding(
        criterion=criterion.pk,
        text=criterion.text,
        outcome=outcome,
        comment=said.comment.strip(),
        points=said.points if criterion.is_scored else None,
        most=criterion.most_points,
        least=criterion.least_points,
    )


def outcome_field(criterion: int) -> str:
    """The name of the form field that holds the outcome of a criterion."""
    return f"outcome_{criterion}"


def points_field(criterion: int) -> str:
    """The name of the form field that holds the points of a scored criterion."""
    return f"points_{criterion}"


def comment_field(criterion: int) -> str:
    """The name of the form field that holds the comment on a criterion."""
    return f"comment_{criterion}"


def points_are_on_the_scale(finding: Finding) -> Refusal | None:
    """A score is from 0 to the highest of its criterion, both allowed."""
    if finding.most is None or finding.points is None or 0 <= finding.points <= finding.most:
        return None
    return Refusal(
        "off-the-scale",
        f"“{finding.text}” is scored from 0 to {finding.most} points, and {finding.points} was "
        f"entered. Enter {finding.most} or less.",
        "CR 3",
        field=points_field(finding.criterion),
    )


def outcome_is_known(finding: Finding) -> Refusal | None:
    """A finding is pass, fail or clarify, or not there yet."""
    if finding.outcome and finding.outcome not in Outcome.values:
        return Refusal(
            "not-an-outcome",
            f"Select whether “{finding.text}” is passed, failed or has to be clarified.",
            field=outcome_field(finding.criterion),
        )
    return None


def criterion_is_judged(finding: Finding) -> Refusal | None:
    """Every criterion of the version is passed or failed, or scored."""
    if finding.outcome in (Outcome.PASS, Outcome.FAIL) and (
        not finding.is_scored or finding.points is not None
    ):
        return None
    if finding.outcome == Outcome.CLARIFY:
        return Refusal(
            "to-be-clarified",
            f"“{finding.text}” is still to be clarified. Ask the applicant, then judge it.",
            "CR 3",
            field=outcome_field(finding.criterion),
        )
    if finding.is_scored:
        return Refusal(
            "not-judged",
            f"Enter the points for “{finding.text}”, from 0 to {finding.most}.",
            "CR 3",
            field=points_field(finding.criterion),
        )
    return Refusal(
        "not-judged",
        f"Select whether “{finding.text}” is passed or failed.",
        "CR 3",
        field=outcome_field(finding.criterion),
    )


def fail_says_why(finding: Finding) -> Refusal | None:
    """A fail has a comment, since the provider may ask."""
    if finding.outcome == Outcome.FAIL and not finding.comment.strip():
        return Refusal(
            "fail-without-reason",
            f"Say why “{finding.text}” is failed. The provider may ask.",
            "CR 3",
            field=comment_field(finding.criterion),
        )
    return None


def only_the_lots_criteria(facts: Assessment) -> Refusal | None:
    """Nothing is judged that is not a criterion of the application's version."""
    if facts.strangers:
        return Refusal("not-a-criterion", "A criterion that is not of this lot was judged.")
    return None


def no_question_is_open(facts: Assessment) -> Refusal | None:
    """An assessment is not finished while the applicant still has to answer."""
    if facts.open_questions:
        return Refusal(
            "clarification-open",
            f"{count(facts.open_questions, 'question')} to the applicant waits for an answer. "
            "Record the answer first.",
        )
    return None


def summary_is_given(facts: Assessment) -> Refusal | None:
    """The assessment ends in a summary."""
    if not facts.summary.strip():
        return Refusal("no-summary", "Enter a summary of the assessment.", field="summary")
    return None


def assessor_has_no_conflict(facts: Assessor) -> Refusal | None:
    """Who has declared a conflict does not assess that application (reg 84)."""
    if facts.conflict:
        return Refusal(
            "conflict",
            f"You declared a conflict of interest in {facts.reference}: {facts.conflict} "
            "Somebody else assesses it.",
            "reg 84",
        )
    return None


def round_is_closed(facts: Assessor) -> Refusal | None:
    """The applications of a round are assessed together, once it is closed."""
    if facts.round_closes_at and facts.at and facts.at < facts.round_closes_at:
        return Refusal(
            "round-open",
            f"The round is open until {moment(facts.round_closes_at)}. Its applications are "
            "assessed together after that.",
        )
    return None


OF_A_SAVED_FINDING = (points_are_on_the_scale, outcome_is_known)
OF_A_FINDING = (*OF_A_SAVED_FINDING, criterion_is_judged, fail_says_why)
OF_THE_WHOLE = (only_the_lots_criteria, no_question_is_open, summary_is_given)
ASSESSOR = (assessor_has_no_conflict,)
START = (*ASSESSOR, round_is_closed)
