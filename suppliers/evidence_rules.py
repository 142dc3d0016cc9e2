"""The rules of offering and checking evidence.

Each is a pure function of the facts.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core import words
from mdps.core.money import gbp
from mdps.core.rules import Refusal
from suppliers.evidence_kinds import ASKED, label
from suppliers.models import Evidence


@dataclass(frozen=True, kw_only=True)
class Dates:
    """What the document says, and the day `on` on which somebody looked at it."""

    valid_from: dt.date
    expires_on: dt.date | None
    on: dt.date


@dataclass(frozen=True, kw_only=True)
class Offered(Dates):
    """What is offered. `given` are the facts that are not empty; `amount` is GBP.

    `renews_kind` is the kind of the evidence that it renews, None where it renews none.
    """

    kind: str
    given: frozenset[str]
    amount: Decimal | None
    renews_kind: str | None = None


@dataclass(frozen=True, kw_only=True)
class Checked(Dates):
    """Evidence that somebody of the council looks at; `state` is offered, verified or refused.

    `reason` is why it is refused.
    """

    reference: str
    state: str
    reason: str = ""


def ends_after_it_starts(facts: Dates) -> Refusal | None:
    """It expires on the day it starts or later."""
    if facts.expires_on and facts.expires_on < facts.valid_from:
        return Refusal(
            "ends-before-start",
            f"It expires on {words.day(facts.expires_on)}, before it is valid from "
            f"{words.day(facts.valid_from)}. Enter the two dates as they stand on the document.",
            field="expires_on",
        )
    return None


def has_not_expired(facts: Dates) -> Refusal | None:
    """What has expired proves nothing; its last day still counts."""
    if facts.expires_on and facts.expires_on < facts.on:
        return Refusal(
            "expired",
            f"It expired on {words.day(facts.expires_on)}. The renewed one is needed.",
            field="expires_on",
        )
    return None


def nothing_is_missing(facts: Offered) -> Refusal | None:
    """Every fact that its kind needs is given."""
    asked = ASKED[Evidence.Kind(facts.kind)]
    needed = (*(("number",) if asked.number else ()), *asked.needed)
    missing = [name for name in needed if name not in facts.given]
    if missing:
        said = words.listed([label(facts.kind, name).lower() for name in missing])
        kind = Evidence.Kind(facts.kind).label
        return Refusal("missing", f"Enter the {said} of the {kind}.", field=missing[0])
    return None


def covers_something(facts: Offered) -> Refusal | None:
    """An insurance covers more than £0.00."""
    if facts.amount is not None and facts.amount <= 0:
        return Refusal(
            "no-cover",
            f"The cover is {gbp(facts.amount)}. Enter the amount that the policy insures.",
            field="amount",
        )
    return None


def renews_its_own_kind(facts: Offered) -> Refusal | None:
    """Evidence is renewed by evidence of the same kind."""
    if facts.renews_kind is not None and facts.renews_kind != facts.kind:
        was, now = Evidence.Kind(facts.renews_kind).label, Evidence.Kind(facts.kind).label
        return Refusal("other-kind", f"{was} cannot be renewed by {now}. Offer it on its own.")
    return None


def is_not_checked(facts: Checked) -> Refusal | None:
    """Evidence is verified or refused once."""
    if facts.state != "offered":
        return Refusal(
            "checked",
            f"{facts.reference} is {facts.state} already. Record the newer document instead.",
        )
    return None


def has_a_reason(facts: Checked) -> Refusal | None:
    """Whoever offered it reads why it is refused."""
    if not facts.reason:
        return Refusal("no-reason", "Enter why it is refused.", field="reason")
    return None


RULES = (ends_after_it_starts, has_not_expired)
OFFER = (nothing_is_missing, *RULES, covers_something, renews_its_own_kind)
VERIFY = (is_not_checked, has_not_expired)
REFUSE = (is_not_checked, has_a_reason)
