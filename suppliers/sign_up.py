"""Making an account for oneself: asked for on a public page, confirmed by a link in an e-mail.

Whoever asks reads the same words whether the address is known here or not; only the e-mail says
so. At most MOST_IN_AN_HOUR e-mails go to one address in an hour. How often one machine may ask
is for the proxy in front of the service: the form has an address of its own.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from mdps.core import clock, outbox, passwords
from mdps.core.models import User
from mdps.core.password_rules import NEW_PASSWORD, PasswordFacts
from mdps.core.rules import enforce
from suppliers import links
from suppliers.models import Invitation, SignUp

LASTS = dt.timedelta(hours=24)
MOST_IN_AN_HOUR = 3
HOUR = dt.timedelta(hours=1)


@transaction.atomic
def sign_up(
    *, key: UUID, name: str, email: str, password: str, invitation: Invitation | None = None
) -> SignUp:
    """Ask for an account with the address `email`, to which a link is sent after commit.

    Nobody is signed in, so there is no `by`. The same `key` twice asks once. No account exists
    before the address is confirmed (suppliers.confirm). Takes no lock.

    Raises Refused if the password is weak.
    """
    enforce(NEW_PASSWORD, PasswordFacts(weaknesses=passwords.weaknesses(password)))
    now, email = clock.now(), email.strip()
    asked = SignUp.objects.filter(email__iexact=email, asked_at__gt=now - HOUR).count()
    made, is_new = SignUp.objects.get_or_create(
        key=key,
        defaults={
            "name": " ".join(name.split()),
            "email": email,
            "password": make_password(password),
            "asked_at": now,
            "expires_at": now + LASTS,
            "account": account_with(email),
            "invitation": invitation,
        },
    )
    if is_new and asked < MOST_IN_AN_HOUR:
        outbox.put("sign-up", sign_up=made.pk)
    return made


def account_with(email: str) -> User | None:
    """The account that has the address, as its user name or to be written to."""
    return User.objects.filter(Q(username__iexact=email) | Q(email__iexact=email)).first()


@outbox.sender("sign-up")
def send(payload: dict[str, Any]) -> None:
    """The link that confirms the address; or, where it has an account, where to sign in."""
    asked = SignUp.objects.filter(pk=payload["sign_up"], confirmed_at=None).first()
    if not asked:
        return
    known = asked.account_id is not None
    path = reverse("sign-in") if known else reverse("join:confirm", args=[links.token(asked)])
    body = render_to_string(
        "emails/account_exists.txt" if known else "emails/confirm.txt",
        {"link": outbox.link(path), "council": settings.MDPS_COUNCIL},
    )
    subject = "You have an account already" if known else "Confirm your e-mail address"
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [asked.email])


def forget(*, on: dt.date) -> int:
    """Delete the sign-ups that ended 30 days before `on` or earlier; how many there were.

    They hold a name and an address of somebody who never came, or whose account has both.
    """
    ended = clock.start_of(on - dt.timedelta(days=30))
    return SignUp.objects.filter(expires_at__lt=ended).delete()[0]
