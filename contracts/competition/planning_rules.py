"""The rules of planning a mini-competition, and of inviting suppliers to it.

Every supplier that is admitted to the lot is invited; nobody picks. Invited suppliers have at
least ten days, or fewer where that is agreed and a reason recorded.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from mdps.core.money import gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day, moment

LEAST_DAYS = 10
MOST_CRITERIA = 5
MOST_STANDSTILL = 30
RULE = "Contract rules"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A competition as it is planned for `line`. Days are inclusive, moments aware.

    `invited_at` is the moment of the invitation, or now while it is only planned. `criteria` are
    (text, weight in percent). `running` is another competition of the line. `band` is which
    values of the lot the route is allowed for, None where no rule says so.
    """

    line: str
    line_state: str
    line_is_open: bool
    lot: int | None
    running: str
    units: int
    units_left: int
    approved_left: Decimal
    officer_raised_request: bool
    specification: str
    criteria: tuple[tuple[str, int], ...]
    quality_weight: int
    price_weight: int
    invited_at: dt.datetime
    closes_at: dt.datetime
    earliest_close: dt.datetime
    shorter_because: str
    questions_until: dt.date
    last_question_day: dt.date  # the day before the deadline's
    standstill_days: int
    starts_on: dt.date
    ends_on: dt.date
    case_reference: str
    year_of_birth: int | None
    band: tuple[Decimal, Decimal | None] | None
    reference: str = ""
    is_draft: bool = True
    invited: int = 0  # how many suppliers can be invited


def points_to_the_child(text: str, case_reference: str, year_of_birth: int | None) -> str:
    """What in `text` points to the child: its case reference or year of birth; else nothing."""
    letters, _, digits = re.match(r"([A-Za-z]*)(-?)(\d*)", case_reference).groups()  # type: ignore[union-attr]
    if digits and re.search(rf"{letters}[\s-]*{digits}", text, re.IGNORECASE):
        return "the case reference"
    if year_of_birth and re.search(rf"(?<!\d){year_of_birth}(?!\d)", text):
        return "the child’s year of birth"
    return ""


def line_can_be_competed(facts: Planned) -> Refusal | None:
    """The line is approved, not fully met, and its service belongs to a lot."""
    if not facts.line_is_open:
        return Refusal(
            "not-approved",
            f"{facts.line} is {facts.line_state.lower()}. Only a line that the panel approved "
            "and that is not fully met can be competed for.",
            "CR ¶6",
        )
    if facts.lot is None:
        return Refusal(
            "no-lot",
            "The service belongs to no lot, so nobody is admitted to it. Record a spot purchase.",
            "CR ¶10",
        )
    return None


def no_other_competition_runs(facts: Planned) -> Refusal | None:
    """No other mini-competition runs for the line."""
    if not facts.running:
        return None
    return Refusal(
        "already-running",
        f"{facts.running} runs for {facts.line} already. Go on with it, or end it first.",
        RULE,
    )


def officer_did_not_ask_for_it(facts: Planned) -> Refusal | None:
    """The officer did not raise the request."""
    if not facts.officer_raised_request:
        return None
    return Refusal(
        "own-request",
        "You raised this request, so somebody else has to run its mini-competition.",
        "CR ¶6",
    )


def units_can_be_competed(facts: Planned) -> Refusal | None:
    """The units are no more than are left of those requested."""
    if facts.units <= facts.units_left:
        return None
    return Refusal(
        "over-units",
        f"The mini-competition is for {count(facts.units, 'unit')} but "
        f"{count(facts.units_left, 'unit is', 'units are')} left. Reduce the units.",
        "CR ¶14",
        field="units",
    )


def criteria_add_up(facts: Planned) -> Refusal | None:
    """There is at least one quality criterion, and their weights add up to 100 percent."""
    total = sum(weight for _, weight in facts.criteria)
    if facts.criteria and total == 100 and all(weight > 0 for _, weight in facts.criteria):
        return None
    return Refusal(
        "criteria-weights",
        f"The weights of the quality criteria come to {total}%. Each is above 0 and together they "
        "are 100%. Change the weights.",
        RULE,
        field="weight_1",
    )


def weights_add_up(facts: Planned) -> Refusal | None:
    """Quality and price together weigh 100 percent, and each counts for something."""
    both = facts.quality_weight + facts.price_weight
    if both == 100 and min(facts.quality_weight, facts.price_weight) > 0:
        return None
    return Refusal(
        "weights",
        f"Quality weighs {facts.quality_weight}% and price {facts.price_weight}%, together {both}%."
        " Enter a weight of quality from 1 to 99.",
        RULE,
        field="quality_weight",
    )


