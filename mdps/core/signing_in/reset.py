"""Choosing a new password without the old one: by a link in an e-mail to the account's address.

Whoever asks reads the same words whether the address is known or not, and the service does the
same work: what is known is found out by the worker that sends the e-mail. A link is good for an
hour and for one password: it is signed with the password that it replaces.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from mdps.core import audit, clock, outbox, passwords
from mdps.core.models import OutboxMessage, User
from mdps.core.password_rules import RESETTING, ResetFacts
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.signing_in import lockout

TOPIC = "new-password"
MOST_IN_AN_HOUR = 3
HOUR = dt.timedelta(hours=1)


@transaction.atomic
def ask_for_link(name: str) -> None:
    """Have a link sent to the account with this user name or e-mail address, if there is one.

    At most MOST_IN_AN_HOUR an hour go to one account. Nobody is signed in, so there is no `by`.
    """
    account = account_named(name)
    asked = OutboxMessage.objects.filter(
        topic=TOPIC,
        payload__account=account.pk if account else 0,
        created_at__gt=clock.now() - HOUR,
    ).count()
    if asked < MOST_IN_AN_HOUR or not account:
        outbox.put(TOPIC, account=account.pk if account else 0)


def account_named(name: str) -> User | None:
    """The open account that has the name or, where only one has it, the address."""
    name = name.replace("\0", "").strip()
    opened = User.objects.filter(is_active=True).exclude(email="")
    found = list(opened.filter(Q(username__iexact=name) | Q(email__iexact=name)).order_by("pk")[:9])
    named = [each for each in found if each.username.casefold() == name.casefold()] or found
    return named[0] if len(named) == 1 else None


@outbox.sender(TOPIC)
def send(payload: dict[str, Any]) -> None:
    """The link, to an account that is open still. For an unknown name there is nothing to send."""
    account = User.objects.filter(pk=payload["account"], is_active=True).first()
    if not account:
        return
    said = {
        "link": outbox.link(reverse("new-password", args=parts(account))),
        "council": settings.MDPS_COUNCIL,
        "username": account.username,
    }
    body = render_to_string("emails/new_password.txt", said)
    send_mail("Choose a new password", body, settings.DEFAULT_FROM_EMAIL, [account.email])


def parts(account: User) -> list[str]:
    """The two parts of a link: whose it is, and the signature."""
    whose = urlsafe_base64_encode(str(account.pk).encode())
    return [whose, default_token_generator.make_token(account)]


def account_of(whose: str) -> User | None:
    """The account that the first part of a link names."""
    try:
        pk = int(urlsafe_base64_decode(whose))
        return User.objects.filter(pk=pk).first() if pk < 2**63 else None
    except ValueError:
        return None


def refusals_against_link(account: User | None, token: str) -> list[Refusal]:
    """Why a link cannot be used now."""
    return ask(RESETTING[:1], _facts(account, token))


@transaction.atomic
def choose(account: User, token: str, *, new: str) -> None:
    """Make `new` the password of whoever has the link; all their sessions end.

    Locks the account, so that a link is used once. Raises Refused if the link has ended, was used
    or is nobody's, or if the password is weak.
    """
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    enforce(RESETTING, _facts(account, token, passwords.weaknesses(new, account)))
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    lockout.forgive(account.username)
    audit.record("user.password_reset", account, by=account)


def _facts(account: User | None, token: str, weaknesses: tuple[str, ...] = ()) -> ResetFacts:
    good = (
        account is not None
        and account.is_active
        and default_token_generator.check_token(account, token)
    )
    return ResetFacts(link_is_good=good, weaknesses=weaknesses)
