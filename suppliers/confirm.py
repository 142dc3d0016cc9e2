"""Confirming the e-mail address of a sign-up: only then there is an account."""

from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction

from mdps.core import audit, clock
from mdps.core.models import User
from mdps.core.roles import RoleKey
from mdps.core.rules import Refusal, Refused, ask, enforce
from suppliers import follow
from suppliers.locks import lock
from suppliers.models import SignUp
from suppliers.sign_up import account_with
from suppliers.sign_up_rules import CONFIRM, LINK, Confirming


def refusals_against_link(asked: SignUp) -> list[Refusal]:
    """Why the link of this sign-up cannot be used now."""
    return ask(LINK, _facts(asked))


@transaction.atomic
def confirm(asked: SignUp, *, password: str) -> User:
    """Make the account of whoever signed up and now shows that the mailbox is theirs.

    They enter the password they chose, so nobody gets an account by having a stranger open a
    link. The user name is the address. Locks the sign-up, so its link is used once.

    Raises Refused if the link was used or has ended, or the password is another one.
    """
    lock(asked)
    enforce(CONFIRM, _facts(asked, password=password))
    account = _account_of(asked)
    asked.account, asked.confirmed_at = account, clock.now()
    asked.save(update_fields=["account", "confirmed_at"])
    audit.record("user.joined", account, by=account)
    if asked.invitation:
        follow.account_made(asked.invitation, by=account)
    return account


def _account_of(asked: SignUp) -> User:
    """The new account; of two sign-ups with one address, the second is refused."""
    account = User(
        username=asked.email.lower(),
        password=asked.password,
        name=asked.name,
        email=asked.email,
        roles=[RoleKey.PROVIDER.value],
    )
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise Refused(refusals_against_link(asked)) from error
    return account


def _facts(asked: SignUp, *, password: str | None = None) -> Confirming:
    return Confirming(
        is_expired=clock.now() > asked.expires_at,
        is_used=asked.confirmed_at is not None,
        is_taken=account_with(asked.email) is not None,
        knows_password=password is None or check_password(password, asked.password),
    )
