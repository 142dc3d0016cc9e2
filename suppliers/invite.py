"""Inviting a provider to join a lot: one that a court named, or that the scheme needs (CR ¶12).

The e-mail carries a link and nothing else. The invitation is followed to its end, see follow.py.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from lots.models import Lot
from mdps.core import audit, clock, notices, outbox, reminders, states
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask, enforce
from suppliers import links
from suppliers.invite_rules import ANSWER, INVITE, Answering, Inviting
from suppliers.locks import lock
from suppliers.models import Admission, Invitation, Supplier

State = Invitation.State
LASTS = dt.timedelta(days=60)
REMINDED_AFTER = (dt.timedelta(days=14), dt.timedelta(days=42))


def refusals_against_invite(*, provider_name: str, email: str, lot: Lot) -> list[Refusal]:
    """Why this provider cannot be invited to `lot` now."""
    return ask(INVITE, _facts(provider_name, email, lot))


@transaction.atomic
def invite(
    *,
    provider_name: str,
    email: str,
    lot: Lot,
    reason: str,
    request_reference: str = "",
    by: User,
    on: dt.date,
) -> Invitation:
    """Invite the provider to `lot`; the link can be used for 60 days, the last one inclusive.

    `reason` is an Invitation.Reason; `request_reference` a reference like SR-000123, and never
    anything about a child. Takes no lock: of two at once the database lets one through.

    Raises Forbidden, or Refused if the address is invited to the lot or is on it already.
    """
    require(by, Permission.INVITATION_RAISE)
    email, name = email.strip(), " ".join(provider_name.split())
    facts = _facts(name, email, lot)
    enforce(INVITE, facts)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                provider_name=name,
                email=email,
                lot=lot,
                reason=Invitation.Reason(reason),
                request_reference=request_reference,
                supplier=Supplier.objects.filter(email__iexact=email).first(),
                raised_by=by,
                raised_on=on,
                expires_on=on + LASTS,
            )
    except IntegrityError as error:
        raise Refused(refusals_against_invite(provider_name=name, email=email, lot=lot)) from error
    audit.record("invitation.raised", invitation, by=by, lot=lot.short, reason=reason)
    outbox.put("invitation", invitation=invitation.pk)
    return invitation


@transaction.atomic
def decline(invitation: Invitation, *, on: dt.date) -> None:
    """The provider, who is not signed in but has the link, does not want to join now.

    Locks the invitation; whoever raised it is told. Raises Refused if it was answered or ended.
    """
    lock(invitation)
    enforce(ANSWER, answering(invitation, on))
    states.move(invitation, State.DECLINED, by=None, ended_on=on)
    said = f"{invitation.reference}: {invitation.provider_name} declined"
    notices.tell([invitation.raised_by], said, url=invitation.get_absolute_url())


def answering(invitation: Invitation, on: dt.date) -> Answering:
    """What the rules of an answer ask about."""
    return Answering(state=invitation.state, expires_on=invitation.expires_on, on=on)


def remind(*, on: dt.date) -> int:
    """Remind those who have not answered after 14 and 42 days, once each, and end what is over.

    For beat, every day; run twice it does nothing more. Each invitation in a transaction of its
    own. How many were reminded or ended.
    """
    done = 0
    for pk in Invitation.objects.filter(state__in=Invitation.WAITING).values_list("pk", flat=True):
        with transaction.atomic():
            found = Invitation.objects.filter(pk=pk, state__in=Invitation.WAITING)
            invitation = found.select_for_update(skip_locked=True, of=("self",)).first()
            done += bool(invitation and _followed_up(invitation, on))
    return done


def _followed_up(invitation: Invitation, on: dt.date) -> bool:
    """Whether something was done about one that waits for an answer on the day `on`."""
    if on > invitation.expires_on:
        states.move(invitation, State.EXPIRED, by=None, ended_on=on)
        said = f"{invitation.reference}: {invitation.provider_name} did not answer"
        notices.tell([invitation.raised_by], said, url=invitation.get_absolute_url())
        return True
    due = [invitation.raised_on + days for days in REMINDED_AFTER]
    passed = [day for day in due if day <= on]
    # After days without a beat only the latest reminder is sent.
    if not passed or not reminders.first_time("invitation", invitation, passed[-1]):
        return False
    outbox.put("invitation", invitation=invitation.pk)
    return True


@outbox.sender("invitation")
def send(payload: dict[str, Any]) -> None:
    """The link that leads to the invitation, unless it has been answered meanwhile."""
    invitation = Invitation.objects.select_related("lot").get(pk=payload["invitation"])
    if not invitation.is_open_on(clock.today()):
        return
    path = reverse("join:invitation", args=[links.token(invitation)])
    said = {"link": outbox.link(path), "council": settings.MDPS_COUNCIL}
    body = render_to_string("emails/invitation.txt", said)
    subject = f"{settings.MDPS_COUNCIL} invites you to become a provider"
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email])


def _facts(provider_name: str, email: str, lot: Lot) -> Inviting:
    already = Invitation.objects.filter(
        email__iexact=email.strip(), lot=lot, state__in=Invitation.OPEN
    ).first()
    on_lot = Admission.objects.filter(
        lot=lot, ended_on=None, supplier__email__iexact=email.strip()
    ).select_related("supplier")
    return Inviting(
        provider_name=provider_name,
        lot=lot.short,
        open_reference=already.reference if already else "",
        on_lot=next((each.supplier.name for each in on_lot), ""),
    )
