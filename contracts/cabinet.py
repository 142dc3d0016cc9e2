"""Cabinet decisions: the authority for one contract above the threshold (CR 4)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from contracts.ask_cabinet import open_request_of
from contracts.limits import in_force
from contracts.models import CabinetDecision, CabinetRequest
from lots.queries import current_scheme
from mdps.core import audit, notices, states, working_days
from mdps.core.models import User
from mdps.core.money import gbp
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, enforce
from mdps.core.words import day
from referrals.models import RequestLine


@dataclass(frozen=True, kw_only=True)
class DecisionFacts:
    minute: str
    minute_is_recorded: bool
    decided_on: dt.date
    on: dt.date
    highest_value: Decimal
    threshold: Decimal
    effective_from: dt.date | None  # None where the end of call-in cannot be counted yet
    request: str = ""  # what asked for it, where something did
    earliest: dt.date | None = None  # the first day that leaves the notice of the request


def is_not_later_than_today(facts: DecisionFacts) -> Refusal | None:
    """Cabinet has decided already."""
    if facts.decided_on > facts.on:
        message = f"{day(facts.decided_on)} is in the future. Record it once Cabinet has decided."
        return Refusal("future-decision", message, "CR 4", field="decided_on")
    return None


def is_above_threshold(facts: DecisionFacts) -> Refusal | None:
    """The value is above the threshold; up to it no Cabinet decision is needed."""
    if facts.highest_value <= facts.threshold:
        message = (
            f"A contract of {gbp(facts.highest_value)} needs no Cabinet decision. "
            f"Enter a value above {gbp(facts.threshold)}."
        )
        return Refusal("below-threshold", message, "CR 4", field="highest_value")
    return None


def is_recorded_once(facts: DecisionFacts) -> Refusal | None:
    """The minute is not recorded for this line yet."""
    if facts.minute_is_recorded:
        message = f"Minute {facts.minute} is already recorded for this line."
        return Refusal("minute-recorded", message, "CR 4", field="minute")
    return None


def call_in_can_be_counted(facts: DecisionFacts) -> Refusal | None:
    """The bank holidays after the decision are known, so that call-in can be counted."""
    if facts.effective_from is None and facts.decided_on <= facts.on:
        message = (
            f"The bank holidays after {day(facts.decided_on)} are not known here yet, so the end "
            "of call-in cannot be counted. Ask support to update the calendar."
        )
        return Refusal("call-in-unknown", message, "CR 4", field="decided_on")
    return None


def follows_its_notice(facts: DecisionFacts) -> Refusal | None:
    """Where Cabinet was asked here, its notice was published the clear days before.

    The first day after the clear days is allowed.
    """
    if not facts.request:
        return None
    if facts.earliest is None:
        return Refusal(
            "no-notice",
            f"The notice of {facts.request} is not published yet. Record the day on which it was.",
            "Access to information rules",
        )
    if facts.decided_on < facts.earliest:
        return Refusal(
            "too-little-notice",
            f"The notice of {facts.request} allows a decision from {day(facts.earliest)}, not on "
            f"{day(facts.decided_on)}. Check both dates.",
            "Access to information rules",
            field="decided_on",
        )
    return None


RULES = (
    is_not_later_than_today,
    is_above_threshold,
    is_recorded_once,
    call_in_can_be_counted,
    follows_its_notice,
)


@transaction.atomic
def record(
    line: RequestLine,
    *,
    minute: str,
    decided_on: dt.date,
    highest_value: Decimal,
    conditions: str = "",
    by: User,
    on: dt.date,
) -> CabinetDecision:
    """Record that Cabinet decided on `decided_on` to authorise a contract for `line`.

    It can be acted on after call-in: five clear working days (data). What asked Cabinet for it is
    decided with it. Locks the line, so that the same minute is recorded once.

    Raises Forbidden or Refused.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    RequestLine.objects.select_for_update().get(pk=line.pk)
    request = open_request_of(line)
    facts = facts_for(line, minute, decided_on, highest_value, on, request=request)
    enforce(RULES, facts)
    if facts.effective_from is None:
        raise AssertionError("The rules let nothing through without the end of call-in.")
    decision = CabinetDecision.objects.create(
        line=line,
        minute=minute,
        decided_on=decided_on,
        highest_value=highest_value,
        effective_from=facts.effective_from,
        conditions=conditions.strip(),
        recorded_by=by,
    )
    if request:
        states.move(request, CabinetRequest.State.DECIDED, by=by, state_since=on, decision=decision)
        notices.tell(
            [request.raised_by],
            f"Cabinet decided {request.reference}; it can be acted on from "
            f"{day(decision.effective_from)}",
            url=reverse("contracts:cabinet-request", args=[request.pk]),
        )
    audit.record("cabinet.recorded", decision, by=by, minute=minute, highest_value=highest_value)
    return decision


def best_for(
    line: RequestLine, value: Decimal, together: Decimal, on: dt.date
) -> CabinetDecision | None:
    """The decision for `line` that a contract of `value` on the day `on` can rest on.

    A decision authorises one contract, so those that one rests on already are left out. One that
    also covers `together`, what counts together under splitting, goes first. Where none fits, the
    one that comes nearest is given, so that the gate can say what is wrong.
    """
    unused = line.cabinet_decisions.filter(contracts=None, variations=None)
    return max(
        unused,
        key=lambda each: (
            each.highest_value >= value and each.effective_from <= on,
            each.highest_value >= together,
            each.highest_value >= value,
            each.effective_from <= on,
            each.highest_value,
            each.pk,
        ),
        default=None,
    )


def facts_for(
    line: RequestLine,
    minute: str,
    decided_on: dt.date,
    highest_value: Decimal,
    on: dt.date,
    *,
    request: CabinetRequest | None = None,
) -> DecisionFacts:
    """What the rules ask. Three queries."""
    return DecisionFacts(
        minute=minute,
        minute_is_recorded=line.cabinet_decisions.filter(minute=minute).exists(),
        decided_on=decided_on,
        on=on,
        highest_value=highest_value,
        threshold=current_scheme().cabinet_threshold,
        effective_from=first_effective_day(decided_on),
        request=request.reference if request else "",
        earliest=request.earliest_on if request else None,
    )


def first_effective_day(decided_on: dt.date) -> dt.date | None:
    """The first day after call-in; None where its bank holidays are not known yet."""
    try:
        return CabinetDecision.first_effective_day(decided_on, in_force(decided_on).call_in_days)
    except working_days.NotKnownYet:
        return None
