"""Inviting somebody by e-mail to sign in for a supplier: by the council, or by a colleague there.

The link in the e-mail is signed, used once and good for seven days. Inviting the same address again
sends a new link, and the one before ends.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from mdps.core import audit, clock, outbox
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import enforce
from suppliers import links
from suppliers.contact_rules import INVITE_CONTACT, InvitingContact
from suppliers.locks import lock_supplier
from suppliers.models import ContactInvitation, Supplier

LASTS = dt.timedelta(days=7)
TOPIC = "contact"


@transaction.atomic
def invite_contact(supplier: Supplier, *, name: str, email: str, by: User) -> ContactInvitation:
    """Ask the person with this address to sign in for the supplier.

    Locks the supplier, so that an address is invited once. Raises Forbidden, or Refused if
    somebody with the address acts for it, or too many invitations wait.
    """
    require(by, Permission.CONTACT_INVITE, on=supplier)
    lock_supplier(supplier)
    email, now = email.strip(), clock.now()
    enforce(INVITE_CONTACT, _facts(supplier, email))
    _open(supplier).filter(email__iexact=email).update(withdrawn_at=now)
    made = ContactInvitation.objects.create(
        supplier=supplier,
        name=" ".join(name.split()),
        email=email,
        invited_by=by,
        invited_at=now,
        expires_at=now + LASTS,
    )
    audit.record("supplier.contact_invited", supplier, by=by, name=made.name)
    outbox.put(TOPIC, invitation=made.pk)
    return made


@transaction.atomic
def withdraw_contact(invitation: ContactInvitation, *, by: User) -> None:
    """End an invitation that waits; its link no longer works. Twice is once.

    Locks the supplier. Raises Forbidden.
    """
    require(by, Permission.CONTACT_INVITE, on=invitation.supplier)
    lock_supplier(invitation.supplier)
    waiting = _open(invitation.supplier).filter(pk=invitation.pk)
    if waiting.update(withdrawn_at=clock.now()):
        audit.record("supplier.contact_withdrawn", invitation.supplier, by=by, name=invitation.name)


def waiting_contacts(supplier: Supplier) -> list[ContactInvitation]:
    """The invitations that wait for an answer, oldest first."""
    found = _open(supplier).filter(expires_at__gte=clock.now())
    return list(found.select_related("invited_by").order_by("pk"))


def forget_contacts(*, on: dt.date) -> int:
    """Delete invitations that ended 30 days before `on` or earlier; how many there were."""
    ended = clock.start_of(on - dt.timedelta(days=30))
    return ContactInvitation.objects.filter(expires_at__lt=ended).delete()[0]


@outbox.sender(TOPIC)
def send(payload: dict[str, Any]) -> None:
    """The link, unless it was used or withdrawn meanwhile."""
    found = ContactInvitation.objects.select_related("supplier").filter(pk=payload["invitation"])
    invitation = found.filter(accepted_at=None, withdrawn_at=None).first()
    if not invitation:
        return
    path = reverse("join:contact", args=[links.token(invitation)])
    said = {
        "link": outbox.link(path),
        "council": settings.MDPS_COUNCIL,
        "supplier": invitation.supplier.name,
    }
    body = render_to_string("emails/contact.txt", said)
    subject = f"Sign in for {invitation.supplier.name}"
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email])


def _open(supplier: Supplier) -> Any:
    return ContactInvitation.objects.filter(supplier=supplier, accepted_at=None, withdrawn_at=None)


def _facts(supplier: Supplier, email: str) -> InvitingContact:
    waiting = [each for each in waiting_contacts(supplier) if each.email.lower() != email.lower()]
    return InvitingContact(
        acts_already=supplier.accounts.filter(user__email__iexact=email).exists(),
        open_ones=len(waiting),
    )
