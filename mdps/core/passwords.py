"""Passwords: a temporary one is given, then the person chooses their own.

A password in clear is returned to whoever asked and goes nowhere else: not into the database,
the audit trail, a log, an address, a message or an e-mail. Sessions carry a fingerprint of the
password, so every session that began with another one ends with its next request.
"""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from mdps.core import audit
from mdps.core.accounts import locked
from mdps.core.models import User
from mdps.core.password_rules import CHOOSING, GIVING, GivingFacts, PasswordFacts
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce

# Without the letters and digits that are read or heard as others.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, IN_A_GROUP = 4, 4


def made_up() -> str:
    """A temporary password like `k7mw-3qfp-x2nd-9rta`: nearly 80 bits, easy to read out."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


@transaction.atomic
def give_temporary(account: User, *, by: User) -> str:
    """Give `account` a temporary password and return it; all its sessions end.

    Given twice, the second one holds. Locks the account.
    Raises Forbidden, or Refused if the account is one's own or closed.
    """
    require(by, Permission.ACCOUNTS_MANAGE)
    account = locked(account)
    enforce(GIVING, _giving(account, by))
    password = made_up()
    _write(account, password, is_temporary=True)
    audit.record("user.password_given", account, by=by)
    return password


def refusals_against_giving(account: User, *, by: User) -> list[Refusal]:
    """Why `by` cannot give `account` a temporary password now."""
    return ask(GIVING, _giving(account, by))


@transaction.atomic
def choose(*, old: str, new: str, by: User) -> None:
    """Make `new` the password of `by`, who knows the `old` one; all their sessions end.

    Locks the account, so of two choices at once the second one has to know the first.
    Raises Refused if the old password is wrong, or the new one the same or weak.
    """
    account = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    facts = PasswordFacts(
        weaknesses=weaknesses(new, account),
        knows_the_old=account.check_password(old),
        is_the_old=account.check_password(new),
    )
    enforce(CHOOSING, facts)
    _write(account, new, is_temporary=False)
    audit.record("user.password_chosen", account, by=by)


def weaknesses(password: str, account: User | None = None) -> tuple[str, ...]:
    """What the validators of the settings have against `password`, in sentences."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        return tuple(error.messages)
    return ()


def _write(account: User, password: str, *, is_temporary: bool) -> None:
    account.set_password(password)
    account.must_change_password = is_temporary
    account.save(update_fields=["password", "must_change_password"])


def _giving(account: User, by: User) -> GivingFacts:
    return GivingFacts(name=account.name, is_open=account.is_active, is_own=account.pk == by.pk)
