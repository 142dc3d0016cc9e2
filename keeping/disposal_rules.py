"""What speaks against disposing of a case. Days are inclusive."""

import datetime as dt
from dataclasses import dataclass

from mdps.core.rules import Refusal
from mdps.core.words import day, listed


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case on the day `on`. `running` are its requests and call-offs that are not over."""

    reference: str
    requests: int
    due_on: dt.date
    due_because: str
    running: tuple[str, ...]
    holds: tuple[str, ...]
    on: dt.date
    reason: str = "A reason"
    proposed_already: bool = False
    same_person: bool = False


def there_is_such_a_case(facts: Case) -> Refusal | None:
    """There are requests of this case."""
    if facts.requests:
        return None
    return Refusal("no-case", f"There is no request of {facts.reference}.", field="case_reference")


def its_time_is_over(facts: Case) -> Refusal | None:
    """Its time is over by the legal status; on that day it may be disposed of."""
    if facts.due_on <= facts.on:
        return None
    return Refusal(
        "not-due",
        f"It is kept until {day(facts.due_on - dt.timedelta(days=1))} ({facts.due_because}).",
        "UK GDPR Art 5(1)(e)",
    )


def nothing_is_running(facts: Case) -> Refusal | None:
    """None of its requests and call-offs is still running."""
    if not facts.running:
        return None
    return Refusal("running", f"{listed(list(facts.running))} must come to an end first.")


def nothing_holds_it(facts: Case) -> Refusal | None:
    """No legal proceedings and no inquiry need it."""
    if not facts.holds:
        return None
    return Refusal(
        "held",
        f"It is held for {listed(list(facts.holds))}. Lift that first.",
        "Inquiries Act 2005 s35",
    )


def it_is_not_proposed_already(facts: Case) -> Refusal | None:
    """Nobody has proposed it already."""
    if not facts.proposed_already:
        return None
    return Refusal("proposed", "It is proposed already, and waits for its approval.")


def somebody_else_proposed_it(facts: Case) -> Refusal | None:
    """Who approves a disposal is not who proposed it."""
    if not facts.same_person:
        return None
    return Refusal("same-person", "You proposed this disposal, so somebody else decides it.")


def a_reason_is_given(facts: Case) -> Refusal | None:
    """The person says why."""
    if facts.reason.strip():
        return None
    return Refusal("no-reason", "Enter the reason.", field="reason")


DUE = (there_is_such_a_case, its_time_is_over, nothing_is_running, nothing_holds_it)
PROPOSE_RULES = (*DUE, it_is_not_proposed_already, a_reason_is_given)
APPROVE_RULES = (*DUE, somebody_else_proposed_it, a_reason_is_given)
REFUSE_RULES = (somebody_else_proposed_it, a_reason_is_given)
