"""What a court's direction must be like. Pure: no database, nothing raised."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from mdps.core import words
from mdps.core.rules import Refusal

WEEKS_OF_PROCEEDINGS = 26  # Children Act 1989 s32(1)(a)(ii)


@dataclass(frozen=True, kw_only=True)
class Direction:
    """What is about to be recorded on the day `on`; `share_percent` is None while not given."""

    ordered_on: dt.date
    filing_on: dt.date
    hearing_on: dt.date | None = None
    issued_on: dt.date | None = None
    expert_name: str = ""
    expert_email: str = ""
    expert_is_supplier: bool = False
    is_joint: bool = False
    share_percent: Decimal | None = None
    is_above_legal_aid: bool = False
    top_up_reason: str = ""
    on: dt.date


def order_was_made(facts: Direction) -> Refusal | None:
    """The order was made today or before."""
    if facts.ordered_on <= facts.on:
        return None
    return Refusal(
        "order-in-future",
        f"{words.day(facts.ordered_on)} is in the future. "
        f"Enter {words.day(facts.on)} or an earlier date.",
        field="ordered_on",
    )


def issued_before_the_order(facts: Direction) -> Refusal | None:
    """Proceedings were issued on the day of the order or before it."""
    if facts.issued_on is None or facts.issued_on <= facts.ordered_on:
        return None
    return Refusal(
        "issued-after-order",
        f"The proceedings would be issued on {words.day(facts.issued_on)}, after the order of "
        f"{words.day(facts.ordered_on)}. Enter an earlier date.",
        field="issued_on",
    )


def filed_in_future(facts: Direction) -> Refusal | None:
    """The report is filed today or later."""
    return _in_past("filing_on", facts.filing_on, facts.on)


def heard_in_future(facts: Direction) -> Refusal | None:
    """The next hearing is today or later."""
    hearing_on = facts.hearing_on or facts.on
    return _in_past("hearing_on", hearing_on, facts.on)


def filed_after_the_order(facts: Direction) -> Refusal | None:
    """The report is filed on the day of the order or after it."""
    if facts.filing_on >= facts.ordered_on or facts.filing_on < facts.on:
        return None
    return Refusal(
        "filed-before-order",
        f"{words.day(facts.filing_on)} is before the order of {words.day(facts.ordered_on)}. "
        "Enter the day by which the report must be filed.",
        field="filing_on",
    )


def expert_is_one_person(facts: Direction) -> Refusal | None:
    """The expert is a supplier on the list or named in words, not both."""
    if not (facts.expert_is_supplier and facts.expert_name.strip()):
        return None
    return Refusal(
        "expert-twice",
        "Select the supplier or enter a name, not both",
        field="expert_name",
    )


def expert_can_be_invited(facts: Direction) -> Refusal | None:
    """An expert who is no supplier has an address, so that they can be invited to join."""
    if not facts.expert_name.strip() or facts.expert_email.strip():
        return None
    return Refusal(
        "no-expert-email",
        "Enter the e-mail address of the expert, so that they can be invited to join",
        "CR ¶12",
        field="expert_email",
    )


def share_is_a_part(facts: Direction) -> Refusal | None:
    """The council's share of a joint instruction is more than 0% and at most 100%."""
    share = facts.share_percent
    if not facts.is_joint or (share is not None and 0 < share <= 100):
        return None
    message = "Enter the council's share in percent, more than 0 and up to 100"
    return Refusal("share", message, field="share_percent")


def top_up_says_why(facts: Direction) -> Refusal | None:
    """Paying more than the legal aid rate has a reason (Re K and Re S [2025] EWFC 100)."""
    if not facts.is_above_legal_aid or facts.top_up_reason.strip():
        return None
    return Refusal(
        "no-top-up-reason",
        "Enter why the council pays more than the legal aid rate",
        field="top_up_reason",
    )


RULES = (
    order_was_made,
    issued_before_the_order,
    filed_in_future,
    filed_after_the_order,
    heard_in_future,
    expert_is_one_person,
    expert_can_be_invited,
    share_is_a_part,
    top_up_says_why,
)


def _in_past(field: str, day: dt.date, on: dt.date) -> Refusal | None:
    if day >= on:
        return None
    return Refusal(
        f"{field.replace('_on', '')}-in-past",
        f"{words.day(day)} is in the past. Enter {words.day(on)} or a later date.",
        field=field,
    )


def week_of_proceedings(issued_on: dt.date, on: dt.date) -> int:
    """The week of the proceedings that `on` falls in: 1 on the day of issue and six days after."""
    return (on - issued_on).days // 7 + 1
