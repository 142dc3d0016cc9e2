"""The rules of what an invited supplier does: ask, quote, withdraw its quote.

The deadline itself is in time, the second after it is not.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contracts.competition.planning_rules import points_to_the_child
from mdps.core.clock import LONDON
from mdps.core.money import ZERO, gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day, moment

RULE = "Contract rules"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question of an invited supplier on the day `on`, or the answer to one."""

    reference: str
    state: str
    is_open: bool
    text: str
    on: dt.date
    questions_until: dt.date
    now: dt.datetime
    closes_at: dt.datetime
    is_answered: bool = False
    case_reference: str = ""
    year_of_birth: int | None = None


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """A quote that is received at `received_at` and entered `now`. GBP ex VAT, aware moments.

    `standing` is the id of the supplier's quote that counts now and `replaces` the one that the
    person saw; None where there is none.
    """

    reference: str
    state: str
    is_open: bool
    invited_at: dt.datetime
    closes_at: dt.datetime
    received_at: dt.datetime
    now: dt.datetime
    by_email: bool = False
    standing: int | None = None
    standing_received_at: dt.datetime | None = None
    standing_is_withdrawal: bool = False
    replaces: int | None = None
    unit_price: Decimal = ZERO
    answers: tuple[str, ...] = ()
    criteria: int = 0


def can_be_asked(facts: Asked) -> Refusal | None:
    """Questions are asked while the competition is open, up to their last day.

    That day is included.
    """
    if facts.is_open and facts.now <= facts.closes_at and facts.on <= facts.questions_until:
        return None
    return Refusal(
        "too-late-to-ask",
        f"Questions about {facts.reference} could be asked until {day(facts.questions_until)}.",
        RULE,
    )


def can_be_answered(facts: Asked) -> Refusal | None:
    """An answer is given once, and before the deadline: everybody quotes on the same facts."""
    if facts.is_answered:
        return Refusal("answered", "This question was answered already.", RULE)
    if facts.is_open and facts.now <= facts.closes_at:
        return None
    return Refusal(
        "too-late-to-answer",
        f"The deadline of {facts.reference} was {moment(facts.closes_at)}, so an answer reaches "
        "nobody in time.",
        RULE,
    )


def answer_says_nothing_of_the_child(facts: Asked) -> Refusal | None:
    """Neither the case reference nor the year of birth stands in what is shared with suppliers."""
    found = points_to_the_child(facts.text, facts.case_reference, facts.year_of_birth)
    if not found:
        return None
    return Refusal(
        "points-to-child",
        f"What you are about to share holds {found}. Take it out, and everything else that points "
        "to the child or the family.",
        "UK GDPR",
        field="answer",
    )


def competition_is_open(facts: Quoted) -> Refusal | None:
    """Suppliers are invited, and the quotes are not opened yet."""
    if facts.is_open:
        return None
    return Refusal(
        "not-open",
        f"{facts.reference} is {facts.state.lower()}, so no quote can be given, changed or "
        "withdrawn.",
        RULE,
    )


def quote_is_in_time(facts: Quoted) -> Refusal | None:
    """The quote is received by the deadline: that moment is in time, the next second is not."""
    if facts.received_at <= facts.closes_at:
        return None
    return Refusal(
        "too-late",
        f"The deadline was {_to_the_second(facts.closes_at)}, and this was received at "
        f"{_to_the_second(facts.received_at)}. A late quote is not taken.",
        RULE,
        field="received_on",
    )


def email_was_received_before_now(facts: Quoted) -> Refusal | None:
    """A quote from an e-mail was received after the invitation and before it is entered."""
    if facts.invited_at <= facts.received_at <= facts.now:
        return None
    return Refusal(
        "received-when",
        f"Suppliers were invited at {_to_the_second(facts.invited_at)}, and it is "
        f"{_to_the_second(facts.now)} now. Enter a moment between the two.",
        RULE,
        field="received_on",
    )


def replaces_the_one_that_was_seen(facts: Quoted) -> Refusal | None:
    """It replaces the supplier's quote that was on screen, and was received after it."""
    if facts.standing != facts.replaces:
        return Refusal(
            "changed-meanwhile",
            "Somebody else has given, changed or withdrawn this quote meanwhile. Look at it again "
            "before you replace it.",
            RULE,
        )
    if facts.standing_received_at and facts.received_at < facts.standing_received_at:
        return Refusal(
            "older",
            f"A quote that was received later, at {_to_the_second(facts.standing_received_at)}, is "
            "here already.",
            RULE,
            field="received_on",
        )
    return None


def quote_has_a_price(facts: Quoted) -> Refusal | None:
    """The price of one unit is above £0.00."""
    if facts.unit_price > 0:
        return None
    return Refusal(
        "no-price",
        f"The price of one unit is {gbp(facts.unit_price)}. Enter more than £0.00.",
        RULE,
        field="unit_price",
    )


def every_criterion_is_answered(facts: Quoted) -> Refusal | None:
    """The quote answers each quality criterion."""
    missing = facts.criteria - sum(1 for each in facts.answers if each.strip())
    if len(facts.answers) == facts.criteria and not missing:
        return None
    return Refusal(
        "not-answered",
        f"{count(missing, 'criterion is', 'criteria are')} not answered. Answer each.",
        RULE,
    )


def there_is_something_to_withdraw(facts: Quoted) -> Refusal | None:
    """The supplier has given a quote that counts."""
    if facts.standing and not facts.standing_is_withdrawal:
        return None
    return Refusal("no-quote", "There is no quote of yours to withdraw.", RULE)


ASK = (can_be_asked,)
ANSWER = (can_be_answered, answer_says_nothing_of_the_child)
QUOTE = (
    competition_is_open,
    quote_is_in_time,
    email_was_received_before_now,
    replaces_the_one_that_was_seen,
    quote_has_a_price,
    every_criterion_is_answered,
)
WITHDRAW = (
    competition_is_open,
    quote_is_in_time,
    there_is_something_to_withdraw,
    replaces_the_one_that_was_seen,
)


def _to_the_second(at: dt.datetime) -> str:
    """`12:00:01 on 1 June 2026` in London, for a deadline that is kept to the second."""
    from_london = at.astimezone(LONDON)
    return f"{from_london:%H:%M:%S} on {day(from_london.date())}"
