"""Standing authorities: who may award call-offs, for which lots, up to what (CR 4)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import BigIntegerField, OuterRef
from django.urls import reverse

from contracts.models import StandingAuthority
from lots.models import Lot
from mdps.core import audit, decisions, notices
from mdps.core.compiled import Compiled
from mdps.core.decisions import Consultation
from mdps.core.models import DecisionRecord, User
from mdps.core.money import gbp
from mdps.core.permissions import Permission, can, require
from mdps.core.rules import Refusal, enforce
from mdps.core.words import day, listed


@dataclass(frozen=True, kw_only=True)
class GrantFacts:
    holder: str
    holder_may_award: bool
    highest_value: Decimal
    starts_on: dt.date
    ends_on: dt.date


def holder_may_award(facts: GrantFacts) -> Refusal | None:
    """The holder has a role that awards contracts."""
    if not facts.holder_may_award:
        message = f"{facts.holder} has no role that awards contracts. Choose a commissioner."
        return Refusal("holder-role", message, "CR 4", field="holder")
    return None


def ends_after_it_starts(facts: GrantFacts) -> Refusal | None:
    """The last day is not before the first."""
    if facts.ends_on < facts.starts_on:
        message = (
            f"The last day, {day(facts.ends_on)}, is before the first, {day(facts.starts_on)}. "
            "Enter a later last day."
        )
        return Refusal("ends-before-start", message, "CR 4", field="ends_on")
    return None


def has_a_value(facts: GrantFacts) -> Refusal | None:
    """The highest value is more than nothing."""
    if facts.highest_value <= 0:
        return Refusal("no-value", "Enter a highest value above £0.00.", "CR 4", "highest_value")
    return None


RULES = (holder_may_award, ends_after_it_starts, has_a_value)


@transaction.atomic
def grant(
    *,
    holder: User,
    lots: Iterable[Lot],
    highest_value: Decimal,
    starts_on: dt.date,
    ends_on: dt.date,
    consultation: Consultation,
    by: User,
    on: dt.date,
) -> StandingAuthority:
    """Let `holder` award call-offs of `lots` up to `highest_value`, first and last day included.

    Writes the decision record. Raises Forbidden or Refused.
    """
    require(by, Permission.AUTHORITY_MANAGE)
    enforce(
        RULES,
        GrantFacts(
            holder=holder.name,
            holder_may_award=can(holder, Permission.CONTRACT_AWARD),
            highest_value=highest_value,
            starts_on=starts_on,
            ends_on=ends_on,
        ),
    )
    lots = sorted(lots, key=lambda lot: lot.number)
    covered = listed([lot.short for lot in lots])
    decision = decisions.record(
        DecisionRecord.Kind.STANDING_AUTHORITY,
        f"{holder.name} may award up to {gbp(highest_value)} in {covered}",
        consultation,
        authority="CR 4",
        by=by,
        on=on,
    )
    authority = StandingAuthority.objects.create(
        holder=holder,
        highest_value=highest_value,
        starts_on=starts_on,
        ends_on=ends_on,
        decision=decision,
    )
    authority.lots.set(lots)
    audit.record(
        "authority.granted", authority, by=by, holder=holder.name, highest_value=highest_value
    )
    notices.tell(
        [holder],
        f"You hold the standing authority {authority.reference}",
        url=reverse("contracts:authorities"),
    )
    return authority


@dataclass(frozen=True)
class Held:
    """An authority that somebody holds, and the numbers of the lots it covers."""

    authority: StandingAuthority
    lots: frozenset[int]


def held_by(officer: User) -> list[Held]:
    """Every authority of the officer with its value and days, in force or not. One query."""
    found: list[Any] = HELD.records(StandingAuthority, officer=officer.pk)
    return [Held(each, frozenset(each.numbers)) for each in found]


HELD = Compiled(
    lambda officer: (
        StandingAuthority.objects.filter(holder=officer)
        .annotate(
            numbers=ArraySubquery(
                Lot.objects.filter(standing_authorities=OuterRef("pk")).values("number")
            )
        )
        .values_list("id", "highest_value", "starts_on", "ends_on", "numbers")
    ),
    officer=BigIntegerField(),
)


def best_for(officer: User, lot: Lot | None, on: dt.date) -> Held | None:
    """The officer's highest authority for `lot` in force on `on`; failing that, their latest one.

    An authority that does not cover the award is given all the same, so that the gate can say
    what is wrong with it. One query.
    """
    found = held_by(officer)
    in_force = [each for each in found if each.authority.starts_on <= on <= each.authority.ends_on]
    if fitting := [each for each in in_force if lot and lot.number in each.lots]:
        return max(fitting, key=lambda each: each.authority.highest_value)
    latest = lambda each: (each.authority.ends_on, each.authority.pk)  # noqa: E731
    return max(found, key=latest, default=None)