def says_nothing_of_the_child(facts: Planned) -> Refusal | None:
    """Neither the case reference nor the year of birth stands in what suppliers read."""
    texts = " ".join([facts.specification, *(text for text, _ in facts.criteria)])
    found = points_to_the_child(texts, facts.case_reference, facts.year_of_birth)
    if not found:
        return None
    return Refusal(
        "points-to-child",
        f"What suppliers read holds {found}. Take it out, and everything else that points to the "
        "child or the family.",
        "UK GDPR",
        field="specification",
    )


def delivery_ends_after_it_starts(facts: Planned) -> Refusal | None:
    """The last day of delivery is on or after the first."""
    if facts.ends_on >= facts.starts_on:
        return None
    return Refusal(
        "ends-before-start",
        f"Delivery would end on {day(facts.ends_on)}, before it starts on {day(facts.starts_on)}. "
        "Enter a later last day.",
        RULE,
        field="ends_on",
    )


def suppliers_have_long_enough(facts: Planned) -> Refusal | None:
    """Suppliers have at least ten days to quote, or why fewer were agreed is recorded.

    Ten days of 24 hours on the clock in London from the invitation; exactly ten are enough. The
    deadline lies after the invitation in any case.
    """
    if facts.closes_at <= facts.invited_at:
        return Refusal(
            "deadline-past",
            f"The deadline, {moment(facts.closes_at)}, has passed. Enter a later one.",
            RULE,
            field="closes_on",
        )
    if facts.closes_at < facts.earliest_close and not facts.shorter_because.strip():
        return Refusal(
            "too-short",
            f"The deadline is {moment(facts.closes_at)}, and {LEAST_DAYS} days end on "
            f"{moment(facts.earliest_close)}. Enter a later deadline, or why a shorter time was "
            "agreed.",
            RULE,
            field="shorter_because",
        )
    return None


def questions_end_before_the_deadline(facts: Planned) -> Refusal | None:
    """Questions can be asked on the day of the invitation, and end before the deadline's day.

    Where the deadline is on that day or the next, questions end on the day of the invitation.
    """
    first, last = facts.invited_at.date(), facts.last_question_day
    if first <= facts.questions_until <= max(last, first):
        return None
    return Refusal(
        "questions-day",
        f"The last day for questions is {day(facts.questions_until)}. Enter a day from "
        f"{day(first)} to {day(max(last, first))}, so that answers reach everybody in time.",
        RULE,
        field="questions_until",
    )


def standstill_is_reasonable(facts: Planned) -> Refusal | None:
    """The standstill, where there is one, is at most 30 days."""
    if 0 <= facts.standstill_days <= MOST_STANDSTILL:
        return None
    return Refusal(
        "standstill",
        f"A standstill of {count(facts.standstill_days, 'day')} is too long. Enter up to "
        f"{MOST_STANDSTILL} days, or 0 for none.",
        RULE,
        field="standstill_days",
    )


def route_can_be_used(facts: Planned) -> Refusal | None:
    """The lot allows mini-competitions for some value up to what is left of the approval.

    By the rule in force on the day; the value itself is measured at the award.
    """
    if facts.lot is None:
        return None
    if facts.band is None:
        return Refusal(
            "no-route",
            f"No rule says whether Lot {facts.lot} may be awarded by mini-competition. Ask the "
            "commissioning manager to set one.",
            RULE,
        )
    if facts.band[0] > facts.approved_left:
        return Refusal(
            "route-not-allowed",
            f"In Lot {facts.lot} a mini-competition is allowed from {gbp(facts.band[0])}, and "
            f"{gbp(facts.approved_left)} is left of what the panel approved. Choose another route.",
            RULE,
        )
    return None


def is_a_draft(facts: Planned) -> Refusal | None:
    """Nobody has been invited yet; afterwards what was asked for stays."""
    if facts.is_draft:
        return None
    return Refusal(
        "not-draft",
        f"{facts.reference} is not a draft any more, so what it asks for stays as suppliers read "
        "it. End it and start another where it is wrong.",
        RULE,
    )


def somebody_can_be_invited(facts: Planned) -> Refusal | None:
    """At least one supplier is admitted to the lot, not suspended, with its evidence in order."""
    if facts.invited or facts.lot is None:
        return None
    return Refusal(
        "nobody",
        f"No supplier is admitted to Lot {facts.lot} today with its evidence in order. Invite "
        "suppliers to join, or record a spot purchase.",
        "CR 3, CR 4",
    )


PLAN = (
    line_can_be_competed,
    no_other_competition_runs,
    officer_did_not_ask_for_it,
    units_can_be_competed,
    criteria_add_up,
    weights_add_up,
    says_nothing_of_the_child,
    delivery_ends_after_it_starts,
    suppliers_have_long_enough,
    questions_end_before_the_deadline,
    standstill_is_reasonable,
    route_can_be_used,
)
CHANGE = (is_a_draft, *PLAN)
INVITE = (*CHANGE, somebody_can_be_invited)
