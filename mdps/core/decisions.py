"""Decision records: the paper behind each delegated act (CR 1 to 4)."""

import datetime as dt
from dataclasses import dataclass

from mdps.core import audit, words
from mdps.core.models import DecisionRecord, User
from mdps.core.rules import Refusal, ask, enforce

LINE = 200


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """Who was consulted, when, and why it was decided so; the officer types these."""

    consulted: str
    consulted_on: dt.date
    reasons: str


@dataclass(frozen=True)
class _Facts:
    consultation: Consultation
    on: dt.date


def consulted_first(facts: _Facts) -> Refusal | None:
    """The Cabinet Member is consulted before or on the day of the decision (CR 2 to 4)."""
    if facts.consultation.consulted_on > facts.on:
        return Refusal(
            "consulted-late",
            f"The consultation is dated {words.day(facts.consultation.consulted_on)}, after the "
            f"decision on {words.day(facts.on)}. Enter the day the Cabinet Member was consulted.",
            "CR",
            field="consulted_on",
        )
    return None


def refusals_against(consultation: Consultation, on: dt.date) -> list[Refusal]:
    """Why a decision of the day `on` cannot rely on `consultation`; asked with its rules."""
    return ask([consulted_first], _Facts(consultation, on))


def record(
    kind: DecisionRecord.Kind,
    subject: str,
    consultation: Consultation,
    *,
    authority: str,
    by: User,
    on: dt.date,
) -> DecisionRecord:
    """Write the record of what `by` decided on the day `on` under `authority`, like "CR 3".

    A `subject` that is too long for its line is shortened, and seen to be.

    Raises Refused if the consultation is dated after the decision.
    """
    enforce([consulted_first], _Facts(consultation, on))
    decision = DecisionRecord.objects.create(
        kind=kind,
        subject=words.shortened(subject, LINE),
        authority=authority,
        decided_by=by,
        decided_on=on,
        consulted=consultation.consulted,
        consulted_on=consultation.consulted_on,
        reasons=consultation.reasons,
    )
    audit.record("decision.recorded", decision, by=by, kind=kind, authority=authority)
    return decision
