"""What each kind of decision asks for: pure rules about one line and what is decided for it.

They hold at a meeting, for an urgent decision and for an endorsement alike; panel.kinds has the
table they read. Amounts are GBP ex VAT.
"""

from mdps.core.money import ZERO, gbp
from mdps.core.rules import Refusal
from mdps.core.words import count, day, listed
from panel.kind_facts import KindFacts, kind_of_amount
from panel.kinds import KINDS, Amount
from panel.models.reason import Kind


def kind_is_known(facts: KindFacts) -> Refusal | None:
    """One of the kinds that are offered is chosen."""
    if facts.kind not in facts.offered:
        names = [Kind(each).label.lower() for each in facts.offered]
        either = " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
        return Refusal(
            "no-decision", f"Choose what to decide for {facts.line}: {either}.", field="kind"
        )
    return None


def approval_has_something_to_approve(facts: KindFacts) -> Refusal | None:
    """A line that asks for £0.00 is not approved in full."""
    whole = kind_of_amount(facts) in (Amount.WHOLE, Amount.ANY) and facts.amount is None
    if whole and facts.requested <= ZERO:
        return Refusal(
            "nothing-requested",
            f"{gbp(facts.requested)} is requested for {facts.line}, so nothing can be approved. "
            "Defer it and ask for the amount.",
            field="kind",
        )
    return None


def part_is_less_than_requested(facts: KindFacts) -> Refusal | None:
    """A part is more than £0.00 and less than what was requested, to the penny."""
    if kind_of_amount(facts) != Amount.PART:
        return None
    requested = gbp(facts.requested)
    if facts.amount is None:
        message = f"Enter the amount to approve for {facts.line}, less than {requested}."
    elif facts.amount <= ZERO:
        message = (
            f"{gbp(facts.amount)} of {requested} would approve nothing. "
            "Enter an amount of more than £0.00, or decline it."
        )
    elif facts.amount == facts.requested:
        message = f"{gbp(facts.amount)} is everything that was requested. Approve it in full."
    elif facts.amount > facts.requested:
        message = (
            f"{gbp(facts.amount)} is more than the {requested} requested. "
            f"Enter an amount below {requested}, or approve it in full."
        )
    else:
        return None
    return Refusal("part-amount", message, field="amount")


def whole_is_not_less_than_requested(facts: KindFacts) -> Refusal | None:
    """Approving in full is approving all of it; less is a part. An amount of £0.00 is none."""
    rule = kind_of_amount(facts)
    if facts.amount is None or rule not in (Amount.WHOLE, Amount.ANY):
        return None
    if facts.amount <= ZERO:
        return Refusal(
            "nothing-approved",
            f"{gbp(facts.amount)} would approve nothing. Enter an amount of more than £0.00, or "
            "decline it.",
            field="amount",
        )
    if rule == Amount.WHOLE and facts.amount < facts.requested:
        return Refusal(
            "amount-not-meant",
            f"{gbp(facts.amount)} was entered, but the decision is “approve” and "
            f"{gbp(facts.requested)} was requested. Choose approve in part, or clear the amount.",
            field="amount",
        )
    return None


def others_have_no_amount(facts: KindFacts) -> Refusal | None:
    """An amount beside another decision is a slip, and is asked about rather than dropped."""
    if facts.amount is None or kind_of_amount(facts) not in (Amount.NONE, Amount.URGENT):
        return None
    return Refusal(
        "amount-not-meant",
        f"{gbp(facts.amount)} was entered, but the decision is "
        f"“{Kind(facts.kind).label.lower()}”. Choose approve in part, or clear the amount.",
        field="amount",
    )


def more_than_requested_has_a_reason(facts: KindFacts) -> Refusal | None:
    """More money or more units than were requested are approved only with a reason; equal is not
    more."""
    if kind_of_amount(facts) not in (Amount.WHOLE, Amount.PART, Amount.ANY):
        return None
    more = []
    if facts.amount is not None and facts.amount > facts.requested:
        more.append(f"{gbp(facts.amount)} is more than the {gbp(facts.requested)} requested")
    if facts.units is not None and facts.units > facts.requested_units:
        units = count(facts.units, "unit")
        more.append(f"{units} is more than the {facts.requested_units:,} requested")
    is_part = kind_of_amount(facts) == Amount.PART and facts.amount is not None
    if is_part and facts.amount is not None and facts.amount > facts.requested:
        return None  # said by part_is_less_than_requested
    if more and not facts.more_reason.strip():
        return Refusal(
            "more-than-requested",
            f"{listed(more)}. Enter why more is approved for {facts.line}, or reduce it.",
            "CR ¶14",
            field="more_reason",
        )
    return None


