"""Quoting: a supplier gives, changes or withdraws its quote, or an officer enters its e-mail.

Each is a further row; nothing that was sent is ever changed. The competition is locked before the
clock is read, so that who waited past the deadline is late.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction

from contracts.competition import seal
from contracts.competition.locks import lock
from contracts.competition.quote_rules import QUOTE, WITHDRAW, Quoted
from contracts.models import Competition, CompetitionInvitation, Quote
from mdps.core import audit, clock, notices, uploads
from mdps.core.models import User
from mdps.core.money import ZERO
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from suppliers.queries import people_of


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a quote says. GBP ex VAT: `unit_price` for one unit, `extras` expected in all."""

    unit_price: Decimal
    extras: Decimal = ZERO
    extras_words: str = ""
    answers: tuple[str, ...]
    availability: str


@transaction.atomic
def give_quote(
    invitation: CompetitionInvitation, said: Said, *, replaces: int | None, by: User
) -> Quote:
    """Give the supplier's quote, or put another in the place of `replaces`, the one that was seen.

    It is received at the moment at which the competition was locked. Raises Forbidden, or Refused
    a second after the deadline.
    """
    require(by, Permission.QUOTE_GIVE, on=invitation)
    lock(invitation.competition)
    quote = _put(invitation, said, received_at=clock.now(), replaces=replaces, by=by)
    audit.record("competition.quoted", invitation.competition, by=by)
    return quote


@transaction.atomic
def enter_quote(
    invitation: CompetitionInvitation,
    said: Said,
    *,
    received_at: dt.datetime,
    document: File,
    replaces: int | None,
    by: User,
) -> Quote:
    """Enter a quote that came by e-mail at `received_at`, with the paper. Locks the competition.

    Also after the deadline, where it was received before, until the quotes are opened. The
    supplier's people are told. Raises Forbidden or Refused.
    """
    competition = invitation.competition
    require(by, Permission.CONTRACT_AWARD, on=competition.line)
    lock(competition)
    enforce(QUOTE, _facts(invitation, received_at, replaces, said, by_email=True))
    quote = _put(
        invitation,
        said,
        received_at=received_at,
        replaces=replaces,
        by=by,
        by_email=True,
        document=uploads.keep(document, case_key=competition.line.request.case_key_id),
    )
    audit.record("competition.quote_entered", competition, by=by, supplier=invitation.supplier.name)
    notices.tell(
        people_of(invitation.supplier),
        f"Your quote in {competition.reference} was entered from your e-mail",
        url=invitation.get_absolute_url(),
    )
    return quote


@transaction.atomic
def withdraw_quote(invitation: CompetitionInvitation, *, replaces: int | None, by: User) -> None:
    """Withdraw the supplier's quote, up to the deadline; it may give another. Locks the
    competition.

    Raises Forbidden or Refused.
    """
    require(by, Permission.QUOTE_GIVE, on=invitation)
    lock(invitation.competition)
    now = clock.now()
    enforce(WITHDRAW, _facts(invitation, now, replaces))
    Quote.objects.create(
        invitation=invitation,
        replaces_id=replaces,
        is_withdrawal=True,
        received_at=now,
        entered_by=by,
        entered_at=now,
    )
    audit.record("competition.quote_withdrawn", invitation.competition, by=by)


def refusals_against_quoting(invitation: CompetitionInvitation) -> list[Refusal]:
    """Why no quote can be given now."""
    rules = QUOTE[:2]
    return ask(rules, _facts(invitation, clock.now(), None))


def refusals_against_withdrawing(invitation: CompetitionInvitation) -> list[Refusal]:
    """Why nothing can be withdrawn now."""
    rules = WITHDRAW[:3]
    return ask(rules, _facts(invitation, clock.now(), None))


def _put(
    invitation: CompetitionInvitation,
    said: Said,
    *,
    received_at: dt.datetime,
    replaces: int | None,
    by: User,
    by_email: bool = False,
    document: Any = None,
) -> Quote:
    """Write the envelope, and what it holds under the seal. The competition is locked."""
    enforce(QUOTE, _facts(invitation, received_at, replaces, said, by_email=by_email))
    quote = Quote.objects.create(
        invitation=invitation,
        replaces_id=replaces,
        received_at=received_at,
        by_email=by_email,
        entered_by=by,
        entered_at=clock.now(),
    )
    seal.put(
        quote,
        unit_price=said.unit_price,
        extras=said.extras,
        extras_words=said.extras_words.strip(),
        answers=[each.strip() for each in said.answers],
        availability=said.availability.strip(),
        document=document,
    )
    return quote


def _facts(
    invitation: CompetitionInvitation,
    received_at: dt.datetime,
    replaces: int | None,
    said: Said | None = None,
    *,
    by_email: bool = False,
) -> Quoted:
    competition = invitation.competition
    standing = seal.standing_quote(invitation)
    return Quoted(
        reference=competition.reference,
        state=competition.get_state_display(),
        is_open=competition.state == Competition.State.OPEN,
        invited_at=competition.invited_at or received_at,
        closes_at=competition.closes_at,
        received_at=received_at,
        now=clock.now(),
        by_email=by_email,
        standing=standing.pk if standing else None,
        standing_received_at=standing.received_at if standing else None,
        standing_is_withdrawal=bool(standing and standing.is_withdrawal),
        replaces=replaces,
        criteria=len(competition.criteria),
        unit_price=said.unit_price if said else ZERO,
        answers=said.answers if said else (),
    )
