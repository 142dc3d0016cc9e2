"""Adding, taking away and resetting second factors. The person is told of each.

With the first factor come ten recovery codes; with the last one they go.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.urls import reverse

from mdps.core import audit, notices
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, ask, enforce
from mdps.core.signing_in import factors, recovery_codes, sessions
from mdps.core.signing_in.factor_rules import (
    ADD_APP,
    ADD_PASSKEY,
    REMOVE,
    RESET,
    AddFacts,
    RemoveFacts,
    ResetFacts,
)

Type = Authenticator.Type


@transaction.atomic
def add_app(*, secret: str, code: str, by: User) -> list[str]:
    """Make the app that knows `secret` (base32) a second factor of `by`; with the first one come
    the recovery codes.

    Locks the account. Raises Refused if there is one, or the app's `code` is wrong.
    """
    account = _locked(by)
    enforce(ADD_APP, _adding(account, code_is_right=validate_totp_code(secret, code)))
    TOTP.activate(account, secret)
    return _added(account, factors.NAMES[Type.TOTP])


@transaction.atomic
def add_passkey(*, name: str, credential: dict[str, Any], by: User) -> list[str]:
    """Make the passkey of the `credential`, which was checked, a factor of `by`; with the first
    one come the recovery codes. Locks the account. Raises Refused if there are too many."""
    account = _locked(by)
    enforce(ADD_PASSKEY, _adding(account))
    added = WebAuthn.add(account, name, credential).instance
    return _added(account, factors.name_of(added))


@transaction.atomic
def remove(factor: Authenticator, *, by: User) -> None:
    """Take away one's own `factor`. Locks the account.

    Raises Refused if it was taken away already, or is the last one and `by` needs one.
    """
    account = _locked(by)
    enforce(REMOVE, _removing(factor, account))
    name = factors.name_of(factor)
    factors.of(account).filter(pk=factor.pk).delete()
    if not factors.of(account).exists():
        Authenticator.objects.filter(user_id=account.pk).delete()
    audit.record("user.factor_removed", account, by=by, factor=name)
    _tell(account, f"Your {name} was removed as a second factor")


@transaction.atomic
def new_codes(*, by: User) -> list[str]:
    """Replace the recovery codes of `by` with new ones, which are told once. Locks the account."""
    account = _locked(by)
    codes = recovery_codes.make(account)
    audit.record("user.codes_made", account, by=by)
    _tell(account, "New recovery codes were made for your account")
    return codes


@transaction.atomic
def reset(account: User, *, reason: str, by: User) -> None:
    """Take all second factors of `account` away, because they are lost; its sessions end.

    Who needs one sets a new one up at the next sign-in. Locks the account; the person is told.
    Raises Forbidden, or Refused if the account is one's own or has none.
    """
    require(by, Permission.ACCOUNTS_MANAGE)
    account = _locked(account)
    enforce(RESET, _resetting(account, by))
    Authenticator.objects.filter(user_id=account.pk).delete()
    sessions.end_all(account)
    audit.record("user.factors_reset", account, by=by, reason=reason)
    _tell(account, "Your second factors were reset by a system administrator")


def refusals_against_removing(factor: Authenticator, *, by: User) -> list[Refusal]:
    """Why `by` cannot take `factor` away now."""
    return ask(REMOVE, _removing(factor, by))


def refusals_against_reset(account: User, *, by: User) -> list[Refusal]:
    """Why `by` cannot reset the factors of `account` now."""
    return ask(RESET, _resetting(account, by))


def _added(account: User, name: str) -> list[str]:
    """Write it down; the recovery codes, where they came with it."""
    audit.record("user.factor_added", account, by=account, factor=name)
    _tell(account, f"Your {name} was added as a second factor")
    if recovery_codes.left(account) is not None:
        return []
    audit.record("user.codes_made", account, by=account)
    return recovery_codes.make(account)


def _locked(account: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=account.pk)


def _tell(account: User, what: str) -> None:
    notices.tell([account], what, url=reverse("second-factor"))


def _adding(account: User, *, code_is_right: bool = True) -> AddFacts:
    has = list(factors.of(account).values_list("type", flat=True))
    return AddFacts(
        has_app=Type.TOTP in has,
        passkeys=has.count(Type.WEBAUTHN),
        code_is_right=code_is_right,
    )


def _removing(factor: Authenticator, account: User) -> RemoveFacts:
    there = set(factors.of(account).values_list("pk", flat=True))
    return RemoveFacts(
        is_obliged=factors.is_obliged(account),
        others=len(there - {factor.pk}),
        is_there=factor.pk in there,
    )


def _resetting(account: User, by: User) -> ResetFacts:
    return ResetFacts(
        name=account.name, is_own=account.pk == by.pk, factors=factors.of(account).count()
    )