def units_are_some(facts: KindFacts) -> Refusal | None:
    """Where units are approved they are 1 or more, and only an approval has some."""
    if facts.units is None or facts.kind not in KINDS:
        return None
    if kind_of_amount(facts) in (Amount.NONE, Amount.URGENT):
        return Refusal(
            "units-not-meant",
            f"{count(facts.units, 'unit')} was entered, but the decision is "
            f"“{Kind(facts.kind).label.lower()}”. Clear the units, or approve.",
            field="units",
        )
    if facts.units < 1:
        return Refusal(
            "no-units",
            f"{facts.units} units would approve nothing. Enter 1 or more, or decline it.",
            field="units",
        )
    return None


def review_is_not_past(facts: KindFacts) -> Refusal | None:
    """A review is held on the day of the decision or later."""
    if facts.review_on and facts.review_on < facts.on:
        return Refusal(
            "review-past",
            f"The review date, {day(facts.review_on)}, is over. Enter {day(facts.on)} or later.",
            field="review_on",
        )
    return None


def conditions_are_said(facts: KindFacts) -> Refusal | None:
    """With conditions means at least one, in words; and no condition stands beside a plain
    approval."""
    row = KINDS.get(facts.kind)
    if row is None:
        return None
    said = [each for each in facts.conditions if each.words.strip()]
    if row.needs_conditions and not said:
        return Refusal(
            "no-conditions",
            f"Enter at least one condition for {facts.line}, or approve it without.",
            field="condition_1",
        )
    if len(said) < len(facts.conditions):
        return Refusal(
            "empty-condition",
            f"A condition for {facts.line} is empty. Enter what it is, or clear it.",
            field="condition_1",
        )
    if said and not row.conditions:
        return Refusal(
            "conditions-not-meant",
            "A condition was entered, but the decision is "
            f"“{Kind(facts.kind).label.lower()}”. Choose approve with conditions, or clear it.",
            field="condition_1",
        )
    return None


def conditions_have_a_role(facts: KindFacts) -> Refusal | None:
    """Each condition is ticked as met by a role that can do so."""
    if any(each.role not in facts.condition_roles for each in facts.conditions):
        return Refusal(
            "condition-role",
            f"Choose who ticks each condition for {facts.line} as met.",
            field="condition_1",
        )
    return None


def redirected_somewhere(facts: KindFacts) -> Refusal | None:
    """A redirection names the service it leads to."""
    row = KINDS.get(facts.kind)
    if row and row.redirects and not facts.redirect_to.strip():
        return Refusal(
            "no-destination",
            f"Enter the in-house or health service that is to meet the need of {facts.line}.",
            field="redirect_to",
        )
    if row and not row.redirects and facts.redirect_to.strip():
        return Refusal(
            "destination-not-meant",
            f"“{facts.redirect_to.strip()}” was entered, but the decision is "
            f"“{Kind(facts.kind).label.lower()}”. Choose redirect, or clear it.",
            field="redirect_to",
        )
    return None


def reason_code_is_of_the_kind(facts: KindFacts) -> Refusal | None:
    """A reason that is chosen from the list belongs to the decision; none means the usual one."""
    if facts.reason_code and facts.kind in KINDS and facts.reason_code not in facts.reason_codes:
        return Refusal(
            "other-reason",
            f"The chosen reason does not go with “{Kind(facts.kind).label.lower()}”. "
            "Choose one of that decision.",
            field="reason_code",
        )
    return None


def reasons_are_given(facts: KindFacts) -> Refusal | None:
    """Each decision says why (CR ¶14: consistency and scrutiny)."""
    if not facts.reasons.strip():
        return Refusal(
            "no-reasons",
            f"Enter the reasons for the decision on {facts.line}.",
            "CR ¶14",
            field="reasons",
        )
    return None


RULES = (
    kind_is_known,
    approval_has_something_to_approve,
    part_is_less_than_requested,
    whole_is_not_less_than_requested,
    others_have_no_amount,
    more_than_requested_has_a_reason,
    units_are_some,
    review_is_not_past,
    conditions_are_said,
    conditions_have_a_role,
    redirected_somewhere,
    reason_code_is_of_the_kind,
    reasons_are_given,
)
